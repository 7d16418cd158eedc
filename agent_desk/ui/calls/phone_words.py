"""The telephone in words: each state with its one sentence of advice, and how good a call sounds."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.desk.calls.phone import PhoneState
from agent_desk.desk.calls.quality import Quality
from agent_desk.schemas.calls.words import PHONE_STATES, SOUND_GRADES
from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.ui.kit import words

_DETAIL = str(
    QT_TRANSLATE_NOOP(
        "PhoneWords",
        "Estimated score {mos} of 4.5 · loss {loss} % · jitter {jitter} ms · round trip {trip} ms · {codec}",
    )
)


def look(state: PhoneState) -> Term:
    """Return how a state is shown: word, colour, symbol, and what to do."""
    return PHONE_STATES[state]


def sound(quality: Quality) -> Term:
    """Return how a call sounds, with the figures behind it as its sentence."""
    detail = QCoreApplication.translate("PhoneWords", _DETAIL).format(
        mos=words.number(quality.mos, 1),
        loss=words.number(quality.loss_percent, 1),
        jitter=words.number(quality.jitter_ms),
        trip=words.number(quality.round_trip_ms),
        codec=quality.codec,
    )
    return replace(SOUND_GRADES[quality.grade], help_zh=detail, help_en=detail)
