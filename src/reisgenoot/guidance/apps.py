from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "reisgenoot.guidance"
    label = "guidance"
