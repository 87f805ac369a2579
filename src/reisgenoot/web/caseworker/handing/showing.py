"""Handovers in words: rows of lists, steps, parts of a package as facts."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.handover.enums import PROTECTED_PARTS, Completeness, HandoverState, Part
from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.handover.package import Coded, Package
from reisgenoot.handover.post import Envelope
from reisgenoot.handover.selectors import HandoverLine
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.people.enums import HouseholdRole, Sex
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table

KINDS = {
    HandoverState.DRAFT: ("neutral", "edit"),
    HandoverState.SENT: ("info", "share"),
    HandoverState.RECEIVED: ("info", "done"),
    HandoverState.READ: ("info", "inspection"),
    HandoverState.USED: ("ok", "done"),
    HandoverState.RETURNED: ("error", "undo"),
}


def state_badge(state: HandoverState) -> Badge:
    """How far a handover is, as a sign and a word."""
    kind, icon = KINDS[state]
    return Badge(str(state.label), kind, icon)


def part_words(parts: Sequence[str]) -> str:
    """The chosen parts in words, in the order of the list."""
    return "; ".join(str(part.label) for part in Part if part.value in parts)


def table(lines: Sequence[HandoverLine], *, empty: Empty | None = None, with_person: bool = True) -> Table:
    """Handovers as a table; in a file the person is known."""
    columns = [
        *([Column("name", _("Naam"))] if with_person else []),
        Column("to", _("Aan")),
        Column("state", _("Stand")),
        Column("since", _("Sinds")),
        Column("by", _("Door")),
    ]
    return Table(_("Overdrachten"), columns, [_row(line, with_person) for line in lines], empty=empty)


def _row(line: HandoverLine, with_person: bool) -> Row:
    url = reverse("handover", args=[line.id])
    back = line.steps[-1].words if line.steps else ""
    cells = [
        *([Cell(line.name, url=url)] if with_person else []),
        Cell(line.receiver, url="" if with_person else url, sub="" if line.is_outside else _("collega")),
        Cell(badge=state_badge(line.state), sub=back),
        Cell(words.day_in_words(line.since)),
        Cell(line.from_name),
    ]
    return Row(cells)


def unopened(envelopes: Sequence[Envelope]) -> Table:
    """Letters nobody opened yet: who wrote and when, nothing else."""
    columns = [Column("from", _("Van")), Column("at", _("Verzonden"))]
    rows = [
        Row(
            [Cell(one.sender), Cell(words.moment_in_words(one.written_at))],
            action=Action(
                _("Bevestig ontvangst"),
                reverse("handover_open", args=[one.letter_id]),
                "letter",
                "primary",
                method="post",
                about=one.sender,
            ),
        )
        for one in envelopes
    ]
    return Table(_("Nog niet geopend"), columns, rows)


def received_table(rows: Sequence[ReceivedHandover], *, empty: Empty | None = None, with_person: bool = True) -> Table:
    """What was received, with what happened to it."""
    columns = [
        *([Column("name", _("Naam"))] if with_person else []),
        Column("from", _("Van")),
        Column("how", _("Hoe")),
        Column("on", _("Ontvangen")),
        Column("state", _("Stand")),
    ]
    return Table(_("Ontvangen overdrachten"), columns, [_received(row, with_person) for row in rows], empty=empty)


def _received(row: ReceivedHandover, with_person: bool) -> Row:
    name = row.journey.person.display_name if with_person and row.journey else row.called
    url = reverse("received", args=[row.pk])
    how = str(row.get_channel_display())
    if row.completeness == Completeness.PARTIAL:
        how = f"{how} · {row.get_completeness_display()}"
    cells = [
        *([Cell(name or _("teruggestuurd"), url=url)] if with_person else []),
        Cell(row.sender_name, url="" if with_person else url),
        Cell(str(capfirst(how))),
        Cell(words.day_in_words(row.received_on)),
        Cell(badge=received_badge(row), sub=received_why(row)),
    ]
    return Row(cells, muted=bool(row.returned_at))


def received_badge(row: ReceivedHandover) -> Badge:
    """What happened to something that was received."""
    if row.returned_at:
        return Badge(_("teruggestuurd"), "error", "undo")
    if row.completeness == Completeness.MISSING:
        return Badge(_("niet ontvangen"), "warning")
    if row.used_at:
        return Badge(_("gebruikt"), "ok")
    if row.unused_reason:
        return Badge(_("niet gebruikt"))
    return Badge(_("gelezen"), "info", "inspection") if row.read_at else Badge(_("nog niet gelezen"), "warning")


def received_why(row: ReceivedHandover) -> str:
    """Why it did not come, was not used or went back; nothing when all is well."""
    if row.returned_at:
        return str(row.get_return_reason_display())
    return str(row.get_missing_reason_display() or row.get_unused_reason_display())


def package_sections(package: Package, *, by: Actor | None = None) -> list[tuple[str, str, list[Fact]]]:
    """The parts of a package: key, title and facts of each. ``by`` leaves out what this reader may not see."""
    made = {
        Part.PROFILE: _profile,
        Part.HOUSEHOLD: _household,
        Part.MILESTONES: _milestones,
        Part.INTAKE: _intake,
        Part.MEASUREMENTS: _measurements,
        Part.PLAN: _plan,
        Part.AGREEMENTS: _agreements,
        Part.CONTACTS: _contacts,
        Part.HEALTH: _health,
    }
    return [
        (part.value, str(capfirst(part.label)), write(package))
        for part, write in made.items()
        if part in package.parts and (by is None or may_see(part, by))
    ]


def may_see(part: str, by: Actor) -> bool:
    """Whether somebody may read this part; protected parts need a permission of their own."""
    return part not in PROTECTED_PARTS or has_permission(by, Permission.HEALTH_READ)


def _profile(package: Package) -> list[Fact]:
    told = package.profile
    if told is None:
        return []
    interpreter = {True: _("ja"), False: _("nee"), None: ""}[told.needs_interpreter]
    return [
        Fact(_("Naam"), f"{told.given_name} {told.family_name}".strip(), note=told.called),
        Fact(_("Geboren op"), words.day_in_words(told.birth_date) if told.birth_date else ""),
        Fact(_("Geslacht"), str(Sex(told.sex).label) if told.sex else ""),
        Fact(_("Land van herkomst"), told.country.label),
        Fact(_("In Nederland sinds"), words.day_in_words(told.arrived_on) if told.arrived_on else ""),
        Fact(_("Taal"), language_name(told.language, get_language() or "nl") if told.language else ""),
        Fact(_("Tolk nodig"), interpreter),
        Fact(_("Telefoon"), told.phone),
    ]


def _household(package: Package) -> list[Fact]:
    return [
        Fact(
            str(capfirst(HouseholdRole(one.role).label)),
            f"{one.given_name} {one.family_name}".strip(),
            note=words.day_in_words(one.birth_date) if one.birth_date else "",
        )
        for one in package.household or ()
    ]


def _milestones(package: Package) -> list[Fact]:
    happened = [Fact(one.what.label, words.day_in_words(one.on)) for one in package.milestones or ()]
    terms = [
        Fact(one.title, _("loopt tot en met %(day)s") % {"day": words.day_in_words(one.last_day)}, note=one.source)
        for one in package.terms or ()
    ]
    return happened + terms


def _intake(package: Package) -> list[Fact]:
    found = []
    for one in package.intake or ():
        found.append(Fact(_("Diagnose van"), words.day_in_words(one.on)))
        found.append(Fact(_("Profiel"), _coded(one.profile)))
        found.append(Fact(_("Primair doel"), _coded(one.primary_goal)))
        found.append(Fact(_("Advies"), _coded(one.advice), note=one.advice_text))
        found += [Fact(answer.question.label, answer.answer) for answer in one.answers]
    return found


def _measurements(package: Package) -> list[Fact]:
    return [
        Fact(
            " · ".join(filter(None, [one.scale.label, one.item.label])),
            one.value.label,
            note=words.day_in_words(one.on),
        )
        for one in package.measurements or ()
    ]


def _plan(package: Package) -> list[Fact]:
    found = []
    for plan in package.plan or ():
        found.append(Fact(_("Afgesproken op"), words.day_in_words(plan.agreed_on) if plan.agreed_on else ""))
        found.append(Fact(_("Hoofddoel"), plan.main_goal.label, note=plan.summary))
        found += [
            Fact(_("Doel"), goal.goal.label, note=", ".join(each.label for each in goal.instruments))
            for goal in plan.goals
        ]
    return found


def _agreements(package: Package) -> list[Fact]:
    return [
        Fact(_("Beloofd"), one.text, note=words.day_in_words(one.until) if one.until else "")
        for one in package.agreements or ()
    ]


def _contacts(package: Package) -> list[Fact]:
    return [
        Fact(words.day_in_words(one.on), one.text or one.kind, note=one.with_whom) for one in package.contacts or ()
    ]


def _health(package: Package) -> list[Fact]:
    if package.health is None:
        return []
    answers = [Fact(one.question.label, one.answer) for one in package.health.answers]
    return answers + [Fact(words.day_in_words(one.on), one.text) for one in package.health.notes]


def _coded(one: Coded) -> str:
    return one.label or one.code
