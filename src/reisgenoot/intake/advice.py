"""What the tests advise about the route. A person weighs: a different choice is possible and asks for a reason."""

from django.utils.translation import gettext as _

from reisgenoot.intake.selectors import RouteEvidence

FEASIBLE, NOT_FEASIBLE = "b1_feasible", "b1_not_feasible"
TOWARDS_B1 = frozenset({"b1", "education"})
Z_ROUTE = "z"


def deviates(route: str, evidence: RouteEvidence) -> str | None:
    """Why choosing this route (code of ``learning_route``) goes against the learnability test; None when it does not.

    Without a result nothing is advised, so nothing deviates.

    Source: Wet inburgering 2021, art. 14 lid 3: the municipality may deviate with reasons.
    """
    test = evidence.learnability
    if test is None or test.received_on is None:
        return None
    if test.result == NOT_FEASIBLE and route in TOWARDS_B1:
        return _("De leerbaarheidstoets zegt dat de B1-route niet haalbaar is. Schrijf op waarom je hem toch kiest.")
    if test.result == FEASIBLE and route == Z_ROUTE:
        return _("De leerbaarheidstoets zegt dat de B1-route haalbaar is. Schrijf op waarom je toch de Z-route kiest.")
    return None
