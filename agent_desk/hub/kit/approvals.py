"""Two persons: what the bank wants confirmed by a second person is asked for by one and done when another approves.

A request is bound to the digest of exactly what would be done, and whoever approves names the digest of what they have seen:
nothing can be put in its place between the two. The author never decides; a request that nobody decides in time is over. The
action is done in the transaction of the approval, so an approval that cannot be carried out is none (docs/decisions/0033).
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final, cast

from pydantic_core import to_json
from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit import deciders, scope, settings_in_force, work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, InvalidForm, NotFound, RefusedAfterCommit
from agent_desk.hub.kit.pending import undone
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.approvals import Approval
from agent_desk.models.people import Person
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.approvals import ApprovalList, ApprovalRow, ApprovalState, Decision
from agent_desk.schemas.kit.changes import ApprovalChanged
from agent_desk.schemas.kit.operation import Operation
from agent_desk.schemas.kit.second_person import SECOND_PERSON, KindWord

LISTED: Final = 200
EXPIRE_EVERY_S: Final = 60.0
LASTS: Final = timedelta(days=3)
TO_DECIDE: Final = register(WorkKind("approval"))
REQUESTS: Final = Records(
    model=Approval,
    what="approval",
    change=lambda row: ApprovalChanged(id=row.id, version=row.version, kind=row.kind, state=row.state),
    to=lambda row: _audience(row),
)


class WaitsForSecondPerson(HubError):
    """It was asked for, and is not done yet."""

    id, status, sentence = (
        "waits_for_second_person",
        409,
        "This needs a second person. It has been asked for and waits for approval until {expires_at}.",
    )


class AboutYourself(HubError):
    """Whom a request is about wants to decide it."""

    id, status, sentence = "about_yourself", 409, "This request is about yourself; somebody else has to decide."


class AlreadyAsked(HubError):
    """Somebody has asked for something of the same kind and subject, and it waits."""

    id, status, sentence = (
        "already_asked",
        409,
        "{author} has asked for a change of this already; it waits for approval.",
    )


class OwnRequest(HubError):
    """The author wants to decide."""

    id, status, sentence = "own_request", 409, "You have asked for this yourself; a second person has to decide."


class AlreadyDecided(HubError):
    """It does not wait any more."""

    id, status, sentence = "already_decided", 409, "This request is over: {state}."


class ApprovalExpired(HubError):
    """Nobody has decided in time."""

    id, status, sentence = (
        "approval_expired",
        409,
        "This request has run out at {expires_at}; it can be asked for again.",
    )


class OtherContent(HubError):
    """What was seen is not what would be done."""

    id, status, sentence = "other_content", 409, "What you have seen is not what was asked for. Look at it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPersons:
    """Something that needs a second person. `permission`: of who may decide; `carry_out` does it, given subject and body.

    `carry_out` is asked in the unit of who approves. What it refuses by a HubError leaves the request as it was.
    """

    kind: str
    title: tuple[str, str]
    """What it is, Chinese and English, in the list of those who decide; nothing of a customer."""
    permission: str
    carry_out: Callable[[Unit, str, dict[str, Any]], None]
    lasts: timedelta = LASTS
    word: KindWord | None = None
    """By which the bank chooses whether a second person is needed."""


_kinds: dict[str, TwoPersons] = {}
_marked: dict[str, "Marked"] = {}


def declare(kinds: Iterable[TwoPersons]) -> None:
    """Make an area's kinds known. Raises ValueError for one that is known already."""
    for one in kinds:
        if one.kind in _kinds:
            raise ValueError(f"{one.kind!r} is declared twice.")
        _kinds[one.kind] = one


# ---------------------------------------------------------------------- operations that a second person confirms


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPerson:
    """Mark of an operation that is done when a second person confirms it (`web.serve`).

    `kind`: by which the bank chooses whether one is needed; None where the law asks for one, always. `when`: whether this one is of
    that kind, by the audit rows that it would leave ([action, detail]). `about`: name of the parameter (or "form.field") with the person
    whom it is about. `again`: what is done gives back a secret or a file, so the author asks again once it is approved, within the
    time it had; once. `decides`: the permission of who decides, where it is not that of who may ask. `kinds`: where one order can be
    of several kinds, all of them; `when` then asks for each whether it is `needed`.
    """

    kind: KindWord | None
    title: tuple[str, str]
    when: Callable[[Unit, list[Any]], bool] = lambda _unit, _rows: True
    about: str = ""
    again: bool = False
    decides: str = ""
    kinds: tuple[KindWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked operation as it is served: `work` does it with the parameters as they came (JSON) or as they were read."""

    operation: Operation[..., Any]
    mark: SecondPerson
    work: Callable[[Unit, dict[str, Any]], Any]
    read: Callable[[Mapping[str, Any]], dict[str, Any]]

    @property
    def decides(self) -> str:
        """The permission of who decides."""
        return self.mark.decides or self.operation.permission

    def about(self, given: Mapping[str, Any]) -> list[str]:
        """Return whom it is about: they do not decide."""
        if not self.mark.about:
            return []
        name, _, of_form = self.mark.about.partition(".")
        found = given[name]
        return [str(getattr(found, of_form) if of_form else found)]


def mark(marked: Marked) -> None:
    """Make a marked operation known as a kind of request."""

    def carry_out(unit: Unit, _subject: str, body: dict[str, Any]) -> None:
        if marked.mark.again:
            return
        unit.permission = marked.operation.permission
        marked.work(unit, marked.read(body["given"]))

    kind = TwoPersons(
        kind=marked.operation.name,
        title=marked.mark.title,
        permission=marked.decides,
        carry_out=carry_out,
        word=marked.mark.kind,
    )
    _kinds[kind.kind], _marked[kind.kind] = kind, marked


def do_or_ask(unit: Unit, operation: Operation[..., Any], given: dict[str, Any], reason: str) -> Any:
    """Do a marked operation for another function of the hub and return its answer; None where it waits for a second person now.

    Raises what the operation raises, and AlreadyAsked. `given`: its parameters, as they were read.
    """
    marked = _marked[operation.name]
    said = json.loads(to_json(given, fallback=str))
    permission, unit.permission = unit.permission, operation.permission
    try:
        if _waits(unit, marked, given, said, reason) is None:
            return marked.work(unit, given)
        return None
    finally:
        unit.permission = permission


def deciding() -> dict[KindWord, set[str]]:
    """Return the permissions that decide each kind, of every request that can be made."""
    found: dict[KindWord, set[str]] = {}
    for one in _kinds.values():
        if one.word is not None:
            found.setdefault(one.word, set()).add(one.permission)
    return found


def needed(unit: Unit, kind: KindWord | None, permission: str, about: Iterable[str] = ()) -> bool:
    """Return whether a second person has to confirm what the caller does: by the bank's rule for the kind, or by law (None)."""
    if unit.caller is None:
        return False
    if kind is None:
        return True
    need = getattr(settings_in_force.read(unit.db, SECOND_PERSON, unit.now), kind)
    if need == "where_there_is_one":
        apart = [uuid.UUID(one) for one in about]
        return deciders.others(unit.db, permission, unit.now, unit.me.person_id, apart)
    return bool(need == "always")


def intercept(unit: Unit, marked: Marked, given: dict[str, Any], said: dict[str, Any]) -> None:
    """Raise RefusedAfterCommit(WaitsForSecondPerson) where a marked operation waits; return where it may be done now.

    It is tried first and undone, so that whoever asks is told of every fault at once, and whoever decides sees what would change: the
    audit rows that it would leave.
    """
    asked = _waits(unit, marked, given, said, str(said.get("form", {}).get("reason") or "–"))
    if asked is not None:
        raise RefusedAfterCommit(WaitsForSecondPerson(approval=str(asked.id), expires_at=asked.expires_at.isoformat()))


def _waits(unit: Unit, marked: Marked, given: dict[str, Any], said: dict[str, Any], reason: str) -> ApprovalRow | None:
    """Return the request by which a marked operation waits; None where it may be done now."""
    operation, about = marked.operation, marked.about(given)
    if not any(needed(unit, kind, marked.decides, about) for kind in marked.mark.kinds or (marked.mark.kind,)):
        return None
    changes = _tried(unit, marked, given)
    if not changes or not marked.mark.when(unit, changes):
        return None
    subject = " ".join([operation.name, *(str(given[part.name]) for part in operation.parts if part.place == "path")])
    body = {"given": said, "about": about, "changes": changes if not marked.mark.again else []}
    if marked.mark.again and _used(unit, operation.name, subject, body):
        return None
    return ask(unit, operation.name, subject, body, reason)


def _tried(unit: Unit, marked: Marked, given: dict[str, Any]) -> list[Any]:
    """Return the audit rows of a deed that is done and undone."""
    with undone(unit.db) as rows:
        marked.work(unit, given)
        return [[row["action"], row["detail"]] for row in rows.audit]


def _used(unit: Unit, kind: str, subject: str, body: dict[str, Any]) -> bool:
    """Return whether this very request of the caller's was approved and is good for one use; it is used up."""
    row = unit.db.scalar(
        select(Approval)
        .where(
            Approval.kind == kind,
            Approval.subject == subject,
            Approval.digest == digest_of(kind, subject, body),
            Approval.asked_by_id == unit.me.person_id,
            Approval.state == "approved",
            Approval.expires_at > unit.now,
            Approval.used_at.is_(None),
        )
        .with_for_update()
        .limit(1)
    )
    if row is None:
        return False
    row.used_at = unit.now
    return True


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("end requests that nobody has decided", EXPIRE_EVERY_S, expire)]


def digest_of(kind: str, subject: str, body: dict[str, Any]) -> str:
    """Return the SHA-256 of what would be done; the order of the body's names does not count."""
    words = json.dumps([kind, subject, body], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(words.encode()).hexdigest()


def ask(unit: Unit, kind: str, subject: str, body: dict[str, Any], reason: str) -> ApprovalRow:
    """Ask for a second person's word. Raises InvalidForm without a reason, AlreadyAsked. `body` is JSON, and all there is to do.

    What the same author has asked for the same subject before, and waits, is withdrawn.
    """
    if not reason.strip():
        raise InvalidForm({"reason": "missing"})
    declared = _kinds[kind]
    # Rows of who asks at the same moment wait for each other at the index.
    before = unit.db.scalar(_pending(kind, subject).with_for_update())
    if before is not None:
        if before.asked_by_id != unit.me.person_id:
            raise AlreadyAsked(author=unit.db.get_one(Person, before.asked_by_id).name)
        _end(unit, before, "withdrawn")
    new = insert(Approval).values(
        id=uuid.uuid4(),
        kind=kind,
        subject=subject,
        body=body,
        digest=digest_of(kind, subject, body),
        reason=reason.strip(),
        asked_by_id=unit.me.person_id,
        asked_at=unit.now,
        expires_at=unit.now + declared.lasts,
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(Approval))
    if made is None:
        other = unit.db.scalars(_pending(kind, subject)).one()
        raise AlreadyAsked(author=unit.db.get_one(Person, other.asked_by_id).name)
    work_items.put(unit, TO_DECIDE, made.id, declared.title, permission=declared.permission, due_at=made.expires_at)
    REQUESTS.tell(unit, made, "approvals.asked", reason=made.reason, **_named(made))
    return shown(unit, made)


def approve(unit: Unit, approval_id: uuid.UUID, form: Decision) -> ApprovalRow:
    """Confirm it, and do it. Raises NotFound, OwnRequest, AlreadyDecided, ApprovalExpired, OtherContent, and what doing it raises."""
    row = _to_decide(unit, approval_id, form.digest)
    row.decided_by_id, row.note = unit.me.person_id, form.note.strip()
    _end(unit, row, "approved")
    _kinds[row.kind].carry_out(unit, row.subject, row.body)
    return shown(unit, row)


def refuse(unit: Unit, approval_id: uuid.UUID, form: Decision) -> ApprovalRow:
    """Say no; nothing is done. Raises as `approve`."""
    row = _to_decide(unit, approval_id, form.digest)
    row.decided_by_id, row.note = unit.me.person_id, form.note.strip()
    _end(unit, row, "refused")
    return shown(unit, row)


def withdraw(unit: Unit, approval_id: uuid.UUID) -> ApprovalRow:
    """Take one's own request back. Raises NotFound, AlreadyDecided."""
    row = REQUESTS.lock(unit, approval_id)
    scope.by_rule(unit)
    if row.asked_by_id != unit.me.person_id:
        raise NotFound(what="approval")
    if row.state != "pending":
        raise AlreadyDecided(state=row.state)
    _end(unit, row, "withdrawn")
    return shown(unit, row)


def listed(unit: Unit, *, state: ApprovalState | None = None) -> ApprovalList:
    """Return the requests that the caller may decide or has made."""
    scope.by_rule(unit)
    mine = [one.kind for one in _kinds.values() if scope.everything(unit, one.permission)]
    found = select(Approval).where(or_(Approval.kind.in_(mine), Approval.asked_by_id == unit.me.person_id))
    if state is not None:
        found = found.where(Approval.state == state)
    rows = unit.db.scalars(found.order_by(Approval.asked_at.desc(), Approval.id).limit(LISTED)).all()
    people = _people(unit.db, rows)
    return ApprovalList(items=[_record(unit, row, people) for row in rows])


def expire(hub_context: HubContext) -> int:
    """End requests that nobody has decided in time; return how many."""
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=now, jobs=hub_context.jobs)
        late = select(Approval).where(Approval.state == "pending", Approval.expires_at <= unit.now)
        rows = db.scalars(late.with_for_update(skip_locked=True)).all()
        for row in rows:
            _end(unit, row, "expired")
        return len(rows)


def shown(unit: Unit, row: Approval) -> ApprovalRow:
    """Return a request as it crosses the wire."""
    return _record(unit, row, _people(unit.db, [row]))


def _pending(kind: str, subject: str) -> Any:
    return select(Approval).where(Approval.kind == kind, Approval.subject == subject, Approval.state == "pending")


def _to_decide(unit: Unit, approval_id: uuid.UUID, seen: str) -> Approval:
    row = REQUESTS.lock(unit, approval_id)
    own = row.asked_by_id == unit.me.person_id
    if row.kind not in _kinds or not (own or scope.everything(unit, _kinds[row.kind].permission)):
        raise NotFound(what="approval")
    if own or _lent_by_the_author(unit, row, unit.db.get_one(Person, row.asked_by_id).login):
        raise OwnRequest()
    if str(unit.me.person_id) in row.body.get("about", ()):
        raise AboutYourself()
    if row.state != "pending":
        raise AlreadyDecided(state=row.state)
    if row.expires_at <= unit.now:
        raise ApprovalExpired(expires_at=row.expires_at.isoformat())
    if not seen == row.digest == digest_of(row.kind, row.subject, row.body):
        raise OtherContent()
    return row


def _lent_by_the_author(unit: Unit, row: Approval, author: str) -> bool:
    """Return whether the caller may decide only because they stand in for who asks: that would be one person's word twice."""
    permission = _kinds[row.kind].permission
    lenders = set(unit.me.stands_in.get(permission, ()))
    return lenders == {author} and not unit.me.own_reach(permission).everything


def _end(unit: Unit, row: Approval, state: ApprovalState) -> None:
    row.state, row.ended_at = state, unit.now
    work_items.end(unit, TO_DECIDE, row.id, withdrawn=row.decided_by_id is None)
    REQUESTS.close(unit, row, f"approvals.{state}", reason=row.note or None, **_named(row))


def _named(row: Approval) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "subject": row.subject,
        "digest": row.digest,
        "author": str(row.asked_by_id),
    }


def _audience(row: Approval) -> list[str]:
    known = _kinds.get(row.kind)
    return [f"person:{row.asked_by_id}", *([f"perm:{known.permission}@all"] if known is not None else [])]


def _people(db: Session, rows: Iterable[Approval]) -> dict[uuid.UUID, Person]:
    ids = {one for row in rows for one in (row.asked_by_id, row.decided_by_id) if one is not None}
    return {one.id: one for one in db.scalars(select(Person).where(Person.id.in_(ids)))}


def _named_person(one: Person) -> PersonRef:
    return PersonRef(id=one.id, name=one.name, name_en=one.name_en, agent_code=one.agent_code)


def _record(unit: Unit, row: Approval, people: dict[uuid.UUID, Person]) -> ApprovalRow:
    known, me = _kinds.get(row.kind), unit.me
    may = known is not None and scope.everything(unit, known.permission) and row.asked_by_id != me.person_id
    may = may and not _lent_by_the_author(unit, row, people[row.asked_by_id].login)
    title_zh, title_en = known.title if known is not None else ("", "")
    return ApprovalRow(
        id=row.id,
        kind=row.kind,
        title_zh=title_zh,
        title_en=title_en,
        subject=row.subject,
        body=row.body,
        digest=row.digest,
        reason=row.reason,
        asked_by=_named_person(people[row.asked_by_id]),
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        state=cast(ApprovalState, row.state),
        decided_by=_named_person(people[row.decided_by_id]) if row.decided_by_id is not None else None,
        note=row.note,
        ended_at=row.ended_at,
        may_decide=may and row.state == "pending" and unit.now < row.expires_at,
        version=row.version,
    )
