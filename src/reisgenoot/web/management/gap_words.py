"""The words of the gaps and of the groups."""

from django.utils.translation import gettext_lazy as _

from reisgenoot.reporting.coverage.people import Characteristic, Gap

GAP_TITLES = {
    Gap.DIAGNOSIS: _("Zonder diagnose"),
    Gap.PLAN: _("Zonder plan"),
    Gap.CONTACT: _("Te lang geen contact"),
    Gap.OFFER: _("Zonder aanbod"),
}
GAP_WHYS = {
    Gap.DIAGNOSIS: _("Er is nog geen diagnose vastgelegd."),
    Gap.PLAN: _("Er is nog geen plan afgesproken."),
    Gap.CONTACT: _(
        "Het laatste contact is langer geleden dan de aanpak vraagt, of dan met deze persoon is afgesproken."
    ),
    Gap.OFFER: _("Deze persoon doet nu aan geen enkel aanbod mee."),
}
CHARACTERISTICS = {
    Characteristic.PROFILE: _("Profiel"),
    Characteristic.SEX: _("Geslacht"),
    Characteristic.AGE: _("Leeftijd"),
    Characteristic.HOUSEHOLD: _("Huishouden"),
    Characteristic.LANGUAGE: _("Taal"),
}
SEXES = {"v": _("vrouw"), "m": _("man"), "x": _("anders")}
HOUSEHOLDS = {
    "alone": _("woont alleen"),
    "couple": _("volwassenen samen, zonder kinderen"),
    "family": _("volwassenen samen, met kinderen"),
    "single_parent": _("één ouder met kinderen"),
}
AGES = {
    "0-17": _("jonger dan 18"),
    "18-26": _("18 tot en met 26"),
    "27-39": _("27 tot en met 39"),
    "40-54": _("40 tot en met 54"),
    "55-": _("55 en ouder"),
}
