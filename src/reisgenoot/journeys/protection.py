"""Who may read what was said in a contact. Everybody with the file sees that there was one, when and with which colleague."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable

from reisgenoot.journeys.enums import Protection
from reisgenoot.journeys.models import Contact, DirectorAssignment
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed
from reisgenoot.kernel.permissions import Permission, has_permission


def readable(by: Actor) -> Q:
    """The contacts whose text the actor may read, as a condition on `Contact`.

    Everybody reads a normal one; who may see health reads those about health; the present director of the journey and
    whoever divides the work (team manager) read confidential ones; who wrote it always does.
    """
    allowed = Q(protection=Protection.NORMAL)
    if by.staff_id is not None:
        allowed |= Q(recorded_by_id=by.staff_id)
    if has_permission(by, Permission.HEALTH_READ):
        allowed |= Q(protection=Protection.HEALTH)
    if has_permission(by, Permission.DIRECTOR_ASSIGN):
        return allowed | Q(protection=Protection.DIRECTOR)
    if by.staff_id is None:
        return allowed
    directs = DirectorAssignment.objects.filter(
        journey_id=OuterRef("journey_id"), staff_id=by.staff_id, valid_until__isnull=True
    )
    return allowed | (Q(protection=Protection.DIRECTOR) & Q(Exists(directs)))


def own_promise(by: Actor) -> Q:
    """The contacts in which something was promised that the actor has to keep: whoever keeps it knows what it is."""
    return Q(promise_owner_id=by.staff_id) if by.staff_id is not None else Q(pk__in=())


def as_column(by: Actor) -> Combinable:
    """The same as a column of a query on `Contact`: true where the text may be read."""
    return ExpressionWrapper(readable(by), output_field=BooleanField())


def may_read(by: Actor, *contacts: Contact) -> bool:
    """Whether the actor may read all of these. One query, none when they are all normal."""
    protected = [contact.pk for contact in contacts if contact.protection != Protection.NORMAL]
    if not protected:
        return True
    return Contact.objects.filter(readable(by), pk__in=protected).count() == len(protected)


def require_readable(by: Actor, contact: Contact) -> None:
    """Raise `NotAllowed` unless the actor may read this contact: what one may not read one does not change either."""
    if not may_read(by, contact):
        raise NotAllowed("contact.protected")
