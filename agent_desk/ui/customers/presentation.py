"""How this area's words look: the symbol, tone and name of kinds, sources, levels, flags, states and due times."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.customers.records import ContactPointKind, KeyKind, Match, TimelineItem, Word
from agent_desk.ui.kit import elapsed, words

CONTACT_ICONS = {"call": "phone", "complaint": "flag", "message": "message-square", "note": "file-text"}
POINT_ICONS = {"mobile": "phone", "landline": "building-2", "mail": "mail"}
HOLDING_ICONS = {
    "debit": "credit-card",
    "credit": "credit-card",
    "loan": "landmark",
    "deposit": "wallet",
    "wealth": "chart-line",
    "ebank": "monitor",
    "payment": "arrow-right-left",
    "insurance": "shield-check",
    "metal": "award",
}
_GRAVE_FLAGS = {"fraud_watch", "fraud_victim", "sensitive"}
_SOON = timedelta(days=3)
_MOMENT = timedelta(microseconds=1)


def name_of(word: Word) -> str:
    """The word in the language in force."""
    return words.pick(word.name_zh, word.name_en)


def title(item: TimelineItem) -> str:
    """What a contact was about, in the language in force where it is known in both."""
    return words.pick(item.title, item.title_en)


def said(item: TimelineItem) -> str:
    """What else is known of a contact, likewise."""
    return words.pick(item.words, item.words_en)


def contact_kind(kind: str) -> str:
    """Call, complaint, message, note."""
    names = {
        "call": QCoreApplication.translate("Customers", "Call"),
        "complaint": QCoreApplication.translate("Customers", "Complaint"),
        "message": QCoreApplication.translate("Customers", "Message"),
        "note": QCoreApplication.translate("Customers", "Note"),
    }
    return names.get(kind, kind)


def point_kind(kind: ContactPointKind) -> str:
    """Mobile, landline, mail."""
    names = {
        "mobile": QCoreApplication.translate("Customers", "Mobile"),
        "landline": QCoreApplication.translate("Customers", "Landline"),
        "mail": QCoreApplication.translate("Customers", "Mail"),
    }
    return names.get(kind, kind)


def key_kind(kind: KeyKind) -> str:
    """What a lookup matched."""
    names = {
        "number": QCoreApplication.translate("Customers", "Customer no."),
        "phone": QCoreApplication.translate("Customers", "Telephone"),
        "name": QCoreApplication.translate("Customers", "Name"),
        "pinyin": QCoreApplication.translate("Customers", "Pinyin"),
        "initials": QCoreApplication.translate("Customers", "Initials"),
        "identity_tail": QCoreApplication.translate("Customers", "Identity no."),
        "card_tail": QCoreApplication.translate("Customers", "Card no."),
    }
    return names.get(kind, kind)


def source(code: str) -> str:
    """Where a contact point comes from; a source this desk does not know keeps its own name."""
    names = {
        "core_bank": QCoreApplication.translate("Customers", "core banking"),
        "call": QCoreApplication.translate("Customers", "an earlier call"),
        "branch": QCoreApplication.translate("Customers", "a branch"),
        "web_form": QCoreApplication.translate("Customers", "a web form"),
        "app": QCoreApplication.translate("Customers", "the mobile bank"),
        "import": QCoreApplication.translate("Customers", "an imported list"),
    }
    return names.get(code, code.replace("_", " "))


def why(match: Match) -> str:
    """Why this customer is a candidate, as one line."""
    return " · ".join(why_parts(match))


def why_parts(match: Match) -> list[str]:
    """Why this customer is a candidate: which number, and what else there is to say about it."""
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
    names = {
        "male": QCoreApplication.translate("Customers", "Male"),
        "female": QCoreApplication.translate("Customers", "Female"),
    }
    return names.get(code, "")


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
    """When an open matter is due, in words, and its tone. Days count in the centre's zone; ("", "") without a limit."""
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
    """The state of a contact in words; empty for the usual one and for a word this desk does not know."""
    names = {
        "received": QCoreApplication.translate("Customers", "Received"),
        "assigned": QCoreApplication.translate("Customers", "Assigned"),
        "in_progress": QCoreApplication.translate("Customers", "In progress"),
        "awaiting_customer": QCoreApplication.translate("Customers", "Waiting for customer"),
        "decided": QCoreApplication.translate("Customers", "Decided"),
        "told": QCoreApplication.translate("Customers", "Customer told"),
        "closed": QCoreApplication.translate("Customers", "Closed"),
        "withdrawn": QCoreApplication.translate("Customers", "Withdrawn"),
        "merged": QCoreApplication.translate("Customers", "Merged"),
        "abandoned_queue": QCoreApplication.translate("Customers", "Gave up waiting"),
        "abandoned_ivr": QCoreApplication.translate("Customers", "Hung up in the menu"),
        "unresolved": QCoreApplication.translate("Customers", "Not solved"),
        "called_back": QCoreApplication.translate("Customers", "Called back"),
    }
    return names.get(item.state, "")


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
    """The state of a card or account in words, and its tone."""
    names = {
        "normal": (QCoreApplication.translate("Customers", "Normal"), "good"),
        "lost": (QCoreApplication.translate("Customers", "Reported lost"), "bad"),
        "frozen": (QCoreApplication.translate("Customers", "Frozen"), "bad"),
        "locked": (QCoreApplication.translate("Customers", "Locked"), "warning"),
        "overdue": (QCoreApplication.translate("Customers", "Overdue"), "bad"),
        "dormant": (QCoreApplication.translate("Customers", "Dormant"), "muted"),
        "inactive": (QCoreApplication.translate("Customers", "Not activated"), "muted"),
        "closed": (QCoreApplication.translate("Customers", "Closed"), "muted"),
        "settled": (QCoreApplication.translate("Customers", "Settled"), "muted"),
        "expired": (QCoreApplication.translate("Customers", "Expired"), "muted"),
    }
    return names.get(code, (code.replace("_", " "), "muted"))
