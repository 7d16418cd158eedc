"""What was done, in words: the actions of the audit trail, and what a change changed."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from agent_desk.schemas.administration.audit_words import AuditWords
from agent_desk.schemas.administration.records import AuditRow
from agent_desk.schemas.administration.words import ACTIONS, AUDIT_AREAS, AUDIT_FIELDS
from agent_desk.schemas.people.held import of_line
from agent_desk.schemas.people.role_words import REACHES, TEXTS
from agent_desk.schemas.people.words import PERMISSION_AREAS, PERMISSIONS
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages import setting_words

_WORD_FIELDS = ("name_zh", "name_en", "active")
"""What the list `before` and `after` of a reason or a disposition hold, in this order."""

_LISTS = ("roles", "given", "taken", "gained", "lost", "wider", "narrower")
"""Lists of roles and permissions in an entry's detail, in the order in which they are told."""
_MANY: Final = 4
NOBODYS: Final[Mapping[str, str]] = MappingProxyType({})


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


def changes(row: AuditRow, names: Mapping[str, str] = NOBODYS) -> list[str]:
    """Return what the action changed, a line each: "name: 王晓 → 王小晓"; empty for one that says nothing of the kind.

    `names`: what roles, teams, queues and branches are called, where that is known.
    """
    detail = row.detail
    if isinstance(detail.get("changed"), dict):
        found = [_line(name, pair[0], pair[1], names) for name, pair in detail["changed"].items() if _is_pair(pair)]
        return found + _rights(detail, names)
    setting = setting_words.by_key(row.entity_id) if row.entity == "setting" else None
    if setting is not None:
        return setting_words.changes(setting, detail)
    listed = setting_words.list_changes(row.entity, detail)
    if listed is not None:
        return listed
    if "after" in detail:
        of = f"{detail['field']} · " if "field" in detail else ""
        return [of + line for line in _before_after(detail.get("before"), detail.get("after"), names)]
    return _rights(detail, names)


def _rights(detail: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return what a change of rights comes to: roles, permissions, reach, and whom it concerns."""
    found = [f"{_field(name)}: {_shown(name, detail[name], names)}" for name in _LISTS if detail.get(name)]
    if _is_pair(detail.get("scope")):
        found.append(_line("scope", detail["scope"][0], detail["scope"][1], names))
    if isinstance(detail.get("people"), int) and "holders" in detail:
        several = ", ".join([*detail["holders"], *(["…"] if detail["people"] > len(detail["holders"]) else [])])
        found.append(f"{_field('people')}: {detail['people']}" + (f" ({several})" if several else ""))
    return found


def facts(row: AuditRow) -> list[tuple[str, str]]:
    """Return everything the entry's detail says, for the auditor: label and value, with names for ids and words for codes."""
    return _said().facts(row)


def _before_after(before: Any, after: Any, names: Mapping[str, str]) -> list[str]:
    if isinstance(after, list):
        after = dict(zip(_WORD_FIELDS, after, strict=False))
        before = dict(zip(_WORD_FIELDS, before, strict=False)) if isinstance(before, list) else None
    new = after if isinstance(after, dict) else {}
    old = before if isinstance(before, dict) else {}
    return [
        _line(name, old.get(name), new.get(name), names) for name in {**old, **new} if old.get(name) != new.get(name)
    ]


def _line(name: str, before: Any, after: Any, names: Mapping[str, str]) -> str:
    return f"{_field(name)}: {_shown(name, before, names)} → {_shown(name, after, names)}"


def _field(name: str) -> str:
    return words.say(AUDIT_FIELDS[name]) if name in AUDIT_FIELDS else name


def _plain(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_field(key)}: {_plain(key, one)}" for key, one in value.items())
    return _shown(name, value)


def _shown(name: str, value: Any, names: Mapping[str, str] = NOBODYS) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return words.pick("是", "yes") if value else words.pick("否", "no")
    if name in _LISTS and isinstance(value, list):
        return _rights_in_words([str(one) for one in value], names)
    if name == "role" and isinstance(value, str):
        return _right(value, names)
    if name == "scope" and value in REACHES:
        return words.say(REACHES[value])
    if name in ("team", "branch_code"):
        return names.get(f"{name.removesuffix('_code')}:{value}", str(value))
    if isinstance(value, list):
        return ", ".join(_plain("", one) for one in value)
    if name.endswith("_at") and isinstance(value, str):
        return _moment(value)
    if name.endswith("_ms") and isinstance(value, int):
        return f"{value / 1000:g} s"
    if name in ("target", "answer_rate_target") and isinstance(value, int | float):
        return words.percent(float(value), 1)
    return str(value)


def _rights_in_words(rights: list[str], names: Mapping[str, str]) -> str:
    """Return roles or permissions in words; many permissions by area, in the order of the product."""
    comma = words.pick("、", ", ")
    if len(rights) <= _MANY or not set(rights) <= set(PERMISSIONS):
        return comma.join(_right(one, names) for one in rights)
    by_area: dict[str, list[str]] = {}
    for one in PERMISSIONS:
        if one in rights:
            by_area.setdefault(one.split(".")[0], []).append(words.say(PERMISSIONS[one]))
    said = (
        words.with_more(words.say(PERMISSION_AREAS.of(area)), comma.join(listed)) for area, listed in by_area.items()
    )
    return words.pick("；", "; ").join(said)


def _right(value: str, names: Mapping[str, str]) -> str:
    """Return a permission, or a role with how far it is held and when."""
    if value in PERMISSIONS:
        return words.say(PERMISSIONS[value])
    held = of_line(value)
    if held is None:
        return value
    said = names.get(held.role, held.role)
    more = [words.say(REACHES[held.scope])] if held.scope not in (None, "all") else []
    if held.subjects:
        more = [words.pick("、", ", ").join(names.get(f"{held.scope}:{one}", one) for one in held.subjects)]
    if held.from_on is not None or held.to_on is not None:
        code = "both_days" if held.from_on and held.to_on else "from_day" if held.from_on else "to_day"
        more.append(
            words.say(TEXTS[code]).format(day=held.from_on or held.to_on, from_day=held.from_on, to_day=held.to_on)
        )
    return words.with_more(said, " · ".join(more)) if more else said


def _moment(written: str) -> str:
    """Return a moment in the centre's time; what is none, or has no zone, as it was written."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return written
    return words.date_time(at) if at.tzinfo is not None else written


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2
