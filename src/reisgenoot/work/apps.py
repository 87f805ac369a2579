from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "reisgenoot.work"
    label = "work"
