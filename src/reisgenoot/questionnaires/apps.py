from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "reisgenoot.questionnaires"
    label = "questionnaires"
