from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "reisgenoot.intake"
    label = "intake"
