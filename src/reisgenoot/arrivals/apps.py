from django.apps import AppConfig


class ArrivalsConfig(AppConfig):
    name = "reisgenoot.arrivals"
    label = "arrivals"
