"""How this area's words look: the symbol, tone and name of kinds, sources, levels, flags, states and due times."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.customers.records import (
    ContactPointKind,
    CustomerInList,
    KeyKind,
    Match,
    TimelineItem,
    Word,
)
from agent_desk.schemas.customers.words import (
    CONTACT_KINDS,
    GENDERS,
    HOLDING_STATES,
    KEY_KINDS,
    POINT_KINDS,
    SOURCES,
    TIMELINE_STATES,
)
from agent_desk.ui.kit import elapsed, words

_GRAVE_FLAGS = {"fraud_watch", "fraud_victim", "sensitive"}
_SOON = timedelta(days=3)
_MOMENT = timedelta(microseconds=1)


def name_of(word: Word) -> str:
    """Return the word in the language in force."""
    return words.pick(word.name_zh, word.name_en)


def title(item: TimelineItem) -> str:
    """Return what a contact was about, in the language in force where it is known in both."""
    return words.pick(item.title, item.title_en)


def said(item: TimelineItem) -> str:
    """Return what else is known of a contact, likewise."""
    return words.pick(item.words, item.words_en)


def person(item: TimelineItem) -> str:
    """Return who dealt with it, by the name of the language in force."""
    return words.pick(item.person, item.person_en)


def contact_kind(kind: str) -> str:
    """Call, complaint, message, note."""
    return words.say(CONTACT_KINDS.of(kind))


def point_kind(kind: ContactPointKind) -> str:
    """Mobile, landline, mail."""
    return words.say(POINT_KINDS.of(kind))


def key_kind(kind: KeyKind) -> str:
    """Return what a lookup matched."""
    return words.say(KEY_KINDS.of(kind))


def source(code: str) -> str:
    """Return where a contact point comes from; a source this desk does not know keeps its own name."""
    return words.say(SOURCES.of(code))


def why(match: Match) -> str:
    """Return why this customer is a candidate, as one line."""
    return " · ".join(why_parts(match))


def why_parts(match: Match) -> list[str]:
    """Return why this customer is a candidate: which number, and what else there is to say about it."""
    if match.verified:
        text = QCoreApplication.translate("Customers", "Verified number {value}")
    else:
        text = QCoreApplication.translate("Customers", "A guess: unverified {value}, from {source}")
    parts = [text.format(value=match.value.text, source=source(match.source))]
    if match.same_extension:
        parts.append(QCoreApplication.translate("Customers", "same extension"))
    if match.shared_by > 1:
        parts.append(QCoreApplication.translate("Customers", "shared by {count}").format(count=match.shared_by))
    return parts


def gender(code: str) -> str:
    """Male or female; empty where it is not known."""
    return words.say(GENDERS[code]) if code in GENDERS else ""


def told_apart(one: CustomerInList) -> str:
    """Return what tells customers of one masked name from each other: telephone, sex, age, identity, as far as known."""
    years = QCoreApplication.translate("Customers", "{age} years").format(age=one.age) if one.age is not None else ""
    # What the mask leaves at the end tells them apart; the stars before it only take room.
    tail = one.identity.rpartition("*")[2]
    identity = QCoreApplication.translate("Customers", "ID ending {digits}").format(digits=tail) if tail else ""
    return " · ".join(part for part in (one.telephone, gender(one.gender), years, identity) if part)


def level_look(level: Word) -> tuple[str, str]:
    """Tone and symbol of a customer level; none for the usual one."""
    return {"gold": ("warning", "star"), "private": ("after_call", "award")}.get(level.code, ("muted", ""))


def grave_first(flags: list[Word]) -> list[Word]:
    """Care flags in the bank's order, but what must not be missed in front."""
    return sorted(flags, key=lambda flag: flag.code not in _GRAVE_FLAGS)


def flag_look(flag: Word) -> tuple[str, str]:
    """Tone and symbol of a care flag."""
    return ("bad", "shield-alert") if flag.code in _GRAVE_FLAGS else ("warning", "info")


def due(item: TimelineItem) -> tuple[str, str]:
    """Return when an open matter is due, in words, and its tone. Days count in the centre's zone; ("", "") without a limit."""
    if item.due_at is None:
        return "", ""
    now = elapsed.now()
    # The end of a day is the midnight after it: what is due by 24:00 on the 28th is not due on the 29th.
    days = (words.local(item.due_at - _MOMENT).date() - words.local(now).date()).days
    if item.due_at <= now:
        return _overdue(-days), "bad"
    if days == 0:
        at = words.local(item.due_at)
        time = "24:00" if (at.hour, at.minute) == (0, 0) else words.time_of_day(item.due_at)
        return QCoreApplication.translate("Customers", "due today {time}").format(time=time), "bad"
    tone = "warning" if item.due_at - now <= _SOON else "muted"
    if days == 1:
        return QCoreApplication.translate("Customers", "due tomorrow"), tone
    return QCoreApplication.translate("Customers", "due in {days} days").format(days=days), tone


def _overdue(days: int) -> str:
    if days <= 0:
        return QCoreApplication.translate("Customers", "overdue since today")
    if days == 1:
        return QCoreApplication.translate("Customers", "1 day overdue")
    return QCoreApplication.translate("Customers", "{days} days overdue").format(days=days)


def state(item: TimelineItem) -> str:
    """Return the state of a contact in words; empty for the usual one and for a word this desk does not know."""
    return words.say(TIMELINE_STATES[item.state]) if item.state in TIMELINE_STATES else ""


def day(moment: datetime) -> str:
    """ "Today", "Yesterday" or the date, in the centre's zone."""
    days = (words.local(elapsed.now()).date() - words.local(moment).date()).days
    if days == 0:
        return QCoreApplication.translate("Customers", "Today")
    if days == 1:
        return QCoreApplication.translate("Customers", "Yesterday")
    this_year = words.local(moment).year == words.local(elapsed.now()).year
    return words.date(moment, year=not this_year)


def holding_status(code: str) -> tuple[str, str]:
    """Return the state of a card or account in words, and its tone."""
    term = HOLDING_STATES.of(code)
    return words.say(term), term.tone
