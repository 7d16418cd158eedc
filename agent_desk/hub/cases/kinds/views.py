"""Cases and registers as they cross the wire: names of what was chosen, the story in words, what the caller may do."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases import linked
from agent_desk.hub.cases.kinds import clocks, complaint_side, engine, seen, versions
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.cases.tasks import keeping
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.case_files import CaseFile
from agent_desk.models.customers import Branch, Customer
from agent_desk.models.files import StoredFile
from agent_desk.models.kinds import KindCase, KindCaseEvent
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds import records
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.operations import USE
from agent_desk.schemas.cases.kinds.values import CHOSEN
from agent_desk.schemas.cases.kinds.words import EVENTS
from agent_desk.schemas.cases.tasks.operations import DO, SUPERVISE

MOVE_ASKED = "kinds.move"
"""The kind of request by which a transition waits for a second person."""
STORY_SHOWN = 200
_CLOCK_SAYS = (
    "{name}：自 {begun} 起 {amount}{stood}，{due}",
    "{name}: from {begun}, {amount}{stood}; {due}",
)


@dataclass(frozen=True, slots=True)
class Names:
    """What is called in some cases, read at once."""

    kinds: Mapping[tuple[str, int], Kind]
    people: Mapping[uuid.UUID, PersonRef]
    branches: Mapping[str, tuple[str, str]]
    customers: Mapping[str, tuple[str, str]]
    """By id: the customer's number, and the masked name."""
    calls: Mapping[str, tuple[str, str]]
    """By id: when it came, and its queue."""
    files: Mapping[str, str]
    """By id: what a file is called."""

    @classmethod
    def of(cls, unit: Unit, cases: Sequence[KindCase], also: Iterable[uuid.UUID | None] = ()) -> "Names":
        """Read what these cases name, and these people as well."""
        db = unit.db
        kinds = versions.definitions(db, ((one.kind, one.kind_number) for one in cases))
        keys: dict[str, set[str]] = {"person": set(), "branch": set(), "customer": set(), "call": set(), "file": set()}
        for case in cases:
            for field in kinds[case.kind, case.kind_number].fields:
                value = case.fields.get(field.code, "")
                if value and field.type in keys:
                    keys[field.type].add(value)
        people = {one for case in cases for one in (case.owner_id, case.opened_by)}
        people |= {uuid.UUID(one) for one in keys["person"]} | set(also)
        branches = select(Branch.code, Branch.name_zh, Branch.name_en).where(Branch.code.in_(keys["branch"]))
        wanted = select(Customer.id, Customer.number, Customer.name).where(
            Customer.id.in_(uuid.UUID(one) for one in keys["customer"])
        )
        masks = masks_of(db) if keys["customer"] else None
        return cls(
            kinds=kinds,
            people=people_of(db, people),
            branches={code: (zh, en) for code, zh, en in db.execute(branches)} if keys["branch"] else {},
            customers={
                str(id_): (number, masks.name(name)) for id_, number, name in db.execute(wanted) if masks is not None
            }
            if keys["customer"]
            else {},
            files=files_called(db, CaseFile.id.in_(uuid.UUID(one) for one in keys["file"])) if keys["file"] else {},
            calls=calls_called(unit, Call.id.in_(uuid.UUID(one) for one in keys["call"])) if keys["call"] else {},
        )

    def chosen(self, kind: Kind, fields: Mapping[str, str]) -> dict[str, records.Chosen]:
        """Return the chosen values of a case, with what they are called; what there is no more shows as its key."""
        found = {}
        for field in kind.fields:
            value = fields.get(field.code, "")
            if not value or field.type not in CHOSEN:
                continue
            key, zh, en = value, value, value
            if field.type == "choice":
                word = next((one for one in field.words if one.code == value), None)
                zh, en = (word.name_zh, word.name_en) if word is not None else (value, value)
            elif field.type == "branch":
                zh, en = self.branches.get(value, (value, value))
            elif field.type == "person":
                person = self.people.get(uuid.UUID(value))
                zh, en = (person.name, person.name_en or person.name) if person is not None else ("–", "–")
            elif field.type == "call":
                zh, en = self.calls.get(value, ("–", "–"))
            elif field.type == "file":
                zh = en = self.files.get(value, "–")
            else:
                number, name = self.customers.get(value, ("–", ""))
                key, zh, en = number, f"{name} {number}".strip(), f"{name} {number}".strip()
            found[field.code] = records.Chosen(key=key, zh=zh, en=en or zh)
        return found

    def row(self, case: KindCase) -> dict[str, Any]:
        """Return what a list shows of a case."""
        kind = self.kinds[case.kind, case.kind_number]
        typed = {one.code for one in kind.fields if one.type not in CHOSEN}
        return {
            "id": case.id,
            "number": case.number,
            "kind": case.kind,
            "kind_number": case.kind_number,
            "state": case.state,
            "title": case.title,
            "fields": {code: value for code, value in case.fields.items() if code in typed},
            "chosen": self.chosen(kind, case.fields),
            "owner": self.people[case.owner_id] if case.owner_id is not None else None,
            "opened_by": self.people[case.opened_by],
            "opened_at": case.opened_at,
            "due_at": case.due_at,
            "closed_at": case.closed_at,
            "urged": case.urged,
            "version": case.version,
        }


def files_called(db: Session, which: ColumnElement[bool]) -> dict[str, str]:
    """Return what files of cases are called by id, the newest first; those that are there."""
    found = (
        select(CaseFile.id, CaseFile.name)
        .join(StoredFile, StoredFile.id == CaseFile.id)
        .where(which, StoredFile.deleted_at.is_(None))
        .order_by(StoredFile.stored_at.desc())
    )
    return {str(id_): name for id_, name in db.execute(found)}


def of_this_case(case: KindCase) -> ColumnElement[bool]:
    """Return the condition on stored files that they are a case's."""
    return and_(StoredFile.owner == "kind_case", StoredFile.owner_id == case.id)


def calls_called(unit: Unit, which: ColumnElement[bool], most: int = 200) -> dict[str, tuple[str, str]]:
    """Return what calls are called by id, the newest first: when, and the queue. Nothing of who called."""
    zone = unit.zone
    found = (
        select(Call.id, Call.offered_at, Queue.name_zh, Queue.name_en)
        .join(Queue, Queue.id == Call.queue_id)
        .where(which)
        .order_by(Call.offered_at.desc())
        .limit(most)
    )
    return {
        str(id_): (f"{at.astimezone(zone):%m-%d %H:%M} {zh}", f"{at.astimezone(zone):%m-%d %H:%M} {en or zh}")
        for id_, at, zh, en in unit.db.execute(found)
    }


def rows_of(unit: Unit, cases: Sequence[KindCase]) -> list[records.KindCaseRow]:
    """Return cases as a list shows them; a handful of queries whatever their number."""
    names = Names.of(unit, cases)
    return [records.KindCaseRow(**names.row(one)) for one in cases]


def case_of(unit: Unit, case: KindCase) -> records.KindCase:
    """Return a case with its story and what the caller may do."""
    db, me = unit.db, unit.me
    newest = select(KindCaseEvent).where(KindCaseEvent.case_id == case.id).order_by(KindCaseEvent.at.desc())
    events = db.scalars(newest.limit(STORY_SHOWN)).all()
    waits = db.scalar(
        select(Approval).where(
            Approval.kind == MOVE_ASKED, Approval.subject == str(case.id), Approval.state == "pending"
        )
    )
    names = Names.of(
        unit,
        [case],
        [
            *(one.person_id for one in events),
            case.supervised_by_id,
            waits.asked_by_id if waits is not None else None,
        ],
    )
    kind = names.kinds[case.kind, case.kind_number]
    held_up = keeping.held_up(db, case_id=case.id)
    facts = seen.facts_of(unit, case, held_up=held_up, waits=waits is not None)
    why_not = complaint_side.stands_back(unit, kind, case)
    ways = engine.open_ways(kind, me, facts) if why_not is None else []
    return records.KindCase(
        **names.row(case),
        definition=kind,
        complaint=linked.complaint_of(db, case.complaint_id),
        recused=why_not,
        moves=[way.code for way in ways if not seen.did_before(unit, way, case)],
        may_edit=why_not is None and seen.may_edit(me, kind, case),
        may_take=why_not is None and seen.may_take(me, kind, case),
        may_hand_back=seen.may_hand_back(me, kind, case),
        may_urge=case.closed_at is None and case.owner_id != me.person_id,
        waits=_pending(me, kind, names, waits, apart=why_not is not None) if waits is not None else None,
        may_delegate=seen.may_delegate(me, kind, case),
        may_give=case.closed_at is None and me.may(DO) and seen.works(me, kind, case),
        may_supervise=case.closed_at is None and me.may(SUPERVISE),
        supervised_by=names.people.get(case.supervised_by_id) if case.supervised_by_id is not None else None,
        held_up=held_up,
        due=_due_lines(unit, kind, case),
        story=list(_story(names, kind, case, events, db)),
        files=[
            records.FileChoice(key=uuid.UUID(key), name=name)
            for key, name in files_called(db, of_this_case(case)).items()
        ],
    )


def _pending(me: Caller, kind: Kind, names: Names, waits: Approval, *, apart: bool) -> records.PendingStep:
    """Return the step that waits, and whether the caller is one of those who confirm it."""
    way = kind.transitions_by_code[waits.body["step"]]
    confirms = bool(set(way.second) & me.roles) and me.reach(USE).everything
    return records.PendingStep(
        approval_id=waits.id,
        digest=waits.digest,
        transition=way.code,
        asked_by=names.people[waits.asked_by_id],
        may_decide=confirms and not apart and waits.asked_by_id != me.person_id,
    )


def stays_of(db: Session, kind: Kind, case: KindCase) -> list[clocks.Stay]:
    """Return the stretches that a case spent in its states, from its story. What it spent on an earlier version of its kind counts as
    the plan says by which it was brought over."""
    went = select(KindCaseEvent.kind, KindCaseEvent.at, KindCaseEvent.detail).where(
        KindCaseEvent.case_id == case.id, KindCaseEvent.kind.in_(("moved", "migrated"))
    )
    events = db.execute(went.order_by(KindCaseEvent.at)).all()
    first = next((str(detail["first"]) for word, _, detail in events if word == "migrated"), kind.initial)
    found, state, since = list[clocks.Stay](), first, case.opened_at
    for word, at, detail in events:
        found.append(clocks.Stay(state, since, at))
        state, since = str(detail["to"]), at
        if word == "migrated":
            became = detail["states"]
            found = [replace(one, state=became.get(one.state, one.state)) for one in found]
    return [*found, clocks.Stay(state, since, case.closed_at)]


def _due_lines(unit: Unit, kind: Kind, case: KindCase) -> list[records.DueLine]:
    """Say how each clock comes to its time."""
    if not kind.clocks:
        return []
    calendar = business_calendar(unit)
    kind = complaint_side.by_law(unit, kind, case)
    found = clocks.runs(kind, case.fields, stays_of(unit.db, kind, case), calendar, now=case.closed_at or unit.now)
    return [_due_line(unit, one) for one in found if one.begun_at is not None]


def _due_line(unit: Unit, run: clocks.Run) -> records.DueLine:
    assert run.begun_at is not None  # others are left out
    clock, begun = run.clock, f"{run.begun_at.astimezone(unit.zone):%Y-%m-%d %H:%M}"
    if clock.unit == "days":
        amount = (f"{clock.amount} 天（日历日）", f"{clock.amount} calendar days")
    else:
        amount = (f"{clock.amount} 分钟（工作时间）", f"{clock.amount} minutes of business")
    stood = ("", "")
    if minutes := run.stood_ms // 60_000:
        stood = (f"，其间暂停 {minutes} 分钟", f", {minutes} minutes of which it stood still are added")
    if run.stands:
        due = ("现在暂停", "it stands still now")
    elif run.over:
        due = ("已结束", "it is over")
    else:
        last = f"{run.due_at.astimezone(unit.zone):%Y-%m-%d %H:%M}" if run.due_at is not None else "–"
        due = (f"到期 {last}", f"due {last}")
    said = [
        sentence.format(name=name, begun=begun, amount=amount[at], stood=stood[at], due=due[at])
        for at, (sentence, name) in enumerate(zip(_CLOCK_SAYS, (clock.name_zh, clock.name_en), strict=True))
    ]
    return records.DueLine(zh=said[0], en=said[1], due_at=run.due_at if not run.over else None)


def _story(
    names: Names, kind: Kind, case: KindCase, events: Sequence[KindCaseEvent], db: Session
) -> Iterator[records.KindEvent]:
    """Say the lines of a story, the newest first, each in the words of the version on which the case ran then."""
    earlier = {(case.kind, int(one.detail["before"])) for one in events if one.kind == "migrated"}
    known = versions.definitions(db, earlier) if earlier else {}
    for one in events:
        before = known[case.kind, int(one.detail["before"])] if one.kind == "migrated" else kind
        yield _event(names, kind, one, before)
        kind = before


def _event(names: Names, kind: Kind, event: KindCaseEvent, before: Kind) -> records.KindEvent:
    said = {name: _said(before if name == "from" else kind, name, value) for name, value in event.detail.items()}
    zh, en = EVENTS[event.kind].both
    return records.KindEvent(
        at=event.at,
        person=names.people.get(event.person_id) if event.person_id is not None else None,
        kind=cast(records.EventWord, event.kind),
        zh=zh.format_map({name: both[0] for name, both in said.items()}),
        en=en.format_map({name: both[1] for name, both in said.items()}),
        words=event.words,
    )


def _said(kind: Kind, name: str, value: Any) -> tuple[str, str]:
    """Return a fact of the story in words: a state by its name, what was done by what it is called."""
    if name in ("from", "to") and value in kind.states_by_code:
        state = kind.states_by_code[value]
        return state.name_zh, state.name_en
    if name in ("said", "name") and isinstance(value, list):
        return value[0], value[1]
    if isinstance(value, list):
        fields = [kind.fields_by_code[one] for one in value if one in kind.fields_by_code]
        return "、".join(one.name_zh for one in fields), ", ".join(one.name_en for one in fields)
    way = kind.transitions_by_code.get(str(value)) if name == "what" else None
    tasks = {task.code: task for one in kind.transitions for task in one.tasks} if name == "what" else {}
    found = way or tasks.get(str(value))
    return (found.name_zh, found.name_en) if found is not None else (str(value), str(value))
