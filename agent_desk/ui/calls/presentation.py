"""How a call's words look: outcomes, and how an agent's part ended."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.schemas.calls.records import LegResult, Outcome
from agent_desk.ui.kit.table_model import Mark

_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "answered": ("good", str(QT_TRANSLATE_NOOP("CallWords", "Answered"))),
    "abandoned_ivr": ("muted", str(QT_TRANSLATE_NOOP("CallWords", "Given up in the menu"))),
    "abandoned_queue": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Given up while waiting"))),
    "diverted": ("muted", str(QT_TRANSLATE_NOOP("CallWords", "Diverted"))),
    "full": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Queue full"))),
    "closed": ("muted", str(QT_TRANSLATE_NOOP("CallWords", "Closed hours"))),
    "join_empty": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Nobody on duty"))),
    "leave_empty": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Nobody left on duty"))),
    "timed_out": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Waited too long"))),
    "called_back": ("good", str(QT_TRANSLATE_NOOP("CallWords", "Called back"))),
    "busy": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Called, busy"))),
    "no_answer": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Called, no answer"))),
    "rejected": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Called, not taken"))),
    "invalid_number": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Called, no such number"))),
    "unreachable": ("warning", str(QT_TRANSLATE_NOOP("CallWords", "Called, did not get through"))),
    "cancelled": ("muted", str(QT_TRANSLATE_NOOP("CallWords", "Call given up by the agent"))),
    "not_lifted": ("muted", str(QT_TRANSLATE_NOOP("CallWords", "Own telephone not lifted"))),
}
_LEGS: dict[LegResult, str] = {
    "open": str(QT_TRANSLATE_NOOP("CallWords", "in progress")),
    "answered": str(QT_TRANSLATE_NOOP("CallWords", "answered")),
    "missed": str(QT_TRANSLATE_NOOP("CallWords", "missed")),
    "refused": str(QT_TRANSLATE_NOOP("CallWords", "refused")),
    "caller_gone": str(QT_TRANSLATE_NOOP("CallWords", "caller gone")),
    "picked_up": str(QT_TRANSLATE_NOOP("CallWords", "picked up by a colleague")),
    "transferred": str(QT_TRANSLATE_NOOP("CallWords", "transferred")),
    "not_reached": str(QT_TRANSLATE_NOOP("CallWords", "not reached")),
}
_ICONS = {"good": "phone-call", "warning": "phone-missed", "muted": "phone"}
_GOING_ON = str(QT_TRANSLATE_NOOP("CallWords", "In progress"))


def _say(source: str) -> str:
    return QCoreApplication.translate("CallWords", source)


def outcome(word: Outcome | None) -> Mark:
    """How a call ended: word, colour, symbol. None: it has not."""
    if word is None:
        return Mark(_say(_GOING_ON), "talking", "phone-call")
    tone, source = _OUTCOMES[word]
    return Mark(_say(source), tone, _ICONS[tone])


def leg_result(word: LegResult) -> str:
    """How one agent's part ended."""
    return _say(_LEGS[word])
