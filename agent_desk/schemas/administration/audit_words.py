"""The audit trail in people's words, for the screen and for the workbook alike: actions, records, people, and what an entry says.

The hub gives each entry the names of the records in it (`AuditRow.names`); no id and no code is shown in their place: a record that
is no more is said to be no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from agent_desk.schemas.administration.records import AuditRow
from agent_desk.schemas.administration.words import ACTIONS, AUDIT_CODES, AUDIT_FIELDS, ENTITIES, FINDINGS
from agent_desk.schemas.calls import words as call_words
from agent_desk.schemas.cases import words as case_words
from agent_desk.schemas.customers import words as customer_words
from agent_desk.schemas.figures import words as figure_words
from agent_desk.schemas.kit import approval_words, long_jobs, setting_words, work_items
from agent_desk.schemas.kit.settings import Setting
from agent_desk.schemas.kit.vocabulary import Language, Term
from agent_desk.schemas.people import directory_words
from agent_desk.schemas.people.held import of_line
from agent_desk.schemas.people.role_words import REACHES, TEXTS
from agent_desk.schemas.people.words import PERMISSION_AREAS, PERMISSIONS
from agent_desk.schemas.supervising import words as supervising_words

_WORD_FIELDS: Final = ("name_zh", "name_en", "active")
"""What the list `before` and `after` of a reason or a disposition hold, in this order."""
_RIGHTS: Final = ("roles", "given", "taken", "gained", "lost", "wider", "narrower")
"""Lists of roles and permissions in an entry's detail, in the order in which they are told."""
_MANY: Final = 4
REFERS: Final[Mapping[str, str]] = {
    "agent": "agent_code",
    "business": "case_term",
    "cause": "case_term",
    "agents": "agent_code",
    "target": "agent_code",
    "author": "person",
    "code": "reason",
    "disposition": "disposition",
    "login": "login",
    "queue": "queue",
    "queues": "queue",
    "role": "role",
    "roles": "role",
    "given": "role",
    "taken": "role",
    "sources": "reading",
    "stands_in_for": "login",
    "team": "team_code",
    "branch_code": "branch",
}
"""Of what kind of record a field of an entry's detail holds the code. UUIDs are named whatever the field."""
UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PARAMETER: Final = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
_TYPED: Final = re.compile(r"([a-z_/]*):(\d+)")
_LENGTH: Final = re.compile(r"\((\d+)\)")
_DIGEST: Final = re.compile(r"[0-9a-f]{40,}")
_CODES: Final[tuple[Mapping[str, Term], ...]] = (
    AUDIT_CODES,
    call_words.AGENT_STATES,
    case_words.STATES,
    case_words.CLASSES,
    customer_words.FIELDS,
    customer_words.KEY_KINDS,
    customer_words.POINT_KINDS,
    customer_words.SOURCES,
    supervising_words.TASK_RESULTS,
    figure_words.FIGURES,
    approval_words.STATES,
    long_jobs.KINDS,
    work_items.KINDS,
    directory_words.SOURCES,
    directory_words.OUTCOMES,
    FINDINGS,
    PERMISSIONS,
)
"""Words of codes, wherever they stand in a detail; the first that has one counts."""


def strings_in(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a detail, with the name of the field that it stands in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from strings_in(one, name if key in ("before", "after") else str(key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one, name)


def refers(row: AuditRow) -> set[tuple[str, str]]:
    """Return the records that an entry names: (kind, id or code); the kind of a UUID is not always known, and then ""."""
    found = {(row.entity, row.entity_id)} if row.entity_id and row.entity_id != _NOBODY else set()
    if row.person_id is None:
        found.add(("login", login_of(row)))
    for name, text in strings_in(row.detail):
        uuids = UUID.findall(text)
        found |= {("", one) for one in uuids}
        kind = REFERS.get(name)
        if kind is not None and not uuids:
            held = of_line(text) if kind == "role" else None
            found.add((kind, held.role if held is not None else text))
        if (parameter := _PARAMETER.fullmatch(text)) is not None:
            found |= {(REFERS[parameter[1]], one) for one in parameter[2].split(",") if parameter[1] in REFERS}
    return found


@dataclass(frozen=True, slots=True)
class AuditWords:
    """Says entries in one language and the centre's zone."""

    language: Language
    zone: tzinfo

    def _pick(self, zh: str, en: str) -> str:
        return (zh or en) if self.language == "zh" else (en or zh)

    def action(self, word: str) -> str:
        """Return an action in words; one that this program does not know keeps its own name."""
        said = setting_words.action(word, self.language) or setting_words.list_action(word, self.language)
        return said or (ACTIONS[word].say(self.language) if word in ACTIONS else word)

    def kind(self, entity: str) -> str:
        """Return a kind of record in words."""
        return ENTITIES[entity].say(self.language) if entity in ENTITIES else entity

    def record(self, row: AuditRow) -> str:
        """Return the record it was done to: its kind, and what people call it."""
        key = row.entity_id
        setting = setting_words.by_key(key) if row.entity == "setting" else None
        if setting is not None:
            return f"{self.kind(row.entity)} {setting.title.say(self.language)}"
        if not key or key == _NOBODY:
            return self.kind(row.entity)
        called = row.names.get(key) or row.names.get(f"{row.entity}:{key}")
        if called is not None:
            return f"{self.kind(row.entity)} {self._pick(called.zh, called.en)}".strip()
        if UUID.fullmatch(key):
            return f"{self.kind(row.entity)} {self._gone}"
        return f"{self.kind(row.entity)} {self._text(row, row.entity, key)}".strip()

    @property
    def _gone(self) -> str:
        return self._pick("（已不再保存）", "(no longer kept)")

    def who(self, row: AuditRow) -> str:
        """Return who did it: the name, else the login. A sign-in is written before there is a caller, and names the person itself."""
        if row.name or row.name_en:
            return self._pick(row.name, row.name_en)
        login = login_of(row)
        called = row.names.get(f"login:{login}")
        if called is not None:
            return self._pick(called.zh, called.en)
        return self._pick("中心服务", "the hub") if login == "system" else login

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Return a moment in the centre's zone."""
        return moment.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")

    def changes(self, row: AuditRow) -> list[str]:
        """Return what the action changed, a line each: "name: 王晓 → 王小晓"; empty for one that says nothing of the kind."""
        detail = row.detail
        if isinstance(detail.get("changed"), dict):
            told = [self._line(row, name, *pair) for name, pair in detail["changed"].items() if _is_pair(pair)]
            return told + self._rights(row)
        setting = setting_words.by_key(row.entity_id) if row.entity == "setting" else None
        if setting is not None:
            return setting_words.changes(setting, detail, self.language, self.zone)
        listed = setting_words.list_changes(row.entity, detail, self.language, self.zone)
        if listed is not None:
            return listed
        if "after" in detail:
            of = f"{self._value(row, 'field', detail['field'])} · " if "field" in detail else ""
            return [of + line for line in self._before_after(row, detail.get("before"), detail.get("after"))]
        return self._rights(row)

    def _rights(self, row: AuditRow) -> list[str]:
        """Return what a change of rights comes to: roles, permissions, reach, and whom it concerns."""
        detail = row.detail
        found = [f"{self._field(name)}: {self._value(row, name, detail[name])}" for name in _RIGHTS if detail.get(name)]
        if _is_pair(detail.get("scope")):
            found.append(self._line(row, "scope", *detail["scope"]))
        if isinstance(detail.get("people"), int) and "holders" in detail:
            several = ", ".join([*detail["holders"], *(["…"] if detail["people"] > len(detail["holders"]) else [])])
            said = f"{self._field('people')}: {detail['people']}"
            found.append(self._with_more(said, several) if several else said)
        return found

    def _with_more(self, said: str, more: str) -> str:
        return self._pick(f"{said}（{more}）", f"{said} ({more})")

    def _permissions(self, codes: list[str]) -> str:
        """Return many permissions by area, in the order of the product."""
        comma, by_area = self._pick("、", ", "), dict[str, list[str]]()
        for one in PERMISSIONS:
            if one in codes:
                by_area.setdefault(one.split(".")[0], []).append(PERMISSIONS[one].say(self.language))
        return self._pick("；", "; ").join(
            self._with_more(PERMISSION_AREAS.of(area).say(self.language), comma.join(listed))
            for area, listed in by_area.items()
        )

    def facts(self, row: AuditRow) -> list[tuple[str, str]]:
        """Return everything the entry's detail says, plainly, for the auditor: label and value."""
        setting = setting_words.by_key(row.entity_id) if row.entity == "setting" else None
        told = [
            (self._field(name), self._plain(row, name, value, setting))
            for name, value in row.detail.items()
            if value not in (None, "", [], {}) and not (setting is None and name in _PAIR and _is_edit(row.detail))
        ]
        if setting is None and _is_edit(row.detail):
            lines = self._before_after(row, row.detail.get("before"), row.detail["after"])
            told.append((self._field("changed"), "; ".join(lines) or "–"))
        return told

    def _plain(self, row: AuditRow, name: str, value: Any, setting: Setting[Any] | None) -> str:
        if setting is not None and isinstance(value, dict):
            return "; ".join(setting_words.lines(setting, value, self.language))
        if name in ("before", "after") and isinstance(value, list):
            value = dict(zip(_WORD_FIELDS, value, strict=False))
        if name == "changed" and isinstance(value, dict):
            return "; ".join(self._line(row, key, *pair) for key, pair in value.items() if _is_pair(pair))
        return self._value(row, name, value)

    def _before_after(self, row: AuditRow, before: Any, after: Any) -> list[str]:
        if isinstance(after, list):
            after = dict(zip(_WORD_FIELDS, after, strict=False))
            before = dict(zip(_WORD_FIELDS, before, strict=False)) if isinstance(before, list) else None
        new = after if isinstance(after, dict) else {}
        old = before if isinstance(before, dict) else {}
        return [
            self._line(row, name, old.get(name), new.get(name))
            for name in {**old, **new}
            if old.get(name) != new.get(name)
        ]

    def _line(self, row: AuditRow, name: str, before: Any, after: Any) -> str:
        was, now = self._value(row, name, before), self._value(row, name, after)
        if was == now:
            # Too deep to be said here: the page of it shows what.
            return f"{self._field(name)}: {now}, {self._pick('内容已修改', 'changed within')}"
        return f"{self._field(name)}: {was} → {now}"

    def _field(self, name: str) -> str:
        return AUDIT_FIELDS[name].say(self.language) if name in AUDIT_FIELDS else self._word(name) or name

    def _value(self, row: AuditRow, name: str, value: Any) -> str:
        if value is None or value == "" or value == []:
            return "–"
        if isinstance(value, bool):
            return self._pick("是", "yes") if value else self._pick("否", "no")
        if isinstance(value, Mapping):
            known = {key: one for key, one in value.items() if key in AUDIT_FIELDS or self._word(key) is not None}
            said = "; ".join(f"{self._field(key)}: {self._value(row, key, one)}" for key, one in known.items())
            # What no word is known for (parts of a plan) is shown by the page it belongs to.
            return said if len(known) == len(value) else f"{said} …".strip()
        if isinstance(value, list) and any(_is_deep(one) or _is_long(one) for one in value):
            return self._pick(f"{len(value)} 项", f"{len(value)} entries")
        if (
            isinstance(value, list)
            and len(value) > _MANY
            and all(isinstance(one, str) and one in PERMISSIONS for one in value)
        ):
            return self._permissions(value)
        if isinstance(value, list):
            return self._pick("、", ", ").join(self._value(row, name, one) for one in value)
        if isinstance(value, int | float):
            return self._number(name, value)
        return self._text(row, name, str(value))

    def _number(self, name: str, value: int | float) -> str:
        if name.endswith("_ms"):
            return f"{value / 1000:g} s"
        if name in ("target", "answer_rate_target"):
            return f"{value * 100:.1f} %"
        return f"{value:,}" if isinstance(value, int) and name not in ("seed",) else f"{value:g}"

    def _text(self, row: AuditRow, name: str, text: str) -> str:
        """Return a text of a detail: names for ids and codes, times in the zone; what people wrote as it is."""
        called = row.names.get(text) or row.names.get(f"{REFERS.get(name, name)}:{text}")
        if called is not None:
            return self._pick(called.zh, called.en)
        if UUID.fullmatch(text):
            return self._gone
        if (held := self._held(row, name, text)) is not None:
            return held
        if name == "scope" and text in REACHES:
            return REACHES[text].say(self.language)
        if (word := self._word(text)) is not None:
            return word
        if (parameter := _PARAMETER.fullmatch(text)) is not None and parameter[1] in AUDIT_FIELDS:
            field = parameter[1]
            return f"{self._field(field)}: {self._value(row, field, parameter[2].split(','))}"
        if (typed := _TYPED.fullmatch(text)) is not None:
            kinds = "/".join(self._word(one) or one for one in typed[1].split("/") if one)
            return self._pick(f"{kinds}（{typed[2]} 字）", f"{kinds} ({typed[2]} characters)").strip()
        if (length := _LENGTH.fullmatch(text)) is not None:
            return self._pick(f"输入 {length[1]} 字", f"{length[1]} characters typed")
        if _DIGEST.fullmatch(text):
            return f"{text[:12]}…"
        if (moment := _moment(text)) is not None:
            return self.time(moment)
        kind, colon, key = text.partition(":")
        if colon and (said := row.names.get(key)) is not None:
            return f"{self._word(kind) or kind} {self._pick(said.zh, said.en)}"
        if name == "subject" and "." in text.partition(" ")[0]:
            # What waits for a second person: the deed, which "kind" says in words, and what it is done to.
            text = text.partition(" ")[2] or "–"
        return UUID.sub(lambda one: self._called(row, one[0]), text)

    def _held(self, row: AuditRow, name: str, text: str) -> str | None:
        """Return a role with how far it is held and when; None for what is none."""
        if text in PERMISSIONS:
            return None
        held = of_line(text) if REFERS.get(name) == "role" or name in _RIGHTS else None
        if held is None:
            return None
        called = row.names.get(f"role:{held.role}")
        said = self._pick(called.zh, called.en) if called is not None else held.role
        more = [REACHES[held.scope].say(self.language)] if held.scope not in (None, "all") else []
        if held.subjects:
            more = [self._pick("、", ", ").join(self._subject(row, held.scope, one) for one in held.subjects)]
        if held.from_on is not None or held.to_on is not None:
            code = "both_days" if held.from_on and held.to_on else "from_day" if held.from_on else "to_day"
            days = {"day": held.from_on or held.to_on, "from_day": held.from_on, "to_day": held.to_on}
            more.append(TEXTS[code].say(self.language).format(**days))
        return self._with_more(said, " · ".join(more)) if more else said

    def _subject(self, row: AuditRow, scope: str | None, code: str) -> str:
        called = row.names.get(f"{scope}:{code}")
        return self._pick(called.zh, called.en) if called is not None else code

    def _called(self, row: AuditRow, key: str) -> str:
        called = row.names.get(key)
        return self._pick(called.zh, called.en) if called is not None else self._gone

    def _word(self, code: str) -> str | None:
        if code in ACTIONS:
            return ACTIONS[code].say(self.language)
        return next((words[code].say(self.language) for words in _CODES if code in words), None)


_PAIR: Final = ("before", "after")
_NOBODY: Final = "00000000-0000-0000-0000-000000000000"


def login_of(row: AuditRow) -> str:
    """Return the login of who did it."""
    named = row.detail.get("login")
    return named if row.person_id is None and isinstance(named, str) else row.login


def _moment(text: str) -> datetime | None:
    if len(text) < 19 or text[4:5] != "-" or text[10:11] != "T":
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _is_edit(detail: Mapping[str, Any]) -> bool:
    """Return whether a detail holds what was before and after, each with names of fields."""
    return "after" in detail and all(
        detail.get(one) is None or isinstance(detail[one], Mapping | list) for one in _PAIR
    )


def _is_deep(value: Any) -> bool:
    return isinstance(value, Mapping) and any(isinstance(one, Mapping | list) and one for one in value.values())


def _is_long(value: Any) -> bool:
    return isinstance(value, Mapping) and len(value) > _MANY


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2
