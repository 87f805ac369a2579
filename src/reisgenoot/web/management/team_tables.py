"""The tables and pictures of the team page."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.journeys.team.handed import HandoverLine
from reisgenoot.journeys.team.state import Teammate
from reisgenoot.journeys.team.trend import Month
from reisgenoot.journeys.team.turnover import MANY, Turnover, Unopened
from reisgenoot.journeys.team.workload import Load, language_gaps
from reisgenoot.reporting.team_charts import Point, bars_svg, line_svg
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components.actions import Action, Badge, Empty
from reisgenoot.web.components.figures import Figure
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import day_in_words, since_in_words
from reisgenoot.web.management.wording import amount, band_of, figure, hours, load_badge, month_name, month_with_year

if TYPE_CHECKING:
    from reisgenoot.web.management.team import TeamOn


def load_table(team: "TeamOn", *, may_hand_over: bool) -> Table:
    """One row per colleague: hours, files, people, per fte, the norm in words, contact."""
    columns = [
        Column("name", _("Klantmanager")),
        Column("fte", _("Fte"), number=True),
        Column("files", _("Dossiers"), number=True),
        Column("people", _("Mensen"), number=True, hint=_("Iedereen in het huishouden telt één keer mee")),
        Column("per_fte", _("Per fte"), number=True),
        Column("norm", _("Norm")),
        Column("silent", _("Te lang geen contact"), number=True),
    ]
    rows = [_load_row(load, load.colleague, team, may_hand_over) for load in team.loads if load.colleague]
    empty = Empty(_("Niemand is klantmanager"), _("Geef collega’s die rol bij Medewerkers."), icon="team")
    return Table(_("Caseload per klantmanager"), columns, rows, empty=empty)


def _load_row(load: Load, colleague: Teammate, team: "TeamOn", may_hand_over: bool) -> Row:
    language = get_language() or "nl"
    spoken = ", ".join(sorted(language_name(code, language) for code in colleague.languages))
    caseload_url = f"{reverse('caseload')}?wie={colleague.id}"
    action = None
    if may_hand_over and load.files:
        url = reverse("caseload_handover", args=[colleague.id])
        action = Action(_("Overdragen"), url, "handover", "subtle", about=colleague.name)
    return Row(
        [
            Cell(colleague.name, url=caseload_url, sub=" · ".join(filter(None, (colleague.team, spoken)))),
            Cell(hours(load.fte)),
            Cell(str(load.files)),
            Cell(str(load.people)),
            Cell(amount(load.per_fte) if load.per_fte is not None else ""),
            Cell(badge=load_badge(load, team.norm)),
            _silent_cell(load),
        ],
        action=action,
        muted=not colleague.is_client_manager,
    )


def _silent_cell(load: Load) -> Cell:
    if not load.silent or load.silent_share is None or load.colleague is None:
        return Cell(_("niemand"))
    url = f"{reverse('left_behind_list', args=['contact'])}?wie={load.colleague.id}"
    return Cell(f"{load.silent} ({figure(100 * load.silent_share, 0)} %)", url=url)


def load_picture(team: "TeamOn") -> str:
    """Files per fte of each colleague as bars against the norm."""
    points = [
        Point(load.colleague.name, load.per_fte, amount(load.per_fte) if load.per_fte is not None else _("geen uren"))
        for load in team.loads
        if load.colleague and load.colleague.is_client_manager
    ]
    return mark_safe(bars_svg(points, band=band_of(team.norm)))  # noqa: S308  our own SVG, without what users typed as markup


def trend_figure(months: Sequence[Month], norm: CaseloadNorm | None, day: date) -> Figure:
    """Twelve months: files per fte as a line, inflow and outflow in the table."""
    points = [
        Point(month_name(one.first), one.per_fte, amount(one.per_fte) if one.per_fte is not None else "")
        for one in months
    ]
    inflow, outflow = sum(one.inflow for one in months), sum(one.outflow for one in months)
    columns = [
        Column("month", _("Maand")),
        Column("in", _("Erbij"), number=True),
        Column("out", _("Eraf"), number=True),
        Column("files", _("Dossiers"), number=True),
        Column("fte", _("Fte"), number=True),
        Column("per_fte", _("Per fte"), number=True),
    ]
    rows = [
        Row(
            [
                Cell(month_with_year(one.first)),
                Cell(str(one.inflow)),
                Cell(str(one.outflow)),
                Cell(str(one.files)),
                Cell(hours(one.fte)),
                Cell(amount(one.per_fte) if one.per_fte is not None else ""),
            ]
        )
        for one in reversed(months)
    ]
    return Figure(
        key="trend",
        title=_("Een jaar terug"),
        sentence=_("In twaalf maanden kwamen er %(inflow)d dossiers bij en gingen er %(outflow)d af.")
        % {"inflow": inflow, "outflow": outflow},
        table=Table(_("Instroom, uitstroom en caseload per maand"), columns, rows),
        picture=mark_safe(line_svg(points, band=band_of(norm))),  # noqa: S308  our own SVG
        alt=_("Dossiers per fte in de laatste twaalf maanden; de tabel ernaast noemt elke maand."),
        definition=_(
            "Open dossiers op de laatste dag van de maand, gedeeld door de fte van de klantmanagers van toen. "
            "Elk dossier telt als 1. Voor de uren geldt wat iemand nu werkt."
        ),
        source=norm.source if norm else "",
        as_of=day,
    )


def turnover_figure(changes: Turnover, day: date) -> Figure:
    """How many directors people had in a year."""
    mean = changes.mean
    sentence = _("Nog niemand heeft een regisseur.")
    if mean is not None:
        many = ngettext("%(n)d persoon had", "%(n)d mensen hadden", changes.many) % {"n": changes.many}
        sentence = _("Gemiddeld %(mean)s regisseurs per persoon in een jaar; %(many)s er %(from)d of meer.") % {
            "mean": figure(mean, 1),
            "many": many,
            "from": MANY,
        }
    rows = [
        Row([Cell(str(number)), Cell(str(files)), Cell(f"{figure(100 * files / changes.files, 0)} %")])
        for number, files in changes.spread
    ]
    columns = [
        Column("directors", _("Regisseurs in een jaar"), number=True),
        Column("files", _("Dossiers"), number=True),
        Column("share", _("Aandeel"), number=True),
    ]
    return Figure(
        key="turnover",
        title=_("Wisselingen"),
        sentence=sentence,
        table=Table(_("Dossiers naar aantal regisseurs"), columns, rows),
        definition=_("Verschillende regisseurs van een open dossier in de 365 dagen tot de peildatum."),
        as_of=day,
    )


def changed_table(changes: Turnover) -> Table:
    """The people with many directors in a year."""
    columns = [
        Column("name", _("Naam")),
        Column("directors", _("Regisseurs in een jaar"), number=True),
        Column("director", _("Nu")),
        Column("since", _("Sinds")),
    ]
    rows = [
        Row(
            [
                Cell(one.name, url=reverse("dossier", args=[one.journey_id])),
                Cell(str(one.directors)),
                Cell(one.director),
                Cell(day_in_words(one.since)),
            ]
        )
        for one in changes.people
    ]
    return Table(_("Mensen met drie of meer regisseurs in een jaar"), columns, rows)


def language_table(team: "TeamOn") -> Table:
    """Languages of the people against those of the team, the gap in words."""
    language = get_language() or "nl"
    columns = [
        Column("language", _("Taal")),
        Column("files", _("Dossiers"), number=True),
        Column("speakers", _("Collega’s die het spreken"), number=True),
        Column("matched", _("Regisseur spreekt het"), number=True),
        Column("gap", _("In woorden")),
    ]
    rows = []
    for gap in language_gaps(team.files, team.colleagues):
        if gap.language == "nl":
            continue
        badge = Badge(_("gedekt"), "ok", "done")
        if not gap.speakers:
            badge = Badge(_("niemand in het team spreekt dit"), "warning", "warning")
        elif gap.matched < gap.files:
            missing = gap.files - gap.matched
            words = ngettext("%(n)d dossier met tolk", "%(n)d dossiers met tolk", missing) % {"n": missing}
            badge = Badge(words, "neutral", "interpreter")
        name = language_name(gap.language, language)
        rows.append(
            Row([Cell(name), Cell(str(gap.files)), Cell(str(gap.speakers)), Cell(str(gap.matched)), Cell(badge=badge)])
        )
    return Table(_("Talen van de mensen en van het team"), columns, rows)


def unopened_table(waiting: Sequence[Unopened], day: date) -> Table:
    """Files that changed hands and that the new director has not opened."""
    columns = [Column("name", _("Naam")), Column("director", _("Nieuwe regisseur")), Column("since", _("Overgedragen"))]
    rows = [
        Row(
            [
                Cell(one.name, url=reverse("dossier", args=[one.journey_id])),
                Cell(one.director),
                Cell(since_in_words(one.since, day), sub=day_in_words(one.since)),
            ]
        )
        for one in waiting
    ]
    empty = Empty(
        _("Elk overgedragen dossier is geopend"),
        _("Hier staan dossiers die overgingen en nog niet gelezen zijn."),
        icon="done",
    )
    return Table(_("Nog niet geopend door de nieuwe regisseur"), columns, rows, empty=empty)


def handover_table(lines: Sequence[HandoverLine]) -> Table:
    """Handovers of the last year."""
    columns = [
        Column("who", _("Van")),
        Column("why", _("Waarom")),
        Column("from", _("Vanaf")),
        Column("files", _("Dossiers"), number=True),
        Column("told", _("Berichten")),
    ]
    rows = []
    for line in lines:
        told = Badge(_("iedereen weet het"), "ok", "done")
        if line.is_undone:
            told = Badge(_("teruggenomen"), "neutral", "undo")
        elif line.to_tell:
            told = Badge(_("%(n)d nog te versturen") % {"n": line.to_tell}, "warning", "mail")
        cells = [
            Cell(line.colleague, url=reverse("caseload_handed", args=[line.id])),
            Cell(str(line.cause)),
            Cell(day_in_words(line.from_on)),
            Cell(str(line.files)),
            Cell(badge=told),
        ]
        rows.append(Row(cells, muted=line.is_undone))
    empty = Empty(_("Nog geen caseload overgedragen"), _("Kies bij een collega hierboven Overdragen."), icon="handover")
    return Table(_("Overdrachten"), columns, rows, empty=empty)
