from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "reisgenoot.plans"
    label = "plans"
