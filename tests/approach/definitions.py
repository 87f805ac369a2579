"""Small definitions on disk to break in one way at a time."""

import textwrap
from pathlib import Path

from reisgenoot.approach import DefinitionError, Problem, read_approach

BASE = """\
key: base
version: "2024.1"
title: {nl: Basis, en: Base}
description: {nl: Klein., en: Small.}
source: Wet, geheel
valid_from: 2024-01-01
documents:
  wet: {name: Wet, title: {nl: Wet, en: Act}}
roles:
  client_manager: {title: {nl: Klantmanager, en: Client manager}}
milestones:
  settled: {kind: arrival, title: {nl: Gevestigd, en: Settled}, source: "Wet, art. 1", valid_from: 2024-01-01}
  plan_made: {kind: plan, title: {nl: Plan, en: Plan}, source: "Wet, art. 2", valid_from: 2024-01-01}
  journey_closed: {kind: end, title: {nl: Klaar, en: Closed}, source: "Wet, art. 3", valid_from: 2024-01-01}
"""

TERM = """\
terms:
  plan:
    title: {nl: Plan op tijd, en: Plan in time}
    from: settled
    to: plan_made
    within: P10W
    starts: day_after
    end: inclusive
    acts: client_manager
    action: {label: {nl: Maak het plan, en: Make the plan}, kind: make_plan}
    source: Wet, art. 4
    valid_from: 2024-01-01
"""


def write(folder: Path, **files: str) -> Path:
    """Make a definition of files given as ``name=text`` (``approach`` is the main one) and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What reading a definition complains about; nothing when it is in order."""
    try:
        read_approach(folder)
    except DefinitionError as error:
        return error.problems
    return ()


def said(folder: Path) -> list[tuple[str, int, str]]:
    """The complaints as file name, line and way to the part."""
    return [(problem.file.name, problem.line, problem.path) for problem in problems_of(folder)]
