from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "reisgenoot.offers"
    label = "offers"
