"""A case played through a definition by the very functions that work real ones, within a transaction that is undone: nothing is stored.

The definition is a published version for as long as it is played, and whoever acts is made up, one person for each role and a second one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from agent_desk.hub.cases.kinds import seen, service, versions, views
from agent_desk.hub.cases.tasks import service as tasks
from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.errors import HubError, InvalidForm, NotFound, RefusedAfterCommit
from agent_desk.hub.kit.pending import undone, whole
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.case_tasks import CaseTask
from agent_desk.models.kinds import CaseKindVersion, KindCase, KindCaseEvent
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds import playing
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.operations import USE
from agent_desk.schemas.cases.kinds.playing import (
    MOST_STEPS,
    Actor,
    PastCase,
    PastForm,
    Played,
    PlayForm,
    PlayLine,
    PlayStep,
    PlayWay,
    PlayWork,
    actor_id,
)
from agent_desk.schemas.cases.kinds.records import CaseEdit, CaseMove, CaseWords, NewCase, VersionOf
from agent_desk.schemas.cases.tasks.operations import DO
from agent_desk.schemas.cases.tasks.records import CaseUrged, TaskWords
from agent_desk.schemas.kit.approvals import Decision

_LETTERS = (("甲", "A"), ("乙", "B"))


def play(unit: Unit, form: PlayForm) -> Played:
    """Play a case. Raises InvalidForm (a role that there is not), NotFound (the case whose values are wanted)."""
    like = _like(unit, form.like, form.kind) if form.like else {}
    with undone(unit.db):
        return _Play(unit, form, like).go()


def past(unit: Unit, form: PastForm) -> PastCase:
    """Return what was done in a case, as steps by somebody who might have done them. Raises NotFound, NotPermitted."""
    case = _numbered(unit, form.number)
    kind = versions.of_case(unit.db, case)
    unit.audit("kinds.read", "kind_case", case.id, number=case.number)
    events = unit.db.scalars(
        select(KindCaseEvent).where(KindCaseEvent.case_id == case.id).order_by(KindCaseEvent.at, KindCaseEvent.id)
    )
    steps = list(_steps(kind, form.stage, case, events))
    return PastCase(
        number=case.number,
        kind=case.kind,
        starts_at=case.opened_at,
        steps=steps[:MOST_STEPS],
        left_out=max(0, len(steps) - MOST_STEPS),
    )


def _numbered(unit: Unit, number: str) -> KindCase:
    row = unit.db.scalar(select(KindCase).where(KindCase.number == number.strip().upper(), seen.visible(unit)))
    if row is None:
        raise NotFound(what="kind_case")
    return row


def _like(unit: Unit, number: str, kind: Kind) -> dict[str, str]:
    """Return the values of a real case that the definition has fields for; a customer is nobody's to be tried out with."""
    case = _numbered(unit, number)
    unit.audit("kinds.read", "kind_case", case.id, number=case.number)
    fields = kind.fields_by_code
    return {code: value for code, value in case.fields.items() if code in fields and fields[code].type != "customer"}


def _steps(kind: Kind, stage: uuid.UUID, case: KindCase, events: Any) -> Iterator[PlayStep]:
    """Yield what people did in a case; what the hub did by itself, and changed values, only let time go by."""
    opener, since, state, asked = Actor(role=next(iter(kind.opens), "")), case.opened_at, kind.initial, False
    for event in events:
        minutes = max(0, int((event.at - since).total_seconds() // 60))
        said: dict[str, Any] = {"minutes": min(minutes, 5_256_000), "words": event.words}
        worker = _first([*kind.states_by_code[state].workers] if state in kind.states_by_code else [], opener)
        what = event.detail.get("what")
        way = kind.transitions_by_code.get(str(what))
        if event.kind == "opened":
            yield PlayStep(does="open", by=opener)
        elif event.kind == "asked" and way is not None:
            asked = True
            yield PlayStep(does="move", by=_first(way.who.roles, worker), what=way.code, **said)
        elif event.kind == "moved" and way is not None:
            state = way.to_state
            if asked:
                second = _first(way.second, worker).model_copy(update={"other": True})
                asked = False
                yield PlayStep(does="confirm", by=second, **said)
            else:
                chosen = _first(kind.states_by_code[state].workers, worker) if state in kind.states_by_code else worker
                owner = actor_id(stage, chosen) if way.assign == "chosen" else None
                mover = _first(way.who.roles, worker.model_copy(update={"owner": way.who.owner}))
                yield PlayStep(does="move", by=mover, what=way.code, owner=owner, **said)
        elif event.kind == "task" and event.detail.get("did") == "do":
            known = {task.name_zh: task for one in kind.transitions for task in one.tasks}
            task = known.get(next(iter(event.detail.get("name", ())), ""))
            if task is not None:
                yield PlayStep(does="task", by=_first(task.roles, worker), what=task.code, **said)
        elif event.kind in ("taken", "handed_back", "urged"):
            does = {"taken": "take", "handed_back": "hand_back", "urged": "urge"}[event.kind]
            by = worker.model_copy(update={"owner": event.kind == "handed_back"})
            yield PlayStep.model_validate({"does": does, "by": by.model_dump(), **said})
        else:
            continue
        since = event.at


def _first(roles: list[str], other: Actor) -> Actor:
    return Actor(role=roles[0]) if roles else other


class _Play:
    """One play: the stage is set, each step is done, and it is looked at what came of it."""

    def __init__(self, unit: Unit, form: PlayForm, like: Mapping[str, str]) -> None:
        # A complaint is no case of a register: what is drawn of it is played, what the law asks beside it is not.
        if form.kind.code == law.CODE:
            form = form.model_copy(update={"kind": form.kind.model_copy(update={"code": "played_complaint"})})
        self._unit, self._form, self._like = unit, form, like
        self._at = form.starts_at
        self._case: uuid.UUID | None = None
        self._roles = {one.code: one for one in unit.db.scalars(select(Role).where(Role.active))}

    def go(self) -> Played:
        self._set_up()
        lines = [self._line(one) for one in self._form.steps]
        here = self._as(self._form.now)
        row = self._row()
        return Played(
            at=self._at,
            lines=lines,
            case=views.case_of(here, row) if row is not None else None,
            ways=self._ways(row) if row is not None else [],
            work=self._work() if row is not None else [],
            tasks=self._open_tasks(),
        )

    # -- the stage ---------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        db, kind = self._unit.db, self._form.kind
        wanted = {actor.role for actor in (self._form.now, *(one.by for one in self._form.steps))}
        if wanted - self._roles.keys():
            raise InvalidForm({"now": "unknown_role"})
        for role in sorted((kind.roles() | wanted) & self._roles.keys()):
            for other in (False, True):
                db.add(self._person(Actor(role=role, other=other)))
        db.flush()
        for role in sorted((kind.roles() | wanted) & self._roles.keys()):
            db.add_all(
                PersonRole(person_id=actor_id(self._form.stage, Actor(role=role, other=other)), role_code=role)
                for other in (False, True)
            )
        if any(task.each for way in kind.transitions for task in way.tasks):
            # What is for every single person is for those made up alone; the real ones have their roles again when it is undone.
            both = (False, True)
            made_up = {actor_id(self._form.stage, Actor(role=role, other=one)) for role in self._roles for one in both}
            real = update(PersonRole).where(
                PersonRole.role_code.in_(kind.roles()), PersonRole.person_id.not_in(made_up)
            )
            db.execute(real.values(valid_from=None, valid_to=self._form.starts_at))
        said, digest = versions.stored(kind)
        db.add(
            CaseKindVersion(
                id=uuid.uuid4(),
                code=kind.code,
                number=versions.next_number(db, kind.code),
                definition=said,
                digest=digest,
                state="published",
                from_day=self._as(self._form.now).today,
                made_at=self._unit.now,
                published_at=self._unit.now,
                version=1,
            )
        )
        db.flush()

    def _person(self, actor: Actor) -> Person:
        role, (zh, en) = self._roles[actor.role], _LETTERS[int(actor.other)]
        key = actor_id(self._form.stage, actor)
        return Person(
            id=key, login=str(key), name=f"{role.name_zh}{zh}", name_en=f"{role.name_en} {en}", active=True, version=1
        )

    def _as(self, actor: Actor) -> Unit:
        """Return the work of somebody made up, at the time of the play."""
        row = self._row() if actor.owner else None
        plain = actor_id(self._form.stage, actor.model_copy(update={"owner": False}))
        person_id = (row.owner_id if row is not None else None) or plain
        caller = Caller(
            person_id=person_id,
            login=str(person_id),
            name=actor.role,
            session_id=person_id,
            seat="",
            roles=frozenset({actor.role}),
            permissions=frozenset({*self._roles[actor.role].permissions, USE, DO}),
            agent_code=None,
        )
        unit = self._unit
        return Unit(db=unit.db, now=self._at, jobs=unit.jobs, caller=caller, context=unit.context)

    def _row(self) -> KindCase | None:
        return self._unit.db.get(KindCase, self._case) if self._case is not None else None

    # -- the steps ---------------------------------------------------------------------------------------------------

    def _line(self, step: PlayStep) -> PlayLine:
        # No two things happen at once: what came first is told by the time alone.
        self._at += timedelta(minutes=step.minutes) or timedelta(milliseconds=1)
        refused, waits = self._tried(lambda: self._do(step))
        return PlayLine(at=self._at, refused=refused, waits=waits)

    def _tried(self, do: Callable[[], object]) -> tuple[playing.Refusal | None, bool]:
        """Do something; return why it is refused, and whether it waits for a second person. What is refused leaves nothing behind."""
        try:
            with whole(self._unit.db):
                try:
                    do()
                except RefusedAfterCommit:
                    return None, True
        except HubError as error:
            values = {name: value for name, value in error.values.items() if isinstance(value, str | int | dict)}
            return playing.Refusal(id=error.id, values=values), False
        return None, False

    def _do(self, step: PlayStep) -> None:
        unit, row = self._as(step.by), self._row()
        if step.does == "wait":
            return
        if step.does == "open":
            if row is not None:
                raise InvalidForm({"does": "wrong"})
            fields = {**self._like, **step.fields}
            self._case = service.open_case(unit, NewCase(kind=self._form.kind.code, fields=fields)).id
            return
        if row is None:
            raise NotFound(what="kind_case")
        version, words = row.version, step.words
        match step.does:
            case "edit":
                service.edit_case(unit, row.id, CaseEdit(fields=step.fields, version=version))
            case "move":
                service.move_case(unit, row.id, self._move(step.what or "", row, step))
            case "take":
                service.take_case(unit, row.id, VersionOf(version=version))
            case "hand_back":
                service.hand_back_case(unit, row.id, CaseWords(words=words, version=version))
            case "urge":
                tasks.urge_case(unit, "kind_case", row.id, CaseUrged(words=words))
            case "task":
                task = self._task(unit, row, step.what or "")
                tasks.done(unit, task.id, TaskWords(words=words, version=task.version))
            case "confirm" | "refuse":
                decide = approvals.approve if step.does == "confirm" else approvals.refuse
                asked = self._asked(row)
                decide(unit, asked.id, Decision(digest=asked.digest, note=words))

    def _move(self, what: str, row: KindCase, step: PlayStep | None = None) -> CaseMove:
        if what not in self._form.kind.transitions_by_code:
            raise NotFound(what="transition")
        if step is None:
            return CaseMove(transition=what, version=row.version)
        return CaseMove(transition=what, fields=step.fields, words=step.words, owner=step.owner, version=row.version)

    def _task(self, unit: Unit, row: KindCase, code: str) -> CaseTask:
        theirs = or_(CaseTask.person_id.is_(None), CaseTask.person_id == unit.me.person_id)
        found = select(CaseTask).where(CaseTask.case_id == row.id, CaseTask.code == code, theirs)
        task = self._unit.db.scalar(found.order_by(CaseTask.ended_at.is_not(None), CaseTask.made_at.desc()).limit(1))
        if task is None:
            raise NotFound(what="task")
        return task

    def _asked(self, row: KindCase) -> Approval:
        found = self._unit.db.scalar(
            select(Approval).where(Approval.subject == str(row.id), Approval.state == "pending").limit(1)
        )
        if found is None:
            raise NotFound(what="approval")
        return found

    # -- what came of it ---------------------------------------------------------------------------------------------

    def _ways(self, row: KindCase) -> list[PlayWay]:
        """Try each transition out of the state as whoever looks, and undo it: so the engine itself says what it would refuse, and why."""
        found = []
        for way in self._form.kind.leaving(row.state):
            with undone(self._unit.db):
                here = self._as(self._form.now)
                move = self._move(way.code, row)
                refused, waits = self._tried(lambda here=here, move=move: service.move_case(here, row.id, move))  # type: ignore[misc]
            found.append(PlayWay(transition=way.code, refused=refused, waits=waits))
        return found

    def _open_tasks(self) -> list[str]:
        found = select(CaseTask.code).where(
            CaseTask.case_id == self._case, CaseTask.ended_at.is_(None), CaseTask.code != ""
        )
        return list(dict.fromkeys(self._unit.db.scalars(found.order_by(CaseTask.made_at, CaseTask.code))))

    def _work(self) -> list[PlayWork]:
        of_case = select(CaseTask.id).where(CaseTask.case_id == self._case)
        about = select(WorkItem).where(
            (WorkItem.subject_id == self._case) | WorkItem.subject_id.in_(of_case), WorkItem.ended_at.is_(None)
        )
        return [
            PlayWork(zh=one.title_zh, en=one.title_en, roles=list(one.roles or ()), due_at=one.due_at)
            for one in self._unit.db.scalars(about.order_by(WorkItem.created_at, WorkItem.title_zh))
        ]
