"""A measure for a queue in words, for board, wall and seat alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.calls.measures import MeasureMark, MeasureWord
from agent_desk.schemas.calls.words import MEASURES
from agent_desk.schemas.kit import week
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.floor_presentation import queue_name

LOUDEST: Final[tuple[MeasureWord, ...]] = ("closed", "overflow", "announcement", "opened")
"""What matters most to callers first."""


def short_text(mark: MeasureMark) -> str:
    """ "Closed", "Overflow to Credit cards", "Announcement: Outage"."""
    if mark.by_hours:
        return _closed_until(mark)
    said = words.say(MEASURES[mark.does])
    if mark.does == "overflow":
        return _where(mark)
    if mark.does == "announcement":
        return QCoreApplication.translate("MeasureWords", "{what}: {sound}").format(what=said, sound=_sound(mark))
    return said


def measure_text(mark: MeasureMark) -> str:
    """ "Overflow to Credit cards when more than 5 wait, until 18:00"."""
    if mark.by_hours:
        return QCoreApplication.translate("MeasureWords", "{what}, by its opening hours").format(what=short_text(mark))
    parts = [short_text(mark), _when(mark)]
    said = " ".join(part for part in parts if part)
    if mark.does == "closed" and _sound(mark):
        said = QCoreApplication.translate("MeasureWords", "{what}, callers hear “{sound}”").format(
            what=said, sound=_sound(mark)
        )
    said = QCoreApplication.translate("MeasureWords", "{what}, {until}").format(what=said, until=until_text(mark))
    if not mark.in_force:
        said = QCoreApplication.translate("MeasureWords", "{what} · not in force at the exchange yet").format(what=said)
    return said


def until_text(mark: MeasureMark) -> str:
    """ "until 18:00", "until 24:00", "until it is taken back"."""
    if mark.until_at is None:
        return QCoreApplication.translate("MeasureWords", "until it is taken back")
    at = words.local(mark.until_at)
    tonight = (at.hour, at.minute) == (0, 0) and (at - timedelta(minutes=1)).date() == words.local(elapsed.now()).date()
    time = words.clock(24 * 60) if tonight else words.short(mark.until_at)
    return QCoreApplication.translate("MeasureWords", "until {time}").format(time=time)


def loudest(marks: Sequence[MeasureMark]) -> MeasureMark | None:
    """Return what matters most to callers; None for none."""
    return min(marks, key=lambda mark: (mark.by_hours, LOUDEST.index(mark.does)), default=None)


def tone_of(marks: Sequence[MeasureMark]) -> str:
    """Return the tone of the loudest; empty for none."""
    mark = loudest(marks)
    if mark is None:
        return ""
    return "muted" if mark.by_hours else MEASURES[mark.does].tone


def icon_of(marks: Sequence[MeasureMark]) -> str:
    """Return the symbol of the loudest; empty for none."""
    mark = loudest(marks)
    if mark is None:
        return ""
    return "clock" if mark.by_hours else MEASURES[mark.does].icon


def resting(marks: Sequence[MeasureMark]) -> MeasureMark | None:
    """Return the mark of a queue that is shut by its own hours; None for another."""
    mark = loudest(marks)
    return mark if mark is not None and mark.by_hours else None


def opens_text(mark: MeasureMark) -> str:
    """ "until 09:00" within a day, "until Mon 09:00" within a week, else with the day; empty where no time is known."""
    if mark.until_at is None:
        return ""
    at, ahead = words.local(mark.until_at), mark.until_at - elapsed.now()
    time = words.clock(at.hour * 60 + at.minute)
    if ahead >= timedelta(days=7):
        time = words.short(mark.until_at)
    elif ahead >= timedelta(days=1):
        time = f"{words.pick(week.NAMES['zh'][at.weekday()], week.NAMES['en'][at.weekday()])} {time}"
    return QCoreApplication.translate("MeasureWords", "until {time}").format(time=time)


def _closed_until(mark: MeasureMark) -> str:
    if mark.until_at is None:
        return words.say(MEASURES["closed"])
    return QCoreApplication.translate("MeasureWords", "Closed {until}").format(until=opens_text(mark))


def _sound(mark: MeasureMark) -> str:
    return words.pick(mark.sound_zh, mark.sound_en)


def _where(mark: MeasureMark) -> str:
    if mark.target is not None:
        return QCoreApplication.translate("MeasureWords", "Overflow to {queue}").format(queue=queue_name(mark.target))
    if mark.overflow_to == "callback":
        return QCoreApplication.translate("MeasureWords", "Call-back offered")
    return QCoreApplication.translate("MeasureWords", "Overflow to “{sound}”").format(sound=_sound(mark))


def _when(mark: MeasureMark) -> str:
    if mark.does != "overflow":
        return ""
    if mark.waiting is not None:
        return QCoreApplication.translate("MeasureWords", "when more than {count} wait").format(count=mark.waiting)
    if mark.after_s is not None:
        after = words.duration(mark.after_s * 1000)
        return QCoreApplication.translate("MeasureWords", "after a wait of {time}").format(time=after)
    return QCoreApplication.translate("MeasureWords", "at once")
