from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "reisgenoot.journeys"
    label = "journeys"

    def ready(self) -> None:
        from reisgenoot.journeys.team.leaving import open_files_of
        from reisgenoot.organisations.leaving import register

        register(open_files_of)
