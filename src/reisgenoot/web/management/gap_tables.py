"""Shares and people of who is left behind, as rows."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.reporting.coverage.people import AGE_BANDS, UNKNOWN, Characteristic, Covered, Gap, Named
from reisgenoot.reporting.coverage.shares import Coverage, GapShare
from reisgenoot.web.caseworker.wording import Wording, language_name
from reisgenoot.web.components.actions import Action
from reisgenoot.web.components.figures import Stat
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import day_in_words, duration_in_words, since_in_words
from reisgenoot.web.management.gap_words import AGES, CHARACTERISTICS, GAP_TITLES, HOUSEHOLDS, SEXES
from reisgenoot.web.management.wording import figure

SURPRISING = 0.01
"""Below this p-value a difference is called more than chance; strict, because there are twenty tests on the page's data."""


def everybody_stats(found: Coverage) -> list[Stat]:
    """One figure per gap over everybody, leading to the people."""
    return [
        Stat(
            value=_percentage(found.everybody[gap]),
            sentence=str(GAP_TITLES[gap]).lower(),
            interval=_counts(found.everybody[gap]),
            url=reverse("left_behind_list", args=[gap.value]),
        )
        for gap in Gap
    ]


def groups_table(found: Coverage, chosen: Characteristic, approach: Approach) -> Table:
    """A row per group, a column per gap."""
    columns = [Column("group", str(CHARACTERISTICS[chosen]))]
    columns += [Column(gap.value, str(GAP_TITLES[gap]), number=True) for gap in Gap]
    rows = [
        Row(
            [Cell(group_label(chosen, value, approach)), *(_share_cell(shares[gap], gap, chosen, value) for gap in Gap)]
        )
        for value, shares in _ordered(found, chosen)
    ]
    caption = _("Wat mensen missen, naar %(what)s") % {"what": str(CHARACTERISTICS[chosen]).lower()}
    return Table(caption, columns, rows)


def _ordered(found: Coverage, chosen: Characteristic) -> list[tuple[str, Mapping[Gap, GapShare]]]:
    """Age bands from young to old, others by name; what is not known comes last."""
    order = {value: place for place, value in enumerate(AGE_BANDS)}
    return sorted(found.groups[chosen].items(), key=lambda one: (one[0] == UNKNOWN, order.get(one[0], 0), one[0]))


def _share_cell(share: GapShare, gap: Gap, chosen: Characteristic, value: str) -> Cell:
    if share.is_hidden:
        return Cell(_("te klein"))
    url = f"{reverse('left_behind_list', args=[gap.value])}?{urlencode({chosen.value: value})}" if share.missing else ""
    sub = _counts(share)
    if share.is_small:
        sub = _("%(counts)s, te weinig om iets te zeggen") % {"counts": sub}
    return Cell(_percentage(share), url=url, sub=sub)


def _percentage(share: GapShare) -> str:
    if share.is_hidden:
        return _("te klein")
    return f"{figure(100 * share.share, 0)} %" if share.share is not None else _("niemand")


def _counts(share: GapShare) -> str:
    """``7 van 30, tussen 12 en 41 %``."""
    if share.missing is None or share.size is None:
        return ""
    counts = _("%(n)d van %(all)d") % {"n": share.missing, "all": share.size}
    if share.low is None or share.high is None:
        return counts
    bounds = {"low": figure(100 * share.low, 0), "high": figure(100 * share.high, 0)}
    return f"{counts}, {_('tussen %(low)s en %(high)s %%') % bounds}"


def caution(found: Coverage, chosen: Characteristic) -> str:
    """What one may say of the differences between these groups."""
    surprising = [str(GAP_TITLES[gap]).lower() for gap in Gap if (found.p_values[chosen, gap] or 1.0) < SURPRISING]
    tested = any(found.p_values[chosen, gap] is not None for gap in Gap)
    what = {"what": str(CHARACTERISTICS[chosen]).lower(), "gaps": ", ".join(surprising)}
    if surprising:
        return (
            _(
                "Naar %(what)s verschilt dit meer dan toeval: %(gaps)s. De groepen verschillen vaak ook in andere dingen, "
                "zoals hoe lang mensen hier zijn. Kijk naar de mensen zelf voordat je een oorzaak noemt."
            )
            % what
        )
    if tested:
        return (
            _("Naar %(what)s zijn de verschillen niet groter dan toeval. Dat bewijst niet dat er geen verschil is.")
            % what
        )
    return _("De groepen naar %(what)s zijn te klein om verschillen te toetsen.") % what


def group_label(characteristic: Characteristic, value: str, approach: Approach) -> str:
    """A group in words."""
    if value == UNKNOWN:
        return _("niet bekend")
    language = get_language() or "nl"
    if characteristic is Characteristic.PROFILE:
        return Wording(approach).profile(value)
    if characteristic is Characteristic.LANGUAGE:
        return language_name(value, language)
    words = {Characteristic.SEX: SEXES, Characteristic.AGE: AGES, Characteristic.HOUSEHOLD: HOUSEHOLDS}
    return str(words[characteristic].get(value, value))


def gap_row(person: Covered, named: Named, gap: Gap, *, by: Actor) -> Row:
    """Somebody in the list, with the one thing to do."""
    last = person.last_contact_on
    also = ", ".join(str(GAP_TITLES[one]).lower() for one in Gap if one in person.gaps and one is not gap)
    return Row(
        [
            Cell(named.name, url=reverse("dossier", args=[person.journey_id])),
            Cell(named.director or _("geen")),
            Cell(
                _("%(span)s geleden") % {"span": duration_in_words(person.started_on, today())},
                sub=day_in_words(person.started_on),
            ),
            Cell(since_in_words(last, today()) if last else _("nog niet")),
            Cell(also),
        ],
        action=_action(person, named, gap, by),
    )


def _action(person: Covered, named: Named, gap: Gap, by: Actor) -> Action:
    if gap is Gap.CONTACT and has_permission(by, Permission.CONTACT_WRITE):
        url = f"{reverse('contact_new')}?{urlencode({'traject': person.journey_id})}"
        return Action(_("Contact"), url, "contact-add", dialog=True, about=named.name)
    if gap is Gap.DIAGNOSIS:
        url = reverse("dossier_diagnosis", args=[person.journey_id])
        return Action(_("Diagnose openen"), url, "intake", about=named.name)
    return Action(_("Plan openen"), reverse("dossier_plan", args=[person.journey_id]), "plan", about=named.name)


def titles_of_people() -> list[str]:
    """Head of the list as a file."""
    return [_("Naam"), _("Regisseur"), _("Begonnen"), _("Laatste contact"), _("Mist ook")]


def values_of_person(person: Covered, named: Named, gap: Gap) -> list[str]:
    """Somebody in the list as a file."""
    also = ", ".join(str(GAP_TITLES[one]).lower() for one in Gap if one in person.gaps and one is not gap)
    last = person.last_contact_on.isoformat() if person.last_contact_on else ""
    return [named.name, named.director, person.started_on.isoformat(), last, also]


def share_values(found: Coverage, chosen: Characteristic, approach: Approach) -> Sequence[Sequence[str]]:
    """The table of groups as a file, with head; empty where a number is hidden."""
    head = [str(CHARACTERISTICS[chosen])]
    for gap in Gap:
        head += [str(GAP_TITLES[gap]), _("van"), _("laagste aandeel"), _("hoogste aandeel")]
    rows = [head]
    everybody = [(_("Alle"), found.everybody)]
    groups = [(group_label(chosen, value, approach), shares) for value, shares in _ordered(found, chosen)]
    for label, shares in [*everybody, *groups]:
        row = [label]
        for gap in Gap:
            share = shares[gap]
            row += ["" if value is None else str(value) for value in (share.missing, share.size)]
            row += ["" if bound is None else f"{100 * bound:.1f}" for bound in (share.low, share.high)]
        rows.append(row)
    return rows
