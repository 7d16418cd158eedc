"""People from a file: each row is a person added or changed by hand, by the same functions; looked at first, then taken together.

A look is the same walk undone, row by row, so a row is refused for what would refuse it by hand: a login that is taken, a role that
the caller may not give, a team that does not exist. What a cell leaves empty stays as it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope, table_file
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.errors import HubError, InvalidForm
from agent_desk.hub.kit.pending import undone, whole
from agent_desk.hub.kit.permissions import offices_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.user_files import TableRow, UserFileFault, day_of
from agent_desk.hub.people import rules, second_person, staff
from agent_desk.models.people import Person, Role
from agent_desk.schemas.administration.records import HeldRole, NewStaff, StaffEdit, StaffRow
from agent_desk.schemas.kit.bounded import fault_of
from agent_desk.schemas.kit.fault_words import FAULTS
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.schemas.people.offices import WORDS as OFFICES
from agent_desk.schemas.people.people_file import (
    COLUMNS,
    HEADINGS,
    PeopleFileForm,
    PeopleFileView,
    PersonLine,
)

NEEDED: Final = ("login",)
_KNOWN: Final = {name: HEADINGS[name] for name in COLUMNS}
_APART: Final = re.compile(r"[,;|/、，；]+")


class PeopleFileRefused(HubError):
    """A file of people cannot be taken as it was chosen; nothing was changed. `rows`: those that are refused."""

    id, status = "people_file_refused", 422
    sentence = "{n} of the chosen rows are refused; nothing was changed. Look at the file again."


@dataclass(frozen=True, slots=True)
class Known:
    """What rows name: codes and names of teams, branches and roles, and the people there are."""

    teams: Mapping[str, Any]
    branches: Mapping[str, str]
    roles: Mapping[str, str]
    names: Mapping[str, Words]
    """Of roles, by code."""
    permissions: Mapping[str, list[str]]
    usual: Mapping[str, Any]
    people: Mapping[str, Person]


def look(unit: Unit, form: TableFileAsk) -> PeopleFileView:
    """Return what taking the file would do, row by row; nothing is changed."""
    scope.reach(unit, rules.KEEPER)
    with undone(unit.db):
        return _walked(unit, form, None)


def take(unit: Unit, form: PeopleFileForm) -> PeopleFileView:
    """Take the chosen rows, all of them or none. Raises PeopleFileRefused."""
    scope.reach(unit, rules.KEEPER)
    found = _walked(unit, form, set(form.lines))
    refused = [row for row in found.rows if row.change == "refused"]
    if found.fault_en or refused or len(found.rows) != len(set(form.lines)):
        raise PeopleFileRefused(n=len(refused) or len(form.lines))
    added, changed = found.count("new"), found.count("changed")
    if added or changed:
        unit.audit("people.file", "person", "", file=form.name, added=added, changed=changed, rows=len(found.rows))
    return found


def _rights_change(unit: Unit, rows: list[Any]) -> bool:
    return second_person.NEW_PERSON.when(unit, rows) or second_person.PERSON.when(unit, rows)


SECOND: Final = SecondPerson(kind="rights", title=("从文件新增或变更人员", "People from a file"), when=_rights_change)


def _walked(unit: Unit, form: TableFileAsk, wanted: set[int] | None) -> PeopleFileView:
    try:
        table, heads = table_file.read(form, _KNOWN, NEEDED)
    except UserFileFault as fault:
        return PeopleFileView(heads=table_file.heads_of(form, _KNOWN, NEEDED), fault_zh=fault.zh, fault_en=fault.en)
    view = PeopleFileView(heads=heads)
    known, seen = _known(unit.db), dict[str, int]()
    for bad in table.bad:
        if wanted is None or bad.line in wanted:
            view.rows.append(PersonLine(line=bad.line, change="refused", zh=bad.zh, en=bad.en))
    for row in table.rows:
        if wanted is None or row.line in wanted:
            view.rows.append(_one(unit, row, known, seen))
    view.rows.sort(key=lambda one: one.line)
    return view


# ---------------------------------------------------------------------- reading


def _known(db: Session) -> Known:
    teams: dict[str, Any] = {}
    for team in staff.teams(db):
        teams |= dict.fromkeys((team.code.lower(), team.name_zh.lower(), team.name_en.lower()), team)
    branches: dict[str, str] = {}
    for one in scope.subjects(db):
        if one.scope == "branch":
            branches |= dict.fromkeys((one.code.lower(), one.name_zh.lower(), one.name_en.lower()), one.code)
    roles: dict[str, str] = {}
    rows = db.scalars(select(Role)).all()
    for role in rows:
        roles |= dict.fromkeys((role.code.lower(), role.name_zh.lower(), role.name_en.lower()), role.code)
    return Known(
        teams=teams,
        branches=branches,
        roles=roles,
        names={role.code: Words(role.name_zh, role.name_en) for role in rows},
        permissions={role.code: list(role.permissions) for role in rows},
        usual={role.code: role.default_scope for role in rows},
        people={person.login_key: person for person in db.scalars(select(Person))},
    )


# ---------------------------------------------------------------------- a row


class _Refused(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def _one(unit: Unit, row: TableRow, known: Known, seen: dict[str, int]) -> PersonLine:
    cells = {name: value for name, value in row.cells.items() if name in COLUMNS and value}
    login = cells.get("login", "").strip().lower()
    line = PersonLine(line=row.line, change="refused", login=login, name=cells.get("name", ""))
    try:
        if not login:
            raise _Refused("没有用户名。", "There is no user name.")
        if login in seen:
            raise _Refused(f"与第 {seen[login]} 行是同一用户名。", f"The same user name stands on line {seen[login]}.")
        seen[login] = row.line
        key = unit.db.scalar(select(func.login_key(login)))
        person = known.people.get(str(key))
        with whole(unit.db):
            done = _added(unit, cells, known) if person is None else _changed(unit, person, cells, known)
    except _Refused as fault:
        return line.model_copy(update={"zh": fault.words.zh, "en": fault.words.en})
    except InvalidForm as fault:
        zh, en = zip(*_sentences(fault.values["fields"]), strict=True)
        return line.model_copy(update={"zh": "".join(zh), "en": " ".join(en)})
    except HubError as fault:
        zh_of = FAULTS[fault.id].zh if fault.id in FAULTS else fault.render()
        return line.model_copy(update={"zh": zh_of, "en": fault.render()})
    before, after = done
    told = list(_told(before, after, known))
    note = _united(after, known)
    return line.model_copy(
        update={
            "change": "new" if before is None else "changed" if told else "same",
            "name": after.name,
            "zh": "；".join(one.zh for one in told),
            "en": "; ".join(one.en for one in told),
            "note_zh": note.zh,
            "note_en": note.en,
            "id": after.id,
        }
    )


def _added(unit: Unit, cells: Mapping[str, str], known: Known) -> tuple[None, StaffRow]:
    if not cells.get("name"):
        raise _Refused("没有姓名。", "There is no name.")
    fields = _fields(cells, known, None)
    form = _validated(lambda: NewStaff(login=cells["login"].strip().lower(), **fields))
    return None, staff.add(unit, form)


def _changed(unit: Unit, person: Person, cells: Mapping[str, str], known: Known) -> tuple[StaffRow, StaffRow]:
    before = staff.seen(unit, person.id)
    held: dict[str, Any] = {
        "name": before.name,
        "name_en": before.name_en,
        "agent_code": before.agent_code,
        "team_id": before.team.id if before.team is not None else None,
        "branch": before.branch,
        "roles": before.held,
    }
    wanted = held | _fields(cells, known, before)
    if wanted == held:
        return before, before
    form = _validated(lambda: StaffEdit(**wanted, active=before.active, version=before.version))
    return before, staff.edit(unit, person.id, form)


def _fields(cells: Mapping[str, str], known: Known, before: StaffRow | None) -> dict[str, Any]:
    """Return what the row says, as the form has it. Raises _Refused."""
    found: dict[str, Any] = {name: cells[name] for name in ("name", "name_en", "agent_code") if name in cells}
    if "team" in cells:
        team = known.teams.get(cells["team"].lower())
        if team is None:
            raise _Refused(f"没有班组“{cells['team']}”。", f"There is no team '{cells['team']}'.")
        found["team_id"] = team.id
    if "branch" in cells:
        branch = known.branches.get(cells["branch"].lower())
        if branch is None:
            raise _Refused(f"没有机构“{cells['branch']}”。", f"There is no branch '{cells['branch']}'.")
        found["branch"] = branch
    roles = list(before.held) if before is not None else []
    if "roles" in cells:
        mine = {one.role: one for one in roles}
        roles = [mine.get(code, HeldRole(role=code)) for code in dict.fromkeys(_roles(cells["roles"], known))]
        found["roles"] = roles
    if "leaves_on" in cells:
        day = _day(cells["leaves_on"])
        found["roles"] = [
            one.model_copy(update={"scope": one.scope or known.usual.get(one.role), "to_on": day}) for one in roles
        ]
    return found


def _roles(cell: str, known: Known) -> Iterator[str]:
    whole = known.roles.get(cell.strip().lower())
    if whole is not None:
        yield whole
        return
    for name in filter(None, _APART.split(cell)):
        code = known.roles.get(name.strip().lower())
        if code is None:
            raise _Refused(f"没有岗位“{name.strip()}”。", f"There is no role '{name.strip()}'.")
        yield code


def _day(cell: str) -> date:
    day = day_of(cell)
    if day is None:
        raise _Refused(f"“{cell}”不是 2027-03-31 这样的日期。", f"'{cell}' is not a date like 2027-03-31.")
    return day


def _validated(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except ValidationError as fault:
        raise InvalidForm({str(one["loc"][0]): fault_of(one) for one in fault.errors()}) from fault


# ---------------------------------------------------------------------- in words


def _sentences(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, code in fields.items():
        column = COLUMNS.of({"team_id": "team"}.get(name, name))
        said = FAULTS[code] if code in FAULTS else FAULTS["value_error"]
        yield f"{column.zh}：{said.zh}", f"{column.en}: {said.en}"


def _told(before: StaffRow | None, after: StaffRow, known: Known) -> Iterator[Words]:
    """Yield what is new or another one, a word each."""
    for name in ("name", "name_en", "agent_code", "team", "branch", "roles", "leaves_on"):
        old = _said(before, name, known) if before is not None else Words("", "")
        new = _said(after, name, known)
        if old == new:
            continue
        column = COLUMNS[name]
        from_zh, from_en = (f"{old.zh or '–'} → ", f"{old.en or '–'} → ") if before is not None else ("", "")
        yield Words(f"{column.zh} {from_zh}{new.zh or '–'}", f"{column.en} {from_en}{new.en or '–'}")


def _said(row: StaffRow, name: str, known: Known) -> Words:
    if name == "team":
        return Words(row.team.name_zh, row.team.name_en) if row.team is not None else Words("", "")
    if name == "roles":
        held = [known.names[one.role] for one in sorted(row.held, key=lambda one: one.role)]
        return Words("、".join(one.zh for one in held), ", ".join(one.en for one in held))
    if name == "leaves_on":
        said = ", ".join(sorted({one.to_on.isoformat() for one in row.held if one.to_on is not None}))
    else:
        said = str(getattr(row, name) or "")
    return Words(said, said)


def _united(row: StaffRow, known: Known) -> Words:
    """Return a remark on somebody who would unite what several offices administer with."""
    offices = offices_of(word for one in row.held for word in known.permissions.get(one.role, ()))
    if len(offices) < 2:
        return Words("", "")
    zh = "、".join(OFFICES[one].zh for one in offices)
    en = ", ".join(OFFICES[one].en for one in offices)
    return Words(f"同时掌握{zh}的管理权，应由不同人员担任。", f"Unites {en}, which different people should do.")
