"""Versions of kinds: drafted in the designer or from a file, checked, published from a day, retired.

What was published is never changed."""

import uuid
from collections.abc import Sequence
from typing import Final, cast

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases.kinds import lists, toml_file, versions
from agent_desk.hub.cases.kinds.errors import KindCannotBeRead, KindHasFindings
from agent_desk.hub.kit.errors import InvalidForm, TransitionRefused
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kinds import CaseKindVersion, KindCase
from agent_desk.models.people import Role
from agent_desk.schemas.cases.kinds.changes import KindVersionChanged
from agent_desk.schemas.cases.kinds.checking import Finding, check
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
        findings=findings(unit.db, kind),
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
    found = findings(unit.db, versions.kind_of(row))
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
    """Take a published version back: the one before counts again, or none. Raises NotFound, StaleVersion, TransitionRefused."""
    row = _open(unit, code, number, form.version)
    if row.state != "published":
        raise TransitionRefused(state=row.state, trigger="retire")
    row.state = "retired"
    VERSIONS.close(
        unit, row, "kinds.retire", number=row.number, before={"state": "published"}, after={"state": "retired"}
    )
    return _record(unit, row)


def findings(db: Session, kind: Kind) -> list[Finding]:
    """Return what the checker finds, with the roles that there are."""
    return check(kind, set(db.scalars(select(Role.code).where(Role.active))))


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
    roles = set(db.scalars(select(Role.code).where(Role.active)))
    people = people_of(db, (one.made_by_id for one in rows))
    force = {row.id for row in versions.in_force(db, unit.today).values()}
    waiting: dict[tuple[str, int], dict[str, int]] = {}
    counted = (
        select(KindCase.kind, KindCase.kind_number, KindCase.state, func.count())
        .where(KindCase.closed_at.is_(None), KindCase.kind.in_({one.code for one in rows}))
        .group_by(KindCase.kind, KindCase.kind_number, KindCase.state)
    )
    for code, number, state, count in db.execute(counted):
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
                findings=check(kind, roles),
                open=sum(here.values()),
                waiting=here,
                made_by=people.get(row.made_by_id) if row.made_by_id is not None else None,
                made_at=row.made_at,
                version=row.version,
            )
        )
    return found
