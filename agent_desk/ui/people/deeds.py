"""What was done, in words: the actions of the audit trail, and what a change changed."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.schemas.settings import AuditRow
from agent_desk.ui.kit import words

AREAS: dict[str, str] = {
    "people.": str(QT_TRANSLATE_NOOP("Deeds", "People and signing in")),
    "settings.": str(QT_TRANSLATE_NOOP("Deeds", "Settings")),
    "customers.": str(QT_TRANSLATE_NOOP("Deeds", "Customers")),
    "calls.": str(QT_TRANSLATE_NOOP("Deeds", "Calls")),
    "cases.": str(QT_TRANSLATE_NOOP("Deeds", "Complaints")),
    "floor.": str(QT_TRANSLATE_NOOP("Deeds", "Floor")),
    "knowledge.": str(QT_TRANSLATE_NOOP("Deeds", "Knowledge")),
    "quality.": str(QT_TRANSLATE_NOOP("Deeds", "Quality")),
    "reports.": str(QT_TRANSLATE_NOOP("Deeds", "Reports")),
    "audit.": str(QT_TRANSLATE_NOOP("Deeds", "Audit trail")),
}
"""Beginnings of actions, in the order they are offered."""
_ACTIONS: dict[str, str] = {
    "people.sign_in": str(QT_TRANSLATE_NOOP("Deeds", "signed in")),
    "people.sign_out": str(QT_TRANSLATE_NOOP("Deeds", "signed out")),
    "people.sign_in_failed": str(QT_TRANSLATE_NOOP("Deeds", "wrong password")),
    "people.taken_over": str(QT_TRANSLATE_NOOP("Deeds", "seat taken over")),
    "people.own_password": str(QT_TRANSLATE_NOOP("Deeds", "chose a password")),
    "people.add": str(QT_TRANSLATE_NOOP("Deeds", "added")),
    "people.edit": str(QT_TRANSLATE_NOOP("Deeds", "changed")),
    "people.unlock": str(QT_TRANSLATE_NOOP("Deeds", "unlocked")),
    "people.one_time_password": str(QT_TRANSLATE_NOOP("Deeds", "one-time password set")),
    "people.edit_role": str(QT_TRANSLATE_NOOP("Deeds", "role changed")),
    "settings.target": str(QT_TRANSLATE_NOOP("Deeds", "service target changed")),
    "settings.reason": str(QT_TRANSLATE_NOOP("Deeds", "not-ready reason changed")),
    "settings.disposition": str(QT_TRANSLATE_NOOP("Deeds", "disposition changed")),
    "settings.mask": str(QT_TRANSLATE_NOOP("Deeds", "mask changed")),
    "settings.centre": str(QT_TRANSLATE_NOOP("Deeds", "centre changed")),
    "settings.centre_file": str(QT_TRANSLATE_NOOP("Deeds", "centre loaded from a file")),
    "customers.lookup": str(QT_TRANSLATE_NOOP("Deeds", "customers looked up")),
    "customers.read": str(QT_TRANSLATE_NOOP("Deeds", "customer read")),
    "customers.timeline": str(QT_TRANSLATE_NOOP("Deeds", "time line read")),
    "customers.reveal": str(QT_TRANSLATE_NOOP("Deeds", "field shown in clear")),
    "customers.edit": str(QT_TRANSLATE_NOOP("Deeds", "customer changed")),
    "customers.contact_point": str(QT_TRANSLATE_NOOP("Deeds", "number or address noted")),
    "customers.number_noted": str(QT_TRANSLATE_NOOP("Deeds", "number noted")),
    "customers.import": str(QT_TRANSLATE_NOOP("Deeds", "customers loaded")),
    "calls.read": str(QT_TRANSLATE_NOOP("Deeds", "call read")),
    "calls.list": str(QT_TRANSLATE_NOOP("Deeds", "calls listed")),
    "calls.wrap_up": str(QT_TRANSLATE_NOOP("Deeds", "wrap-up saved")),
    "calls.seat_sign_in": str(QT_TRANSLATE_NOOP("Deeds", "took the seat")),
    "calls.seat_sign_out": str(QT_TRANSLATE_NOOP("Deeds", "left the seat")),
    "calls.pop": str(QT_TRANSLATE_NOOP("Deeds", "screen pop shown")),
    "calls.choose_customer": str(QT_TRANSLATE_NOOP("Deeds", "caller chosen")),
    "calls.verified": str(QT_TRANSLATE_NOOP("Deeds", "identity verified")),
    "calls.verification_failed": str(QT_TRANSLATE_NOOP("Deeds", "identity not verified")),
    "calls.transfer": str(QT_TRANSLATE_NOOP("Deeds", "call transferred")),
    "calls.import": str(QT_TRANSLATE_NOOP("Deeds", "calls loaded")),
    "cases.open": str(QT_TRANSLATE_NOOP("Deeds", "complaint opened")),
    "cases.read": str(QT_TRANSLATE_NOOP("Deeds", "complaint read")),
    "cases.edit": str(QT_TRANSLATE_NOOP("Deeds", "complaint corrected")),
    "cases.note": str(QT_TRANSLATE_NOOP("Deeds", "note added")),
    "cases.transition": str(QT_TRANSLATE_NOOP("Deeds", "complaint moved on")),
    "cases.class": str(QT_TRANSLATE_NOOP("Deeds", "class of the complaint changed")),
    "cases.pause": str(QT_TRANSLATE_NOOP("Deeds", "clock paused")),
    "cases.resume": str(QT_TRANSLATE_NOOP("Deeds", "clock resumed")),
    "cases.import": str(QT_TRANSLATE_NOOP("Deeds", "complaint lists loaded")),
    "quality.draw": str(QT_TRANSLATE_NOOP("Deeds", "sample drawn")),
    "quality.read": str(QT_TRANSLATE_NOOP("Deeds", "sampled call read")),
    "quality.submit": str(QT_TRANSLATE_NOOP("Deeds", "review submitted")),
    "quality.results": str(QT_TRANSLATE_NOOP("Deeds", "results read")),
    "quality.reviews": str(QT_TRANSLATE_NOOP("Deeds", "reviews listed")),
    "quality.new_edition": str(QT_TRANSLATE_NOOP("Deeds", "new edition of a score form")),
    "quality.edit_edition": str(QT_TRANSLATE_NOOP("Deeds", "score form changed")),
    "quality.activate_edition": str(QT_TRANSLATE_NOOP("Deeds", "edition put in force")),
    "quality.import_form": str(QT_TRANSLATE_NOOP("Deeds", "score form loaded")),
    "knowledge.article_added": str(QT_TRANSLATE_NOOP("Deeds", "article added")),
    "knowledge.article_changed": str(QT_TRANSLATE_NOOP("Deeds", "article changed")),
    "knowledge.import": str(QT_TRANSLATE_NOOP("Deeds", "articles loaded")),
    "floor.set_state": str(QT_TRANSLATE_NOOP("Deeds", "agent state set")),
    "floor.free_agent": str(QT_TRANSLATE_NOOP("Deeds", "agent freed")),
    "audit.verify": str(QT_TRANSLATE_NOOP("Deeds", "audit trail verified")),
}
_FIELDS: dict[str, str] = {
    "name": str(QT_TRANSLATE_NOOP("Deeds", "name")),
    "name_zh": str(QT_TRANSLATE_NOOP("Deeds", "Chinese name")),
    "name_en": str(QT_TRANSLATE_NOOP("Deeds", "English name")),
    "agent_code": str(QT_TRANSLATE_NOOP("Deeds", "agent code")),
    "team_id": str(QT_TRANSLATE_NOOP("Deeds", "team")),
    "roles": str(QT_TRANSLATE_NOOP("Deeds", "roles")),
    "active": str(QT_TRANSLATE_NOOP("Deeds", "active")),
    "formula": str(QT_TRANSLATE_NOOP("Deeds", "formula")),
    "threshold_ms": "T",
    "short_ms": "t",
    "target": str(QT_TRANSLATE_NOOP("Deeds", "service level")),
    "answer_rate_target": str(QT_TRANSLATE_NOOP("Deeds", "answer rate")),
    "kind": str(QT_TRANSLATE_NOOP("Deeds", "kind")),
    "head": str(QT_TRANSLATE_NOOP("Deeds", "first characters")),
    "tail": str(QT_TRANSLATE_NOOP("Deeds", "last characters")),
    "hotline": str(QT_TRANSLATE_NOOP("Deeds", "hotline")),
    "given": str(QT_TRANSLATE_NOOP("Deeds", "given")),
    "taken": str(QT_TRANSLATE_NOOP("Deeds", "taken")),
}
_YES = str(QT_TRANSLATE_NOOP("Deeds", "yes"))
_NO = str(QT_TRANSLATE_NOOP("Deeds", "no"))
_WORD_FIELDS = ("name_zh", "name_en", "active")
"""What the list `before` and `after` of a reason or a disposition hold, in this order."""


def _say(source: str) -> str:
    return QCoreApplication.translate("Deeds", source)


def areas() -> list[tuple[str, str]]:
    """(beginning of an action, its area in words)."""
    return [(start, _say(text)) for start, text in AREAS.items()]


def action(word: str) -> str:
    """An action in words; one this desk does not know keeps its own name."""
    return _say(_ACTIONS[word]) if word in _ACTIONS else word


def who(row: AuditRow) -> str:
    """Who did it: the name, else the login. A sign-in is written before there is a caller, and names the person itself."""
    return words.pick(row.name, row.name_en) or login(row)


def login(row: AuditRow) -> str:
    """The login of who did it."""
    named = row.detail.get("login")
    return named if row.person_id is None and isinstance(named, str) else row.login


def changes(row: AuditRow) -> list[str]:
    """What the deed changed, a line each: "name: 王晓 → 王小晓"; empty for one that says nothing of the kind."""
    detail = row.detail
    if isinstance(detail.get("changed"), dict):
        return [_line(name, *pair) for name, pair in detail["changed"].items() if _is_pair(pair)]
    if "after" in detail:
        of = f"{detail['field']} · " if "field" in detail else ""
        return [of + line for line in _before_after(detail.get("before"), detail.get("after"))]
    return [
        f"{_field(name)}: {_shown(name, detail[name])}" for name in ("given", "taken") if detail.get(name)
    ]  # fmt: skip


def facts(row: AuditRow) -> list[tuple[str, str]]:
    """Everything the entry's detail says, plainly, for the auditor."""
    return [(_field(name), _plain(name, value)) for name, value in row.detail.items()]


def _before_after(before: Any, after: Any) -> list[str]:
    if isinstance(after, list):
        after = dict(zip(_WORD_FIELDS, after, strict=False))
        before = dict(zip(_WORD_FIELDS, before, strict=False)) if isinstance(before, list) else None
    new = after if isinstance(after, dict) else {}
    old = before if isinstance(before, dict) else {}
    return [_line(name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)]


def _line(name: str, before: Any, after: Any) -> str:
    return f"{_field(name)}: {_shown(name, before)} → {_shown(name, after)}"


def _field(name: str) -> str:
    return _say(_FIELDS[name]) if name in _FIELDS else name


def _plain(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_field(key)}: {_plain(key, one)}" for key, one in value.items())
    return _shown(name, value)


def _shown(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _say(_YES if value else _NO)
    if isinstance(value, list):
        return ", ".join(_plain("", one) for one in value)
    if name.endswith("_ms") and isinstance(value, int):
        return f"{value / 1000:g} s"
    if name in ("target", "answer_rate_target") and isinstance(value, int | float):
        return words.percent(float(value), 1)
    return str(value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2
