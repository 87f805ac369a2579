"""The digest by e-mail: how many people wait on Vandaag, without a name or anything else about anybody."""

import logging
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from reisgenoot.journeys.noted import DigestState
from reisgenoot.journeys.services.digests import chosen_digest, claim_digest, note_digest, staff_to_tell
from reisgenoot.journeys.worklist import ASIDE, Urgency, totals_of
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import StaffMember
from reisgenoot.organisations.selectors import roles_of
from reisgenoot.web.caseworker import scopes
from reisgenoot.web.caseworker.today import group_title

log = logging.getLogger(__name__)
LABEL = "digest"


@dataclass(frozen=True, slots=True)
class Digest:
    """What goes to one member of staff. ``counts`` are titles of groups with their number of people, none about anybody."""

    to: str
    language: str
    organisation: str
    counts: list[tuple[str, int]]


def due_today(*, organisation_id: int, day: date) -> list[int]:
    """The staff of one organisation who are to get a digest."""
    with acting_as(job(LABEL, organisation_id)):
        return staff_to_tell(day=day)


def send_digest(*, organisation_id: int, staff_id: int, day: date) -> DigestState | None:
    """Send one digest, at most once a day however often this runs; None when it was tried already.

    A failure is noted and logged by staff number, never by address.
    """
    with acting_as(job(LABEL, organisation_id)):
        if not claim_digest(staff_id=staff_id, day=day):
            return None
        digest = _compose(organisation_id, staff_id, day)
    state, failure = (DigestState.EMPTY, "") if digest is None else _send(digest)
    if failure:
        log.warning("digest of staff member %d was not delivered: %s", staff_id, failure)
    with acting_as(job(LABEL, organisation_id)):
        note_digest(staff_id=staff_id, day=day, state=state, failure=failure)
    return state


def _compose(organisation_id: int, staff_id: int, day: date) -> Digest | None:
    """The digest of somebody; None when nothing waits or the worklist is no longer for this person."""
    staff = StaffMember.objects.select_related("user", "organisation").get(pk=staff_id)
    roles = roles_of(staff_id=staff_id, user_id=staff.user_id) if staff.user_id else None
    by = Actor(organisation_id=organisation_id, roles=roles or frozenset(), staff_id=staff_id, label=LABEL)
    if staff.user is None or not staff.user.email or not has_permission(by, Permission.WORKLIST_READ):
        return None
    scope = scopes.scope_of(scopes.default_scope(by), by=by)
    totals = totals_of(by=by, scope=scope, today=day)
    language = chosen_digest(by=by).language
    with translation.override(language):
        counts = [(group_title(urgency), totals[urgency]) for urgency in Urgency if urgency in totals]
    if not any(urgency not in ASIDE for urgency in totals):
        return None
    return Digest(staff.user.email, language, staff.organisation.name, counts)


def _send(digest: Digest) -> tuple[DigestState, str]:
    with translation.override(digest.language):
        title, number = digest.counts[0]
        context = {
            "digest": digest,
            "url": f"{settings.PUBLIC_ADDRESS}{reverse('today')}",
            "settings_url": f"{settings.PUBLIC_ADDRESS}{reverse('my_settings')}",
        }
        subject = _("Reisgenoot: %(group)s (%(n)d)") % {"group": title.lower(), "n": number}
        message = EmailMultiAlternatives(subject, render_to_string("mail/digest.txt", context), to=[digest.to])
        message.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
        message.extra_headers = {"Auto-Submitted": "auto-generated", "Content-Language": digest.language}
    try:
        message.send()
    except SMTPRecipientsRefused:
        return DigestState.FAILED, "refused"
    except SMTPException:
        return DigestState.FAILED, "mail-server"
    except OSError:
        return DigestState.FAILED, "unreachable"
    return DigestState.SENT, ""
