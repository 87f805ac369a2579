"""What pydantic found, said in Dutch and with what to do."""

from pydantic_core import ErrorDetails

from reisgenoot.approach.errors import Problem
from reisgenoot.approach.written import Written, path_text

_LANGUAGES = {"nl": "Nederlandse", "en": "Engelse"}
_MISSPELT = "Kijk of het goed gespeld is; een tekst met een komma hoort tussen aanhalingstekens."
_SOURCED = {"source": "de bron", "valid_from": "de dag vanaf wanneer het geldt (valid_from)"}


def describe_error(found: ErrorDetails, written: Written) -> Problem:
    """One finding of pydantic as a problem with its file and line."""
    steps = tuple(found["loc"])
    message, advice = _in_words(found, steps)
    return Problem(written.place_of(steps), path_text(steps), message, advice)


def _in_words(found: ErrorDetails, steps: tuple[str | int, ...]) -> tuple[str, str]:
    last = str(steps[-1]) if steps else ""
    match found["type"]:
        case "missing":
            return _missing(last)
        case "extra_forbidden":
            return f"'{last}' is hier geen bekende sleutel.", _MISSPELT
        case "literal_error":
            return f"'{found['input']}' kan hier niet.", f"Kies uit {found.get('ctx', {}).get('expected', '')}."
        case "value_error":
            return str(found["msg"]).removeprefix("Value error, ") + ".", ""
        case _:
            return f"deze waarde past niet: {found['msg']}.", ""


def _missing(field: str) -> tuple[str, str]:
    if field in _LANGUAGES:
        return f"de {_LANGUAGES[field]} tekst ontbreekt.", f"Voeg '{field}:' toe."
    if field in _SOURCED:
        return f"{_SOURCED[field]} ontbreekt.", f"Voeg '{field}:' toe, hier of onder 'defaults:' bovenin het bestand."
    return f"'{field}' ontbreekt.", ""
