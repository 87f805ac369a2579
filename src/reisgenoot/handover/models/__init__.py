"""Tables of handing over: with whom one may share, what was handed over, the post between organisations."""

from reisgenoot.handover.models.letter import Letter
from reisgenoot.handover.models.received import ReceivedHandover
from reisgenoot.handover.models.sending import Handover
from reisgenoot.handover.models.sharing import Consent, Party, SharingAgreement

__all__ = ["Consent", "Handover", "Letter", "Party", "ReceivedHandover", "SharingAgreement"]
