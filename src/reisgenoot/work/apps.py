from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "reisgenoot.work"
    label = "work"

    def ready(self) -> None:
        from reisgenoot.journeys import checks  # noqa: PLC0415
        from reisgenoot.work import finding  # noqa: PLC0415

        checks.register("contract_ending", finding.ending_contract)
        checks.register("partner_not_activated", finding.partner_not_activated)
