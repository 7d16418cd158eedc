"""Unused cycles are collected in the screen's thread and in no other.

Python collects in whichever thread happens to make the object that is one too many. A cycle with a widget or a running timer in
it must not be taken apart outside the thread it lives in: Qt ends the process then.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_CHECK_EVERY_MS = 500
"""How often it is looked whether a round is due."""


def collect_what_is_due() -> None:
    """Collect as Python itself would by now, by its own thresholds: the oldest generation that has had enough."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] and counts[0] > thresholds[0]:
            gc.collect(generation)
            return


def collect_in_this_thread(parent: QObject) -> None:
    """Take the collecting over from Python for this process, for as long as the thread of ``parent`` runs its events."""
    gc.disable()
    timer = QTimer(parent, interval=_CHECK_EVERY_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()
