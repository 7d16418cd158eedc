"""What was done, in words: the actions of the audit trail, and what a change changed."""

from agent_desk.schemas.administration.audit_words import AuditWords
from agent_desk.schemas.administration.records import AuditRow
from agent_desk.schemas.administration.words import ACTIONS, AUDIT_AREAS
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages import setting_words


def areas() -> list[tuple[str, str]]:
    """(beginning of an action, its area in words)."""
    return [(start, words.say(term)) for start, term in AUDIT_AREAS.items()]


def action(word: str) -> str:
    """Return an action in words; one this desk does not know keeps its own name."""
    return setting_words.action(word) or (words.say(ACTIONS[word]) if word in ACTIONS else word)


def record(row: AuditRow) -> str:
    """Return the record it was done to: its kind in words, and what people call it."""
    return _said().record(row)


def _said() -> AuditWords:
    return AuditWords(words.language(), words.zone())


def who(row: AuditRow) -> str:
    """Return who did it, and for whom where they stood in for somebody: the name, else the login.

    A sign-in is written before there is a caller, and names the person itself.
    """
    name, away = _said().who(row), row.detail.get("stands_in_for")
    if not isinstance(away, list):
        return name
    listed = ", ".join(str(one) for one in away)
    return words.pick(f"{name}（代 {listed}）", f"{name} (for {listed})")


def login(row: AuditRow) -> str:
    """Return the login of who did it."""
    named = row.detail.get("login")
    return named if row.person_id is None and isinstance(named, str) else row.login


def changes(row: AuditRow) -> list[str]:
    """Return what the action changed, a line each: "name: 王晓 → 王小晓"; empty for one that says nothing of the kind."""
    return _said().changes(row)


def facts(row: AuditRow) -> list[tuple[str, str]]:
    """Return everything the entry's detail says, for the auditor: label and value, with names for ids and words for codes."""
    return _said().facts(row)
