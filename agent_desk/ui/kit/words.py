"""Language of the interface, and how times, durations, shares and numbers are written in it."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.ui.kit import elapsed, resources, theme

Language = Literal["zh", "en"]
Wanted = Literal["zh", "en", "system"]

QM = "agent_desk_zh_CN.qm"


class _Notifier(QObject):
    changed = Signal()


_notifier = _Notifier()
changed = _notifier.changed
"""Emitted when another language is in force. A workspace answers by building its panels again."""

_language: Language = "en"
_zone: tzinfo = ZoneInfo("Asia/Shanghai")
_installed: list[QTranslator] = []


def install(app: QCoreApplication, wanted: Wanted = "system") -> Language:
    """Put the words of a language in force; "system" asks the desktop. Returns the language."""
    global _language
    chosen: Language = _system_language() if wanted == "system" else wanted
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    if chosen == "zh":
        ours = str(resources.path("translations", QM))
        for file in (words_of_qt(), ours):
            translator = QTranslator(app)
            if translator.load(file):
                app.installTranslator(translator)
                _installed.append(translator)
    territory = QLocale(QLocale.Language.Chinese, QLocale.Country.China) if chosen == "zh" else QLocale("en_GB")
    QLocale.setDefault(territory)
    different, _language = chosen != _language, chosen
    theme.follow_language(app)
    if different:
        changed.emit()
    return chosen


def words_of_qt() -> str:
    """Return the file with Qt's own words in Chinese: of its dialogs and its fields' menus."""
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + "/qtbase_zh_CN.qm"


def _system_language() -> Language:
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def language() -> Language:
    """Return the language in force."""
    return _language


def say(term: Term) -> str:
    """Return a word of the product's vocabulary in the language in force."""
    return term.say(_language)


def help_of(term: Term) -> str:
    """Return the sentence that goes with a word, in the language in force."""
    return term.help(_language)


def with_more(said: str, more: str) -> str:
    """Return a word with more about it in brackets, as the language in force writes them."""
    return f"{said}（{more}）" if _language == "zh" else f"{said} ({more})"


def listed(parts: Iterable[str]) -> str:
    """Return words in a row, as the language in force puts them apart."""
    return ("、" if _language == "zh" else ", ").join(parts)


def pick(zh: str, en: str) -> str:
    """Return the name of a data word that carries both; the other one where this one is empty."""
    return (zh or en) if _language == "zh" else (en or zh)


def set_zone(name: str) -> None:
    """The centre's time zone, as the hub names it ("Asia/Shanghai"). Raises ZoneInfoNotFoundError."""
    global _zone
    _zone = ZoneInfo(name)


def zone() -> tzinfo:
    """Return the centre's time zone."""
    return _zone


def local(moment: datetime) -> datetime:
    """`moment` (aware) in the centre's zone. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time on screen needs its zone")
    return moment.astimezone(_zone)


def time_of_day(moment: datetime, *, seconds: bool = False) -> str:
    """ "14:02" or "14:02:11" in the centre's zone."""
    return local(moment).strftime("%H:%M:%S" if seconds else "%H:%M")


def date(moment: datetime, *, year: bool = True) -> str:
    """ "2025年11月13日" or "13 Nov 2025"."""
    at = local(moment)
    if _language == "zh":
        return f"{at.year}年{at.month}月{at.day}日" if year else f"{at.month}月{at.day}日"
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[at.month - 1]
    return f"{at.day} {month} {at.year}" if year else f"{at.day} {month}"


def date_time(moment: datetime, *, seconds: bool = False) -> str:
    """Date and time of day."""
    return f"{date(moment)} {time_of_day(moment, seconds=seconds)}"


def short(moment: datetime, today: datetime | None = None) -> str:
    """Return the shortest that is clear in a list: time today, day and time this year, else the date."""
    at, base = local(moment), local(today or elapsed.now())
    if at.date() == base.date():
        return time_of_day(moment)
    if at.year == base.year:
        return f"{date(moment, year=False)} {time_of_day(moment)}"
    return date(moment)


def clock(minutes: int) -> str:
    """Return a time of day, given in minutes after midnight: 420 is "07:00"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def weekday(number: int) -> str:
    """Return a day of the week by name; 1 is Monday."""
    return pick(
        ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")[number - 1],
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number - 1],
    )


def day_of_month(number: int) -> str:
    """ "5日" or "the 5th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return pick(f"{number}日", f"the {number}{ending}")


def duration(milliseconds: int | None) -> str:
    """ "3:05" or "1:02:03", to the nearest second; an en dash when there is none."""
    if milliseconds is None:
        return "–"
    return elapsed.format_ms(round(milliseconds / 1000) * 1000)


def percent(share: float | None, decimals: int = 0) -> str:
    """0.8108 -> "81 %" (or "81.1 %"); an en dash when there is none."""
    return "–" if share is None else f"{share * 100:.{decimals}f} %"


def number(value: float | None, decimals: int = 0) -> str:
    """ "12,345.6"; an en dash when there is none."""
    return "–" if value is None else f"{value:,.{decimals}f}"
