"""The telephone in words: each state with its one sentence of advice, and how good a call sounds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.desk.calls.phone import PhoneState
from agent_desk.desk.calls.quality import Grade, Quality
from agent_desk.ui.kit import words


@dataclass(frozen=True, slots=True)
class PhoneLook:
    """A state: symbol, colour, word, and what to do."""

    icon: str
    tone: str
    word: str
    advice: str


_STATES: dict[PhoneState, tuple[str, str, str, str]] = {
    "off": (
        "phone-off",
        "muted",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone off")),
        str(QT_TRANSLATE_NOOP("PhoneWords", "The telephone on this computer is not signed in yet.")),
    ),
    "registering": (
        "loader-circle",
        "muted",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone connecting …")),
        str(QT_TRANSLATE_NOOP("PhoneWords", "Wait a few seconds; calls come only after that.")),
    ),
    "registered": (
        "headset",
        "good",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone ready")),
        str(QT_TRANSLATE_NOOP("PhoneWords", "Calls come to your headset. Press to test or change it.")),
    ),
    "lost": (
        "unplug",
        "bad",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone lost")),
        str(
            QT_TRANSLATE_NOOP(
                "PhoneWords",
                "The exchange cannot be reached; it is tried again by itself. Check the network cable, then tell your supervisor.",
            )
        ),
    ),
    "untrusted": (
        "shield-alert",
        "bad",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone not trusted")),
        str(
            QT_TRANSLATE_NOOP(
                "PhoneWords",
                "The exchange's certificate is not the bank's. Tell an administrator: this seat may lack the bank's certificate file.",
            )
        ),
    ),
    "no_microphone": (
        "mic-off",
        "bad",
        str(QT_TRANSLATE_NOOP("PhoneWords", "No microphone")),
        str(
            QT_TRANSLATE_NOOP(
                "PhoneWords", "Plug the headset in, or choose another microphone; then set yourself ready again."
            )
        ),
    ),
    "refused": (
        "circle-alert",
        "bad",
        str(QT_TRANSLATE_NOOP("PhoneWords", "Telephone refused")),
        str(
            QT_TRANSLATE_NOOP(
                "PhoneWords",
                "The exchange does not take this telephone; a new key is asked for. If it stays so, tell an administrator.",
            )
        ),
    ),
}
_GRADES: dict[Grade, tuple[str, str]] = {
    "good": ("good", str(QT_TRANSLATE_NOOP("PhoneWords", "Sound good"))),
    "fair": ("warning", str(QT_TRANSLATE_NOOP("PhoneWords", "Sound fair"))),
    "poor": ("bad", str(QT_TRANSLATE_NOOP("PhoneWords", "Sound poor"))),
}
_DETAIL = str(
    QT_TRANSLATE_NOOP(
        "PhoneWords",
        "Estimated score {mos} of 4.5 · loss {loss} % · jitter {jitter} ms · round trip {trip} ms · {codec}",
    )
)


def _say(source: str) -> str:
    return QCoreApplication.translate("PhoneWords", source)


def look(state: PhoneState) -> PhoneLook:
    """How a state is shown."""
    icon, tone, word, advice = _STATES[state]
    return PhoneLook(icon, tone, _say(word), _say(advice))


def sound(quality: Quality) -> PhoneLook:
    """How a call sounds."""
    tone, word = _GRADES[quality.grade]
    detail = _say(_DETAIL).format(
        mos=words.number(quality.mos, 1),
        loss=words.number(quality.loss_percent, 1),
        jitter=words.number(quality.jitter_ms),
        trip=words.number(quality.round_trip_ms),
        codec=quality.codec,
    )
    return PhoneLook("headset", tone, _say(word), detail)
