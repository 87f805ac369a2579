from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "reisgenoot.agenda"
    label = "agenda"
