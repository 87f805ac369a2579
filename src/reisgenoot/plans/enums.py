"""Code lists of the plan that do not differ between approaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GoalState(models.TextChoices):
    """How far a goal is, apart from what is done for it."""

    OPEN = "open", _("mee bezig")
    REACHED = "reached", _("bereikt")
    STOPPED = "stopped", _("gestopt")
