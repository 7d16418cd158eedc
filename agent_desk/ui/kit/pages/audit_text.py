"""What was done, in words and in the language in force: the actions of the audit trail, and what a change changed."""

from agent_desk.schemas.administration.audit_words import AuditWords, login_of
from agent_desk.schemas.administration.records import AuditRow
from agent_desk.schemas.administration.words import AUDIT_AREAS
from agent_desk.ui.kit import words

login = login_of


def _said() -> AuditWords:
    return AuditWords(words.language(), words.zone())


def areas() -> list[tuple[str, str]]:
    """(beginning of an action, its area in words)."""
    return [(start, words.say(term)) for start, term in AUDIT_AREAS.items()]


def action(word: str) -> str:
    """Return an action in words; one this desk does not know keeps its own name."""
    return _said().action(word)


def record(row: AuditRow) -> str:
    """Return the record it was done to: its kind in words, and what people call it."""
    return _said().record(row)


def who(row: AuditRow) -> str:
    """Return who did it, by name."""
    return _said().who(row)


def changes(row: AuditRow) -> list[str]:
    """Return what the action changed, a line each."""
    return _said().changes(row)


def facts(row: AuditRow) -> list[tuple[str, str]]:
    """Return everything the entry's detail says: label and value."""
    return _said().facts(row)
