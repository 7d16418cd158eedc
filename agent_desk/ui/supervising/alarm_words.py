"""Alarms in words: severity with its symbol, what it is about, the figure beside its threshold, its sound."""

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.figures.words import WINDOWS
from agent_desk.schemas.supervising.records import BELOW, FLAP_MINUTES, SHARES, TIMES, AlarmRow, Severity
from agent_desk.schemas.supervising.words import SEVERITIES
from agent_desk.ui.kit import words
from agent_desk.ui.kit.floor_presentation import person_name, queue_name
from agent_desk.ui.kit.sounds import Sound
from agent_desk.ui.kit.tables import Mark

SOUNDS: dict[Severity, Sound] = {"critical": "alert", "warning": "chime"}
"""A notice makes none."""


def severity_mark(severity: Severity) -> Mark:
    """Word, colour and symbol of a severity."""
    return Mark.of(SEVERITIES[severity])


def about(row: AlarmRow) -> str:
    """ "A caller waits long · Credit cards"."""
    name = words.pick(row.name_zh, row.name_en)
    subject = queue_name(row.queue) if row.queue is not None else ""
    if row.person is not None:
        subject = " ".join(part for part in (person_name(row.person), row.person.agent_code or "") if part)
    return f"{name} · {subject}" if subject else name


def value_text(row: AlarmRow, value: float) -> str:
    """Return a figure of this alarm, in its unit."""
    if row.figure in SHARES:
        return words.percent(value)
    if row.figure in TIMES:
        return words.duration(round(value * 1000))
    return words.number(value)


def figure_text(row: AlarmRow) -> str:
    """ "59 % last 30 min, below 80 %"."""
    now, limit = f"{value_text(row, row.value)} {window_text(row)}", value_text(row, row.threshold)
    if row.figure in BELOW:
        return QCoreApplication.translate("Alarms", "{now}, below {limit}").format(now=now, limit=limit)
    return QCoreApplication.translate("Alarms", "{now}, threshold {limit}").format(now=now, limit=limit)


def window_text(row: AlarmRow) -> str:
    """Return over what the alarm's figure is counted."""
    if row.figure == "flapping":
        return words.say(WINDOWS[f"last_{FLAP_MINUTES}_min"])
    return words.say(WINDOWS["today" if row.counted == "day" else row.counted])
