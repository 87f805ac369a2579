from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "reisgenoot.work"
    label = "work"

    def ready(self) -> None:
        from reisgenoot.journeys import checks
        from reisgenoot.work import finding

        checks.register("contract_ending", finding.ending_contract)
        checks.register("partner_not_activated", finding.partner_not_activated)
