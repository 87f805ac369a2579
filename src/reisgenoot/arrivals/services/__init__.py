"""Every write about the time before somebody has a home."""

from reisgenoot.arrivals.services.correcting import SignalChange, correct_signal, reinstate_signal, withdraw_signal
from reisgenoot.arrivals.services.deciding import decide_person
from reisgenoot.arrivals.services.homes import HOME_MILESTONES, record_home, retract_home
from reisgenoot.arrivals.services.receiving import note_reception
from reisgenoot.arrivals.services.reporting import NewSignal, Reported, report_arrival

__all__ = [
    "HOME_MILESTONES",
    "NewSignal",
    "Reported",
    "SignalChange",
    "correct_signal",
    "decide_person",
    "note_reception",
    "record_home",
    "reinstate_signal",
    "report_arrival",
    "retract_home",
    "withdraw_signal",
]
