from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "reisgenoot.handover"
    label = "handover"
