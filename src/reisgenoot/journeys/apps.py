from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "reisgenoot.journeys"
    label = "journeys"
