"""How this area's words look: states of a review, due days, scores, outcomes, and the faults of a form."""

from datetime import datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.schemas.calls.records import LegResult, Outcome, PersonRef, QueueRef
from agent_desk.schemas.calls.words import LEG_RESULTS, OUTCOMES
from agent_desk.schemas.cases.words import STATES
from agent_desk.schemas.kit.vocabulary import WRONG
from agent_desk.schemas.quality.records import ItemRow
from agent_desk.schemas.quality.words import FAULTS
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.tables import Mark

_DUE = {
    "over": str(QT_TRANSLATE_NOOP("QualityWords", "{n} days over")),
    "yesterday": str(QT_TRANSLATE_NOOP("QualityWords", "1 day over")),
    "today": str(QT_TRANSLATE_NOOP("QualityWords", "due today")),
    "tomorrow": str(QT_TRANSLATE_NOOP("QualityWords", "due tomorrow")),
    "later": str(QT_TRANSLATE_NOOP("QualityWords", "due {day}")),
}
_DRAFT = str(QT_TRANSLATE_NOOP("QualityWords", "Draft"))
_FATAL = str(QT_TRANSLATE_NOOP("QualityWords", "Fatal"))
_SOON_DAYS = 2


def _say(source: str) -> str:
    return QCoreApplication.translate("QualityWords", source)


def outcome(word: Outcome | None) -> str:
    """Return how a call ended, in words."""
    return words.say(OUTCOMES[word]) if word is not None else "–"


def leg_result(word: LegResult) -> str:
    """Return how an agent's part ended, in words."""
    return words.say(LEG_RESULTS[word])


def case_state(word: str) -> str:
    """Return the state of a complaint, in words."""
    return words.say(STATES.of(word))


def fault(code: str) -> str:
    """Return a sentence for what is wrong with a field."""
    return words.say(FAULTS.get(code, WRONG))


def form_words(name_zh: str, name_en: str, edition: int) -> str:
    """Return a score form with its edition."""
    said = QCoreApplication.translate("QualityWords", "{form}, edition {n}")
    return said.format(form=words.pick(name_zh, name_en), n=edition)


def queue(ref: QueueRef) -> str:
    """Return the queue's name in the language in force."""
    return words.pick(ref.name_zh, ref.name_en)


def person(ref: PersonRef) -> str:
    """Return the person's name in the language in force."""
    return words.pick(ref.name, ref.name_en)


def agent(ref: PersonRef) -> str:
    """Return an agent's name with their code."""
    return f"{person(ref)} {ref.agent_code}" if ref.agent_code else person(ref)


def due(due_at: datetime | None) -> tuple[str, str]:
    """Return when it is due in words, and the tone; both empty where it never is. Days are the centre's."""
    if due_at is None:
        return "", ""
    # A due moment at midnight belongs to the day that ends then.
    last = due_at - timedelta(microseconds=1)
    days = (words.local(last).date() - words.local(elapsed.now()).date()).days
    if days < -1:
        return _say(_DUE["over"]).format(n=-days), "bad"
    if days == -1:
        return _say(_DUE["yesterday"]), "bad"
    if days <= 1:
        return _say(_DUE["tomorrow" if days else "today"]), "warning"
    return _say(_DUE["later"]).format(day=words.date(last, year=False)), "warning" if days <= _SOON_DAYS else "muted"


def score(value: float | None) -> str:
    """ "82.0"; a dash where there is none."""
    return words.number(value, 1)


def item_mark(row: ItemRow, pass_mark: int = 80) -> Mark | None:
    """Return the pill of an item: draft, fatal, or its score; nothing while nothing is said."""
    if row.state == "draft":
        return Mark(_say(_DRAFT), "accent_ink", "pencil")
    if row.state == "submitted":
        return score_mark(row.score, row.fatal, passed=row.score is None or row.score >= pass_mark)
    return None


def score_mark(value: float | None, fatal: bool, *, passed: bool) -> Mark:
    """Return a final score as a pill: fatal and not passed are told by word and symbol too."""
    if fatal:
        return Mark(_say(_FATAL), "bad", "circle-alert")
    return Mark(score(value), "good" if passed else "warning", "circle-check" if passed else "triangle-alert")
