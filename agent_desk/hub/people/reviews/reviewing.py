"""A review of rights: begun, confirmed or taken away row by row by somebody else than who holds the right, finished."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.centre import ZONE, centre_zone
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules, staff, substitutions
from agent_desk.hub.people.errors import OwnReview, ReviewLeft, ReviewOver, ReviewUnderWay, RoleOfGroup
from agent_desk.hub.people.reviews import reminder, snapshot
from agent_desk.models.approvals import Approval
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person, PersonRole, RightsReview, RightsReviewItem, Substitution
from agent_desk.schemas.administration.records import StaffEdit
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.people import operations as ops
from agent_desk.schemas.people.changes import RightsReviewChanged
from agent_desk.schemas.people.reviews import Confirmation, Finish, ReviewItemRow, ReviewRow, Reviews, TakeAway
from agent_desk.schemas.people.substitutions import SubstitutionEnd

LISTED: Final = 50
REVIEWS: Final = Records(
    model=RightsReview,
    what="review",
    change=lambda row: RightsReviewChanged(id=row.id, version=row.version),
    to=(f"perm:{ops.REVIEW}@all",),
)


def listed(unit: Unit) -> Reviews:
    """Return every review, the newest first."""
    rows = unit.db.scalars(select(RightsReview).order_by(RightsReview.begun_at.desc()).limit(LISTED)).all()
    last = unit.db.scalar(select(func.max(RightsReview.finished_at)))
    due = reminder.is_due(unit.db, unit.now)
    return Reviews(items=[_review(unit, row) for row in rows], due=due, last_finished_at=last)


def begin(unit: Unit) -> ReviewRow:
    """Write down who holds what now, as a list to confirm. Raises ReviewUnderWay."""
    staff.one_at_a_time(unit.db)
    if unit.db.scalar(select(RightsReview.id).where(RightsReview.finished_at.is_(None))) is not None:
        raise ReviewUnderWay()
    row = RightsReview(id=uuid.uuid4(), begun_at=unit.now, begun_by_id=unit.me.person_id, version=1)
    unit.db.add(row)
    unit.db.flush()
    found = snapshot.taken(unit.db, row.id, unit.now)
    unit.db.add_all(found)
    REVIEWS.tell(unit, row, "people.review_begin", rows=len(found))
    reminder.remind(unit)
    return _review(unit, row)


def items(unit: Unit, review_id: uuid.UUID) -> list[ReviewItemRow]:
    """Return the rows of a review by login and role. Raises NotFound."""
    if unit.db.get(RightsReview, review_id) is None:
        raise NotFound(what="review")
    found = select(RightsReviewItem).where(RightsReviewItem.review_id == review_id)
    order = (RightsReviewItem.login, RightsReviewItem.role_code, RightsReviewItem.for_login)
    return records(unit, unit.db.scalars(found.order_by(*order)).all())


def confirm(unit: Unit, review_id: uuid.UUID, form: Confirmation) -> ReviewRow:
    """Say that these rows are right. Raises NotFound, ReviewOver, OwnReview."""
    review = _under_way(unit, review_id)
    wanted = select(RightsReviewItem).where(
        RightsReviewItem.review_id == review.id, RightsReviewItem.id.in_(form.items)
    )
    rows = unit.db.scalars(wanted.order_by(RightsReviewItem.id).with_for_update()).all()
    if len(rows) != len(set(form.items)):
        raise NotFound(what="review")
    for row in rows:
        _decide(unit, row, "confirmed", form.word)
        unit.audit(
            "people.review_confirm",
            "person",
            row.person_id,
            reason=row.word or None,
            login=row.login,
            role=row.role_code,
        )
    _close(unit, review)
    return _review(unit, review)


def take_away(unit: Unit, item_id: uuid.UUID, form: TakeAway) -> ReviewItemRow:
    """Have a role taken away: an edit of the person like any other, at once or when a second person has confirmed it.

    Raises NotFound, NotPermitted, StaleVersion, ReviewOver, OwnReview, RoleOfGroup, and what the edit raises.
    """
    row = ITEMS.open(unit, item_id, form.version, lambda one: records(unit, [one])[0])
    review = _under_way(unit, row.review_id)
    if not unit.me.may(rules.KEEPER):
        raise NotPermitted(permission=rules.KEEPER)
    if row.substitution_id is not None:
        return _end_substitution(unit, review, row, form)
    joined = select(DirectoryAccount.source).where(
        DirectoryAccount.person_id == row.person_id, DirectoryAccount.gone_at.is_(None)
    )
    if unit.db.scalar(joined.limit(1)) is not None:
        raise RoleOfGroup()
    _decide(unit, row, "take_away", form.word)
    unit.audit("people.review_take_away", "person", row.person_id, reason=row.word, login=row.login, role=row.role_code)
    unit.db.flush()
    now = staff.seen(unit, row.person_id)
    unwanted = set(
        unit.db.scalars(
            select(RightsReviewItem.role_code).where(
                RightsReviewItem.review_id == row.review_id,
                RightsReviewItem.person_id == row.person_id,
                RightsReviewItem.substitution_id.is_(None),
                RightsReviewItem.decision == "take_away",
            )
        )
    )
    kept = [code for code in now.roles if code not in unwanted]
    if kept != now.roles:
        edit = StaffEdit(
            name=now.name,
            name_en=now.name_en,
            agent_code=now.agent_code,
            team_id=now.team.id if now.team is not None else None,
            branch=now.branch,
            roles=list(kept),
            active=now.active,
            version=now.version,
        )
        approvals.do_or_ask(unit, ops.edit_person, {"person_id": row.person_id, "form": edit}, form.word)
    _close(unit, review)
    return records(unit, [row])[0]


def _end_substitution(unit: Unit, review: RightsReview, row: RightsReviewItem, form: TakeAway) -> ReviewItemRow:
    """What is held as a substitute ends with the substitution."""
    _decide(unit, row, "take_away", form.word)
    unit.audit("people.review_take_away", "person", row.person_id, reason=row.word, login=row.login, role=row.role_code)
    assert row.substitution_id is not None, "looked at before"
    lent = unit.db.get_one(Substitution, row.substitution_id)
    substitutions.end(unit, lent.id, SubstitutionEnd(reason=form.word, version=lent.version))
    _close(unit, review)
    return records(unit, [row])[0]


def finish(unit: Unit, review_id: uuid.UUID, form: Finish) -> ReviewRow:
    """Say that the review is done: every row is confirmed, or not held any more. Raises NotFound, StaleVersion, ReviewOver, ReviewLeft."""
    review = REVIEWS.open(unit, review_id, form.version, lambda one: _review(unit, one))
    if review.finished_at is not None:
        raise ReviewOver()
    stands = _review(unit, review)
    if stands.left:
        raise ReviewLeft(left=stands.left)
    review.finished_at, review.finished_by_id, review.word = unit.now, unit.me.person_id, form.word.strip()
    REVIEWS.close(
        unit,
        review,
        "people.review_finish",
        reason=review.word or None,
        rows=stands.rows,
        confirmed=stands.confirmed,
        taken=stands.taken,
    )
    reminder.remind(unit)
    return _review(unit, review)


# ---------------------------------------------------------------------- the steps


ITEMS: Final = Records(
    model=RightsReviewItem,
    what="review",
    change=lambda row: RightsReviewChanged(id=row.review_id),
    to=(f"perm:{ops.REVIEW}@all",),
)


def _under_way(unit: Unit, review_id: uuid.UUID) -> RightsReview:
    review = REVIEWS.lock(unit, review_id)
    if review.finished_at is not None:
        raise ReviewOver()
    return review


def _decide(unit: Unit, row: RightsReviewItem, decision: str, word: str) -> None:
    """Nobody says it of their own rights, nor by rights that they have from whom it is about."""
    me = unit.me
    lenders = set(me.stands_in.get(ops.REVIEW, ()))
    if row.person_id == me.person_id or (lenders == {row.login} and not me.own_reach(ops.REVIEW).everything):
        raise OwnReview()
    row.decision, row.decided_by_id, row.decided_at, row.word = decision, me.person_id, unit.now, word.strip()
    row.version += 1


def _close(unit: Unit, review: RightsReview) -> None:
    """Rows have moved: those who look at the list hear of it."""
    review.version += 1
    unit.db.flush()
    unit.change(REVIEWS.change(review), to=REVIEWS.to)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- as it is told


def records(unit: Unit, rows: Sequence[RightsReviewItem]) -> list[ReviewItemRow]:
    """Return rows as they cross the wire, with what has become of them."""
    db, zone = unit.db, ZoneInfo(centre_zone(unit.db, ZONE))
    ids = {row.person_id for row in rows}
    held, running = _held(db, ids), _running(unit, [row.substitution_id for row in rows])
    kind = ops.edit_person.name
    asked = set(
        db.scalars(
            select(Approval.subject).where(
                Approval.kind == kind,
                Approval.state == "pending",
                Approval.subject.in_([f"{kind} {one}" for one in ids]),
            )
        )
    )
    by = _people(db, [row.decided_by_id for row in rows])
    return [
        ReviewItemRow(
            id=row.id,
            person_id=row.person_id,
            login=row.login,
            name=row.name,
            name_en=row.name_en,
            team_zh=row.team_zh,
            team_en=row.team_en,
            role=row.role_code,
            role_zh=row.role_zh,
            role_en=row.role_en,
            scope=row.scope,  # type: ignore[arg-type]
            subjects=list(row.subjects),
            from_on=row.valid_from.astimezone(zone).date() if row.valid_from is not None else None,
            to_on=(row.valid_to - _A_SECOND).astimezone(zone).date() if row.valid_to is not None else None,
            given_at=row.given_at,
            given_by=row.given_by,
            last_sign_in_at=row.last_sign_in_at,
            decision=row.decision,  # type: ignore[arg-type]
            decided_by=by[row.decided_by_id] if row.decided_by_id is not None else None,
            decided_at=row.decided_at,
            word=row.word,
            for_login=row.for_login,
            holds=(row.person_id, row.role_code) in held
            if row.substitution_id is None
            else (row.substitution_id, row.role_code) in running,
            waits=row.decision == "take_away" and row.substitution_id is None and f"{kind} {row.person_id}" in asked,
            own=row.person_id == unit.me.person_id,
            version=row.version,
        )
        for row in rows
    ]


_A_SECOND: Final = timedelta(seconds=1)


def _held(db: Session, people: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """Return what these people hold now: those who are not active any more hold nothing."""
    found = select(PersonRole.person_id, PersonRole.role_code).join(Person, Person.id == PersonRole.person_id)
    return {(row[0], row[1]) for row in db.execute(found.where(Person.active, PersonRole.person_id.in_(list(people))))}


def _running(unit: Unit, ids: Iterable[uuid.UUID | None]) -> set[tuple[uuid.UUID, str]]:
    """Return which roles these substitutions lend still: until they are over, what the absent person holds."""
    wanted = {one for one in ids if one is not None}
    found = select(Substitution.id, PersonRole.role_code).join(Person, Person.id == Substitution.person_id)
    lent = found.join(PersonRole, PersonRole.person_id == Person.id).where(Person.active, _not_over(unit))
    return {(row[0], row[1]) for row in unit.db.execute(lent.where(Substitution.id.in_(wanted)))}


def _not_over(unit: Unit) -> ColumnElement[bool]:
    return and_(Substitution.ended_at.is_(None), Substitution.until_at > unit.now)


def _review(unit: Unit, review: RightsReview) -> ReviewRow:
    db = unit.db
    still = select(PersonRole.person_id).join(Person, Person.id == PersonRole.person_id)
    own = (
        still.where(
            Person.active,
            PersonRole.person_id == RightsReviewItem.person_id,
            PersonRole.role_code == RightsReviewItem.role_code,
        )
        .correlate(RightsReviewItem)
        .exists()
    )
    lent = (
        select(Substitution.id)
        .join(Person, Person.id == Substitution.person_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Substitution.id == RightsReviewItem.substitution_id,
            PersonRole.role_code == RightsReviewItem.role_code,
            Person.active,
            _not_over(unit),
        )
        .correlate(RightsReviewItem)
        .exists()
    )
    holds = or_(and_(RightsReviewItem.substitution_id.is_(None), own), lent)
    # Of a finished review nothing changes any more, whatever people hold today.
    settled = (
        RightsReviewItem.decision == "confirmed" if review.finished_at is None else RightsReviewItem.id.is_not(None)
    )
    open_one = and_(~settled, holds)
    of_mine = and_(open_one, RightsReviewItem.person_id == unit.me.person_id)
    counted = select(
        func.count(),
        func.count().filter(RightsReviewItem.decision == "confirmed"),
        func.count().filter(open_one),
        func.count().filter(of_mine),
    ).where(RightsReviewItem.review_id == review.id)
    rows, confirmed, left, own_left = db.execute(counted).one()
    people = _people(db, [review.begun_by_id, review.finished_by_id])
    return ReviewRow(
        id=review.id,
        begun_at=review.begun_at,
        begun_by=people[review.begun_by_id],
        finished_at=review.finished_at,
        finished_by=people[review.finished_by_id] if review.finished_by_id is not None else None,
        word=review.word,
        rows=rows,
        confirmed=confirmed,
        taken=rows - confirmed - left,
        left=left,
        own_left=own_left,
        version=review.version,
    )


def _people(db: Session, ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, PersonRef]:
    wanted = {one for one in ids if one is not None}
    found = db.scalars(select(Person).where(Person.id.in_(wanted)))
    return {
        one.id: PersonRef(id=one.id, name=one.name, name_en=one.name_en, agent_code=one.agent_code) for one in found
    }
