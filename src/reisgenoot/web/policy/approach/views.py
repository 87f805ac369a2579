"""Aanpak: the approaches, one of them as a person reads it, and what changed between two versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.approach import Approach, approaches_folder, keys_in, load_approach
from reisgenoot.approach.errors import DefinitionError, Problem
from reisgenoot.journeys.models import ApproachVersion
from reisgenoot.journeys.versions import approach_of, versions_of
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.policy.approach.catalogues import catalogue_chapters
from reisgenoot.web.policy.approach.chapters import Chapter, Teller
from reisgenoot.web.policy.approach.differences import differences
from reisgenoot.web.policy.approach.rules import journey_chapters
from reisgenoot.web.policy.approach.searching import find_word

NOW = "nu"


@dataclass(frozen=True, slots=True)
class ApproachCard:
    """One approach in the list: read, or with the problems that keep it from being read."""

    key: str
    approach: Approach | None
    title: str
    description: str
    is_own: bool
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One version that can be read: the definition in force now, or one that journeys keep."""

    name: str
    label: str
    approach: Approach


@page(Permission.APPROACH_READ)
@require_safe
def approach_list(request: StaffRequest) -> HttpResponse:
    """All approaches, the organisation's own first."""
    own = own_organisation(by=request.actor).approach_key
    cards = sorted((_card(key, own) for key in keys_in(approaches_folder())), key=lambda card: not card.is_own)
    return render(request, "policy/approach_list.html", {"cards": cards})


def _card(key: str, own: str) -> ApproachCard:
    try:
        approach = load_approach(key)
    except DefinitionError as error:
        return ApproachCard(key, None, key, "", key == own, error.problems)
    tell = Teller(approach)
    return ApproachCard(key, approach, tell.text(approach.title), tell.text(approach.description), key == own)


@page(Permission.APPROACH_READ)
@require_safe
def approach_one(request: StaffRequest, key: str) -> HttpResponse:
    """One approach, chapter by chapter; ``versie`` picks a stored version, ``zoek`` looks a written word up."""
    editions = _editions(key)
    edition = _choose(editions, request.GET.get("versie", NOW))
    tell = Teller(edition.approach)
    only_to_verify = "nakijken" in request.GET
    word = request.GET.get("zoek", "").strip()[:100]
    context = {
        "key": key,
        "approach": edition.approach,
        "title": tell.text(edition.approach.title),
        "description": tell.text(edition.approach.description),
        "parent": _parent(edition.approach),
        "edition": edition,
        "editions": editions,
        "chapters": _chapters(tell),
        "unverified": _unverified(tell),
        "only_to_verify": only_to_verify,
        "word": word,
        "hits": find_word(tell, word) if word else [],
    }
    return render(request, "policy/approach_one.html", context)


@page(Permission.APPROACH_READ)
@require_safe
def approach_difference(request: StaffRequest, key: str) -> HttpResponse:
    """What changed from one version (``van``) to another (``naar``)."""
    editions = _editions(key)
    old = _choose(editions, request.GET.get("van", editions[-1].name))
    new = _choose(editions, request.GET.get("naar", editions[0].name))
    changes = differences(old.approach, new.approach)
    words = ngettext("%(n)d verschil", "%(n)d verschillen", len(changes)) % {"n": len(changes)}
    context = {
        "key": key,
        "title": Teller(new.approach).text(new.approach.title),
        "editions": editions,
        "old": old,
        "new": new,
        "changes": changes,
        "words": words,
    }
    return render(request, "policy/approach_difference.html", context)


def _editions(key: str) -> list[Edition]:
    """The definition in force now first, then every stored version that differs from it. Raises `NotKnown`."""
    if key not in keys_in(approaches_folder()):
        raise NotKnown
    current = load_approach(key)
    stored = [version for version in versions_of(key) if version.digest != current.digest]
    now = Edition(NOW, _("%(version)s, geldt nu") % {"version": current.version}, current)
    return [now, *(_stored(version) for version in stored)]


def _stored(version: ApproachVersion) -> Edition:
    words = {"version": version.version, "day": day_in_words(version.loaded_at.date())}
    return Edition(version.digest[:12], _("%(version)s, bewaard op %(day)s") % words, approach_of(version))


def _choose(editions: Sequence[Edition], name: str) -> Edition:
    for edition in editions:
        if edition.name == name:
            return edition
    raise NotKnown


def _parent(approach: Approach) -> dict[str, str] | None:
    if approach.extends is None:
        return None
    parent = load_approach(approach.extends)
    return {"title": Teller(parent).text(parent.title), "url": reverse("approach_one", args=[parent.key])}


def _chapters(tell: Teller) -> list[Chapter]:
    return [chapter for chapter in (*journey_chapters(tell), *catalogue_chapters(tell)) if chapter.count]


def _unverified(tell: Teller) -> list[dict[str, str]]:
    """Every value that nobody has checked at its source yet: what it is, its source, where it stands."""
    found = []
    for section, key in tell.approach.to_verify:
        entry = getattr(tell.approach, section)[key]
        found.append({"title": tell.title(entry), "source": entry.source, "section": section, "key": key})
    return found
