"""The chapters about words and supply: profiles, goals, instruments, offers, scales, outcomes, code lists, organisation."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from reisgenoot.approach.coding import CodeList, Goal, Instrument, OutcomeRung, Scale, Worded
from reisgenoot.approach.scoring import ScoredQuestion, Scoring
from reisgenoot.approach.supply import Block, Offer
from reisgenoot.web.caseworker.intake.proposing import answer_word, question_title
from reisgenoot.web.components.actions import Badge, Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.policy.approach.chapters import Chapter, Passage, Teller, known


def catalogue_chapters(tell: Teller) -> Iterator[Chapter]:
    """The chapters in reading order; one that holds nothing is left out by the page."""
    yield _profiles(tell)
    yield _goals(tell)
    yield _instruments(tell)
    yield _offers(tell)
    yield _scales(tell)
    yield _outcomes(tell)
    yield _code_lists(tell)
    yield _organisation(tell)
    yield _documents(tell)


def spoken(words: Iterable[str]) -> str:
    """The words people write for something, as one line."""
    return " · ".join(words)


def _words_column() -> Column:
    return Column("words", _("Woorden die mensen schrijven"))


def _profiles(tell: Teller) -> Chapter:
    rows = [
        Row(
            [
                Cell(tell.text(profile.label)),
                Cell(tell.text(profile.meaning)),
                Cell(tell.label("profile_group", profile.group)),
                Cell(spoken(profile.words)),
                tell.source_cell(profile),
            ]
        )
        for profile in sorted(tell.approach.profiles.values(), key=lambda profile: profile.order)
    ]
    columns = [
        Column("label", _("Profiel")),
        Column("meaning", _("Betekenis")),
        Column("group", _("Groep")),
        _words_column(),
        Column("source", _("Bron")),
    ]
    title = _("Profielen")
    lead = _("Een lezing van iemands afstand tot werk. Een mens kiest het profiel, nooit de software.")
    passages = [_scoring(tell, scoring) for scoring in tell.approach.scoring.values()]
    return Chapter("profiles", title, lead, tables=[Table(title, columns, rows)] if rows else [], passages=passages)


def _scoring(tell: Teller, scoring: Scoring) -> Passage:
    bands = [
        _("%(profile)s vanaf %(total)g") % {"profile": band.profile, "total": band.at_least}
        if band.at_least is not None
        else _("anders %(profile)s") % {"profile": band.profile}
        for band in scoring.bands
    ]
    facts = [
        Fact(_("Grenzen"), " · ".join(bands)),
        Fact(_("Nodig"), _("%(n)d antwoorden voor er een voorstel komt") % {"n": scoring.needed}),
        Fact(_("Nooit voorgesteld"), ", ".join(scoring.never), note=tell.text(scoring.never_why)),
        *(_question(tell, question) for question in scoring.questions.values()),
    ]
    return Passage(
        key=scoring.key,
        title=tell.text(scoring.title),
        text=tell.text(scoring.description),
        facts=known(facts),
        source=scoring.source,
        to_verify=scoring.verify,
    )


def _goals(tell: Teller) -> Chapter:
    main = [
        Row([_named(tell, goal), Cell(tell.label("main_goal_group", goal.group)), Cell(spoken(goal.words))])
        for goal in tell.approach.main_goals.values()
    ]
    columns = [Column("label", _("Hoofddoel")), Column("group", _("Groep")), _words_column()]
    tables = [Table(_("Hoofddoelen"), columns, main)] if main else []
    ordered = sorted(tell.approach.goals.values(), key=lambda goal: goal.domain)
    for domain, goals in groupby(ordered, key=lambda goal: goal.domain):
        tables.append(_goals_of(tell, tell.label("life_domain", domain), list(goals)))
    lead = _("Wat in een plan kan staan, met de woorden die mensen ervoor schrijven.")
    return Chapter("goals", _("Doelen"), lead, tables=tables)


def _goals_of(tell: Teller, domain: str, goals: Sequence[Goal]) -> Table:
    rows = [
        Row(
            [
                _named(tell, goal),
                Cell(tell.label("subgoal_group", goal.group_first)),
                Cell(tell.label("subgoal_group", goal.group_second)),
                Cell(spoken(goal.words)),
            ]
        )
        for goal in goals
    ]
    columns = [
        Column("label", _("Doel")),
        Column("group_first", _("Groep als eerste doel")),
        Column("group_second", _("Groep als tweede doel")),
        _words_column(),
    ]
    return Table(domain, columns, rows)


def _instruments(tell: Teller) -> Chapter:
    ordered = sorted(tell.approach.instruments.values(), key=lambda instrument: instrument.group)
    columns = [Column("label", _("Instrument")), Column("provider", _("Wie doet het")), _words_column()]
    tables = [
        Table(tell.label("instrument_group", group), columns, [_instrument(tell, each) for each in instruments])
        for group, instruments in groupby(ordered, key=lambda instrument: instrument.group)
    ]
    lead = _("Wat voor een doel wordt ingezet.")
    return Chapter("instruments", _("Instrumenten"), lead, tables=tables)


def _instrument(tell: Teller, instrument: Instrument) -> Row:
    provider = ", ".join(tell.titles("providers", [instrument.provider] if instrument.provider else []))
    who = _("inburgeraar zelf") if instrument.own_effort else provider
    return Row([_named(tell, instrument), Cell(who), Cell(spoken(instrument.words))])


def _named(tell: Teller, entry: Worded) -> Cell:
    """The label with the source under it."""
    return Cell(tell.text(entry.label), sub=getattr(entry, "source", ""))


def _offers(tell: Teller) -> Chapter:
    rows = [_offer(tell, offer) for offer in tell.approach.offers.values()]
    columns = [
        Column("title", _("Aanbod")),
        Column("provider", _("Aanbieder")),
        Column("group", _("Voor wie")),
        Column("length", _("Duur")),
        Column("levels", _("Taalniveau")),
        Column("price", _("Prijs"), number=True),
        Column("source", _("Bron")),
    ]
    title = _("Aanbod")
    lead = _("Waar iemand geplaatst kan worden.")
    return Chapter("offers", title, lead, tables=[Table(title, columns, rows)] if rows else [])


def _offer(tell: Teller, offer: Offer) -> Row:
    blocks = "; ".join(_block(tell, block) for block in offer.blocks)
    description = tell.text(offer.description)
    entry = " / ".join(tell.label_of_level("cefr", level) for level in offer.entry_levels)
    reached = tell.label_of_level("cefr", offer.exit_level) if offer.exit_level else ""
    price = f"€ {tell.number(offer.price_euro)}" if offer.price_euro is not None else ""
    return Row(
        [
            Cell(tell.text(offer.title), sub=" ".join(part for part in (description, blocks) if part)),
            Cell(", ".join(tell.titles("providers", [offer.provider] if offer.provider else []))),
            Cell(tell.text(offer.target_group)),
            Cell(_length(tell, offer), sub=_intensity(tell, offer)),
            Cell(" → ".join(part for part in (entry, reached) if part)),
            Cell(price, sub=tell.text(offer.funding)),
            tell.source_cell(offer),
        ]
    )


def _length(tell: Teller, offer: Offer) -> str:
    if offer.weeks:
        return _("%(n)d weken") % {"n": offer.weeks}
    return tell.period(offer.duration) if offer.duration else ""


def _intensity(tell: Teller, offer: Offer) -> str:
    parts = []
    if offer.day_parts:
        parts.append(_("%(n)s dagdelen per week") % {"n": tell.number(offer.day_parts)})
    if offer.hours_required:
        parts.append(_("ten minste %(n)d uur") % {"n": offer.hours_required})
    if offer.starts_per_year:
        parts.append(_("begint %(n)d keer per jaar") % {"n": offer.starts_per_year})
    return ", ".join(parts)


def _block(tell: Teller, block: Block) -> str:
    weeks = _("%(n)d weken") % {"n": block.weeks} if block.weeks else ""
    return f"{tell.text(block.label)} ({weeks})" if weeks else tell.text(block.label)


def _scales(tell: Teller) -> Chapter:
    passages = [_scale(tell, scale) for scale in tell.approach.scales.values()]
    return Chapter("scales", _("Schalen"), _("Hoe en wanneer wordt gemeten."), passages=passages)


def _scale(tell: Teller, scale: Scale) -> Passage:
    levels = sorted(scale.levels.values(), key=lambda level: level.value)
    facts = [
        Fact(_("Stappen"), " · ".join(f"{level.value} {tell.text(level.label)}" for level in levels)),
        Fact(_("Onderdelen"), " · ".join(tell.text(item.label) for item in scale.items.values())),
        Fact(_("Meten bij"), ", ".join(tell.titles("milestones", scale.measure_at))),
        *_declared(tell, scale),
        Fact(_("Gebruik"), tell.text(scale.licence)),
    ]
    return Passage(
        key=scale.key,
        title=tell.text(scale.title),
        text=tell.text(scale.description),
        facts=known(facts),
        source=scale.source,
        to_verify=scale.verify,
    )


def _question(tell: Teller, question: ScoredQuestion) -> Fact:
    """One question that counts: every answer with its points, and why it counts."""
    given = " · ".join(
        f"{answer_word(tell.approach, question.key, code, tell.language)} {question.of(code):+g}"
        for code in question.points
    )
    return Fact(question_title(tell.approach, question.key, tell.language), given, note=tell.text(question.why))


def _declared(tell: Teller, scale: Scale) -> Iterator[Fact]:
    """When it is asked at the beginning, in between and at the end."""
    words = {"baseline": _("Beginmeting"), "interim": _("Tussentijds"), "closing": _("Eindmeting")}
    for name, moment in scale.moments:
        if moment is not None:
            period = moment.within.in_words(tell.language) if moment.within else ""
            yield Fact(words[name], ", ".join(tell.titles("milestones", moment.after)), note=period)


def _outcomes(tell: Teller) -> Chapter:
    rows = [_rung(tell, rung) for rung in tell.approach.outcome_ladder]
    columns = [
        Column("label", _("Uitkomst, hoogste eerst")),
        Column("participating", _("Telt als meedoen")),
        _words_column(),
        Column("source", _("Bron")),
    ]
    title = _("Uitkomstenladder")
    lead = _("Heeft iemand meer uitkomsten tegelijk, dan telt de hoogste.")
    return Chapter("outcomes", title, lead, tables=[Table(title, columns, rows)] if rows else [])


def _rung(tell: Teller, rung: OutcomeRung) -> Row:
    participating = Badge(_("doet mee"), "ok") if rung.participating else Badge(_("nog niet"))
    name = f"{rung.rank}. {tell.text(rung.label)}"
    return Row([Cell(name), Cell(badge=participating), Cell(spoken(rung.words)), tell.source_cell(rung)])


def _code_lists(tell: Teller) -> Chapter:
    tables = [_code_list(tell, code_list) for code_list in tell.approach.code_lists.values()]
    lead = _("De vaste waarden achter velden en bestanden.")
    return Chapter("code_lists", _("Codelijsten"), lead, tables=tables)


def _code_list(tell: Teller, code_list: CodeList) -> Table:
    rows = [
        Row([Cell(tell.text(code.label), sub=tell.text(code.meaning)), Cell(code.key), Cell(spoken(code.words))])
        for code in code_list.codes.values()
    ]
    columns = [Column("label", _("Waarde")), Column("key", _("Code")), _words_column()]
    return Table(tell.text(code_list.title), columns, rows)


def _organisation(tell: Teller) -> Chapter:
    organisation = tell.approach.organisation
    if organisation is None:
        return Chapter("organisation", _("Organisatie"))
    rows = [
        Row(
            [
                Cell(each.name, sub=each.code),
                Cell(organisation.clusters[each.cluster].name if each.cluster else ""),
                Cell(", ".join(each.places)),
            ]
        )
        for each in organisation.municipalities.values()
    ]
    columns = [Column("name", _("Gemeente")), Column("cluster", _("Cluster")), Column("places", _("Plaatsen"))]
    areas = Table(_("Gemeenten"), columns, rows)
    parties = [
        Row([_named(tell, provider), Cell(", ".join(provider.roles)), Cell(spoken(provider.words))])
        for provider in tell.approach.providers.values()
    ]
    heads = [Column("label", _("Aanbieder")), Column("roles", _("Doet")), _words_column()]
    tables = [areas, Table(_("Aanbieders"), heads, parties)] if parties else [areas]
    return Chapter("organisation", _("Organisatie"), organisation.name, tables=tables)


def _documents(tell: Teller) -> Chapter:
    rows = [
        Row([Cell(document.name, url=document.url or ""), Cell(tell.text(document.title))])
        for document in tell.approach.documents.values()
    ]
    columns = [Column("name", _("Document")), Column("title", _("Wat het is"))]
    title = _("Documenten")
    lead = _("Waar de waarden vandaan komen.")
    return Chapter("documents", title, lead, tables=[Table(title, columns, rows)] if rows else [])
