"""System check: every view of our own declares who may open it."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

GUARDS = {"link"}
"""Other narrow ways in than an account: `web.newcomer.access.link_page` opens one questionnaire to who holds its link."""
PUBLIC = {"demo_entrance", "gallery", "choose_organisation", "health", "set_language"}


def own_patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Every route whose view lives in this project."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from own_patterns(pattern.url_patterns)
        elif getattr(pattern.callback, "__module__", "").startswith("reisgenoot."):
            yield pattern


@register
def every_view_declares_its_permission(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each route without `reisgenoot.web.access.page` or one of `GUARDS`."""
    return [
        Error(
            f"De route {pattern.name!r} zegt niet wie hem mag openen.", hint="Zet @page(...) op de view.", id="web.E001"
        )
        for pattern in own_patterns(get_resolver().url_patterns)
        if pattern.name not in PUBLIC
        and not hasattr(pattern.callback, "permission")
        and getattr(pattern.callback, "guard", "") not in GUARDS
    ]
