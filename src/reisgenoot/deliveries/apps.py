from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "reisgenoot.deliveries"
    label = "deliveries"
