"""Versions of kinds: drafted in the designer or from a file, checked, published from a day, retired.

What was published is never changed."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Final, cast, get_args

from sqlalchemy import delete, func, literal, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases.kinds import lists, toml_file, versions
from agent_desk.hub.cases.kinds.errors import KindCannotBeRead, KindHasFindings, KindNeeded
from agent_desk.hub.cases.rules import CaseClass, day_begins, limit_days
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import InvalidForm, TransitionRefused
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.models.kinds import CaseKindVersion, KindCase
from agent_desk.models.people import Role
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.changes import KindVersionChanged
from agent_desk.schemas.cases.kinds.checking import Finding
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import (
    DesignChoices,
    DraftForm,
    KindFile,
    KindLook,
    KindText,
    KindVersion,
    PublishForm,
    RoleChoice,
    VersionOf,
    VersionState,
)
from agent_desk.schemas.cases.law_checking import check
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.settings import LAW_EDITION

VERSIONS: Final = Records(
    model=CaseKindVersion,
    what="case_kind",
    change=lambda row: KindVersionChanged(id=row.id, version=row.version, code=row.code),
    to=("all",),
)


def listed(unit: Unit) -> list[KindVersion]:
    """Return every version, by kind and the newest first, with what the checker finds and who waits where."""
    rows = unit.db.scalars(select(CaseKindVersion)).all()
    found = _records(unit, rows)
    return sorted(found, key=lambda one: (one.kind.place, one.code, -one.number))


def file_of(unit: Unit, code: str, number: int) -> KindText:
    """Return a version as a file. Raises NotFound."""
    row = versions.version_of(unit.db, code, number)
    return KindText(
        code=code, number=number, file_name=f"{code}-{number}.toml", toml=toml_file.text_of(versions.kind_of(row))
    )


def look(unit: Unit, form: KindFile) -> KindLook:
    """Return what a file would bring: faults, findings, and what differs from the newest version."""
    kind, faults = toml_file.read(form.toml)
    if kind is None:
        return KindLook(code="", name_zh="", name_en="", new=False, faults=faults, findings=[], differences=[])
    before = _newest(unit.db, kind.code)
    return KindLook(
        code=kind.code,
        name_zh=kind.name_zh,
        name_en=kind.name_en,
        new=before is None,
        faults=[],
        findings=findings(unit, kind, unit.today),
        differences=toml_file.differences(versions.kind_of(before) if before is not None else None, kind),
    )


def bring_in(unit: Unit, form: KindFile) -> KindVersion:
    """Bring a file in as the draft of its kind. Raises KindCannotBeRead."""
    kind, faults = toml_file.read(form.toml)
    if kind is None:
        raise KindCannotBeRead(fault=faults[0].en)
    draft = _draft(unit.db, kind.code)
    return _kept(unit, draft, kind)


def save_draft(unit: Unit, code: str, form: DraftForm) -> KindVersion:
    """Keep a definition as it was drawn. Raises InvalidForm, StaleVersion with the draft as it is.

    Where the draft was published or thrown away meanwhile, what was drawn is the next one: nobody's is lost by that.
    """
    kind = form.kind
    if kind.code != code:
        raise InvalidForm({"code": "other_code"})
    draft = _draft(unit.db, code)
    if draft is not None:
        require_version(draft.version, form.version, lambda: _record(unit, draft), form)
    elif form.begins and versions.next_number(unit.db, code) > 1:
        raise InvalidForm({"code": "code_taken"})
    return _kept(unit, draft, kind)


def _draft(db: Session, code: str) -> CaseKindVersion | None:
    """Return the draft of a kind, locked; of several who begin one at once the later ones wait here for the first."""
    db.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"case_kind:{code}"))))
    found = select(CaseKindVersion).where(CaseKindVersion.code == code, CaseKindVersion.state == "draft")
    return db.scalar(found.with_for_update())


def _kept(unit: Unit, draft: CaseKindVersion | None, kind: Kind) -> KindVersion:
    said, digest = versions.stored(kind)
    if draft is None:
        draft = CaseKindVersion(
            id=uuid.uuid4(),
            code=kind.code,
            number=versions.next_number(unit.db, kind.code),
            definition=said,
            digest=digest,
            state="draft",
            made_by_id=unit.me.person_id,
            made_at=unit.now,
            version=1,
        )
        unit.db.add(draft)
        VERSIONS.tell(unit, draft, "kinds.draft", number=draft.number, after={"digest": digest})
    elif draft.digest != digest:
        before = draft.digest
        draft.definition, draft.digest = said, digest
        draft.made_by_id, draft.made_at = unit.me.person_id, unit.now
        VERSIONS.close(
            unit, draft, "kinds.draft", number=draft.number, before={"digest": before}, after={"digest": digest}
        )
    return _record(unit, draft)


def choices(unit: Unit) -> DesignChoices:
    """Return the roles in use, and everybody and every branch that a case may name."""
    found = lists.choices(unit)
    roles = unit.db.scalars(select(Role).where(Role.active).order_by(Role.code))
    return DesignChoices(
        roles=[RoleChoice(code=one.code, zh=one.name_zh, en=one.name_en) for one in roles],
        people=found.people,
        branches=found.branches,
    )


def publish(unit: Unit, code: str, number: int, form: PublishForm) -> KindVersion:
    """Publish a draft from a day on. Raises NotFound, StaleVersion, TransitionRefused (it is no draft), InvalidForm, KindHasFindings."""
    row = _open(unit, code, number, form.version)
    if row.state != "draft":
        raise TransitionRefused(state=row.state, trigger="publish")
    if form.from_day < unit.today:
        raise InvalidForm({"from_day": "day_past"})
    found = findings(unit, versions.kind_of(row), form.from_day)
    if found:
        raise KindHasFindings(finding=found[0].en)
    row.state, row.from_day = "published", form.from_day
    row.published_by_id, row.published_at = unit.me.person_id, unit.now
    VERSIONS.close(
        unit,
        row,
        "kinds.publish",
        number=row.number,
        digest=row.digest,
        before={"state": "draft"},
        after={"state": "published", "from_day": form.from_day.isoformat()},
    )
    return _record(unit, row)


def discard(unit: Unit, code: str, number: int, form: VersionOf) -> None:
    """Throw a draft away. Raises NotFound, StaleVersion, TransitionRefused."""
    row = _open(unit, code, number, form.version)
    if row.state != "draft":
        raise TransitionRefused(state=row.state, trigger="discard")
    VERSIONS.tell(unit, row, "kinds.discard", number=row.number)
    unit.db.execute(delete(CaseKindVersion).where(CaseKindVersion.id == row.id))


def retire(unit: Unit, code: str, number: int, form: VersionOf) -> KindVersion:
    """Take a published version back: the one before counts again, or none. Raises NotFound, StaleVersion, TransitionRefused, KindNeeded
    (complaints are received on some version at any time)."""
    row = _open(unit, code, number, form.version)
    if row.state != "published":
        raise TransitionRefused(state=row.state, trigger="retire")
    if row.code == law.CODE and not _another(unit, row):
        raise KindNeeded()
    row.state = "retired"
    VERSIONS.close(
        unit, row, "kinds.retire", number=row.number, before={"state": "published"}, after={"state": "retired"}
    )
    return _record(unit, row)


def _another(unit: Unit, row: CaseKindVersion) -> bool:
    """Return whether another version of the kind counts today."""
    found = select(CaseKindVersion.id).where(
        CaseKindVersion.code == row.code,
        CaseKindVersion.id != row.id,
        CaseKindVersion.state == "published",
        CaseKindVersion.from_day <= unit.today,
    )
    return unit.db.scalar(found.limit(1)) is not None


def findings(unit: Unit, kind: Kind, from_day: date) -> list[Finding]:
    """Return what the checker finds, with the roles that there are, and of complaints with the edition of the law of that day."""
    return check(kind, _roles(unit.db), _limits(unit, kind, from_day))


def _roles(db: Session) -> set[str]:
    return set(db.scalars(select(Role.code).where(Role.active)))


def _limits(unit: Unit, kind: Kind, day: date) -> dict[str, int] | None:
    """Return the days that the law gives each class of complaints that are received on a day; None of another kind."""
    if kind.code != law.CODE:
        return None
    edition = settings_in_force.read(unit.db, LAW_EDITION, day_begins(day, unit.zone))
    return {word: limit_days(edition, word) for word in get_args(CaseClass)}


def _open(unit: Unit, code: str, number: int, version: int) -> CaseKindVersion:
    row = versions.version_of(unit.db, code, number, lock=True)
    require_version(row.version, version, lambda: _record(unit, row))
    return row


def _newest(db: Session, code: str) -> CaseKindVersion | None:
    """Return the newest version that was published."""
    found = select(CaseKindVersion).where(CaseKindVersion.code == code, CaseKindVersion.state != "draft")
    return db.scalar(found.order_by(CaseKindVersion.number.desc()).limit(1))


def _record(unit: Unit, row: CaseKindVersion) -> KindVersion:
    return _records(unit, [row])[0]


def _records(unit: Unit, rows: Sequence[CaseKindVersion]) -> list[KindVersion]:
    db = unit.db
    roles = _roles(db)
    people = people_of(db, (one.made_by_id for one in rows))
    force = {row.id for row in versions.in_force(db, unit.today).values()}
    waiting: dict[tuple[str, int], dict[str, int]] = {}
    counted = (
        select(KindCase.kind, KindCase.kind_number, KindCase.state, func.count())
        .where(KindCase.closed_at.is_(None), KindCase.kind.in_({one.code for one in rows}))
        .group_by(KindCase.kind, KindCase.kind_number, KindCase.state)
    )
    at = func.coalesce(Complaint.step, Complaint.state)
    complaints = (
        select(literal(law.CODE), Complaint.kind_number, at, func.count())
        .where(Complaint.state.in_((*OPEN_STATES, "told")))
        .group_by(Complaint.kind_number, at)
    )
    found_waiting = [*db.execute(counted)]
    if any(one.code == law.CODE for one in rows):
        found_waiting += db.execute(complaints)
    for code, number, state, count in found_waiting:
        waiting.setdefault((code, number), {})[state] = count
    found = []
    for row in rows:
        kind, here = versions.kind_of(row), waiting.get((row.code, row.number), {})
        found.append(
            KindVersion(
                id=row.id,
                code=row.code,
                number=row.number,
                state=cast(VersionState, row.state),
                in_force=row.id in force,
                from_day=row.from_day,
                kind=kind,
                findings=check(kind, roles, _limits(unit, kind, max(row.from_day or unit.today, unit.today))),
                open=sum(here.values()),
                waiting=here,
                made_by=people.get(row.made_by_id) if row.made_by_id is not None else None,
                made_at=row.made_at,
                version=row.version,
            )
        )
    return found
