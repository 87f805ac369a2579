from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "reisgenoot.organisations"
    label = "organisations"
