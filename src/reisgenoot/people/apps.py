from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "reisgenoot.people"
    label = "people"
