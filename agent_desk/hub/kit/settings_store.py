"""Values of declared settings: the one in force at a moment, those that wait for their day, and the one way to change them.

Beside them stand the documents and marks of `setting` (the voice plan, how far a job has come), which are no declared settings.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from agent_desk.hub.kit import approvals, settings_in_force
from agent_desk.hub.kit.approvals import TwoPersons
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.kit import Setting as SettingRow
from agent_desk.models.kit import SettingValue
from agent_desk.models.people import Person
from agent_desk.schemas.kit.settings import AskedValue, PendingValue, Setting, SettingForm, SettingRecord, SettingView
from agent_desk.schemas.settings import declared
from agent_desk.schemas.settings.changes import SettingChanged

R = TypeVar("R", bound=SettingRecord)
NO_ID: Final = uuid.UUID(int=0)
"""What a change of a setting names, since the feed names records by their ids: its hint says which setting."""
SINCE_EVER: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""From when a value counts that the centre was set up with."""


# ---------------------------------------------------------------------- reading


def view(db: Session, setting: Setting[R], at: datetime, zone: str) -> SettingView[R]:
    """Return the value in force with its version, and those that wait. `zone`: the centre's, whose days are meant."""
    waiting = (
        select(SettingValue, Person)
        .outerjoin(Person, Person.id == SettingValue.changed_by)
        .where(SettingValue.key == setting.key, SettingValue.counts_from > at, SettingValue.withdrawn_at.is_(None))
        .order_by(SettingValue.counts_from)
    )
    view_of, pending_of = SettingView[setting.record], PendingValue[setting.record]  # type: ignore[name-defined]
    pending = [
        pending_of(
            version=row.version,
            counts_from=row.counts_from.astimezone(ZoneInfo(zone)).date(),
            value=setting.read(row.value),
            changed_at=row.changed_at,
            by=person.name if person is not None else "",
            by_en=person.name_en if person is not None else "",
        )
        for row, person in db.execute(waiting)
    ]
    return view_of(
        value=settings_in_force.read(db, setting, at),
        version=_version(db, setting),
        pending=pending,
        asked=_asked(db, setting) if setting.second_person else None,
    )


def _asked(db: Session, setting: Setting[R]) -> AskedValue[R] | None:
    waiting = (
        select(Approval, Person)
        .join(Person, Person.id == Approval.asked_by_id)
        .where(Approval.kind == _kind(setting), Approval.subject == setting.key, Approval.state == "pending")
    )
    found = db.execute(waiting).first()
    if found is None:
        return None
    row, person = found
    form = SettingForm[setting.record].model_validate(row.body)  # type: ignore[name-defined]
    return AskedValue[setting.record](  # type: ignore[name-defined]
        value=form.value,
        counts_from=form.counts_from,
        asked_at=row.asked_at,
        reason=row.reason,
        by=person.name,
        by_en=person.name_en,
    )


def _version(db: Session, setting: Setting[Any]) -> int:
    return db.scalar(select(func.max(SettingValue.version)).where(SettingValue.key == setting.key)) or 0


# ---------------------------------------------------------------------- changing


def change(unit: Unit, setting: Setting[R], form: SettingForm[R], zone: str) -> SettingView[R]:
    """Give a setting a new value, at once or from a day on; or ask for it, where a second person has to confirm.

    Raises InvalidForm with a code for each field, AlreadyAsked, and StaleVersion with the view as it is now.
    """
    _lock(unit.db, setting)
    require_version(_version(unit.db, setting), form.version, lambda: view(unit.db, setting, unit.now, zone))
    begins = beginning(unit.now, form.counts_from, zone)
    if setting.second_person and approvals.needed(unit, setting.second_person_kind, setting.permission):
        _require_sound(setting, form.value)
        body = form.model_dump(mode="json", exclude={"reason"})
        approvals.ask(unit, _kind(setting), setting.key, body, form.reason)
    else:
        put(unit, setting, form.value, begins)
    return view(unit.db, setting, unit.now, zone)


def two_persons(setting: Setting[Any]) -> TwoPersons:
    """Return the action that a second person confirms, for the area that declares it to the hub."""

    def carry_out(unit: Unit, _subject: str, body: dict[str, Any]) -> None:
        form = SettingForm[setting.record].model_validate(body)  # type: ignore[name-defined]
        _lock(unit.db, setting)
        zone = str(unit.zone)
        require_version(_version(unit.db, setting), form.version, lambda: view(unit.db, setting, unit.now, zone))
        put(unit, setting, form.value, beginning(unit.now, form.counts_from, zone))

    title = (f"修改{setting.subject.zh}", f"Change: {setting.subject.en}")
    return TwoPersons(
        kind=_kind(setting),
        title=title,
        permission=setting.permission,
        carry_out=carry_out,
        word=setting.second_person_kind,
    )


def _kind(setting: Setting[Any]) -> str:
    return f"settings.{setting.name}"


def _require_sound(setting: Setting[R], record: R) -> None:
    wrong = dict(setting.check(record))
    if wrong:
        raise InvalidForm(wrong)


def put(unit: Unit, setting: Setting[R], record: R, counts_from: datetime | None = None) -> None:
    """Give a setting a new value without asking which version was read, as commands do. Raises InvalidForm."""
    _require_sound(setting, record)
    _lock(unit.db, setting)
    stored = unit.db.scalar(settings_in_force.stored(setting, unit.now)) or {}
    fields = set(setting.fields())
    before, after = (one.model_dump(mode="json", include=fields) for one in (setting.read(stored), record))
    if counts_from is None and before == after:
        return
    version = _add(unit, setting, {**stored, **after}, counts_from)
    dated: dict[str, Any] = {"counts_from": counts_from.isoformat()} if counts_from is not None else {}
    unit.audit(f"settings.{setting.name}", "setting", setting.key, before=before, after=after, **dated)
    _tell(unit, setting, version)


def take_back(unit: Unit, setting: Setting[R], version: int, zone: str) -> SettingView[R]:
    """Withdraw a value that waits for its day. Raises NotFound where there is none (any more)."""
    _lock(unit.db, setting)
    row = unit.db.get(SettingValue, (setting.key, version))
    if row is None or row.withdrawn_at is not None or row.counts_from <= unit.now:
        raise NotFound(what="pending_value")
    row.withdrawn_at, row.told = unit.now, True
    unit.db.flush()
    value = setting.read(row.value).model_dump(mode="json", include=set(setting.fields()))
    unit.audit(
        f"settings.{setting.name}",
        "setting",
        setting.key,
        before=value,
        after=None,
        counts_from=row.counts_from.isoformat(),
    )
    _tell(unit, setting, version)
    return view(unit.db, setting, unit.now, zone)


def seed(db: Session, setting: Setting[R], value: Mapping[str, Any]) -> bool:
    """Give a setting its first value, which counts since ever; whether it had none.

    Raises InvalidForm with a code for each field that could not be read again: it would count as its default.
    """
    wrong = setting.faults_in(value, strict=True)
    if wrong:
        raise InvalidForm(wrong)
    _lock(db, setting)
    if _version(db, setting):
        return False
    row = SettingValue(key=setting.key, version=1, value=dict(value), counts_from=SINCE_EVER, changed_at=utc_now())
    db.add(row)
    db.flush()
    return True


def never_set(db: Session, setting: Setting[Any]) -> bool:
    """Return whether a setting has its defaults alone, since nobody has given it a value yet."""
    return _version(db, setting) == 0


def bring_in_line(db: Session, setting: Setting[R], record: R) -> bool:
    """Let a setting have the value of a file from now on; whether it had another one. Raises InvalidForm."""
    _require_sound(setting, record)
    if seed(db, setting, record.model_dump(mode="json")):
        return True
    now = utc_now()
    if settings_in_force.read(db, setting, now) == record:
        return False
    value, version = record.model_dump(mode="json"), _version(db, setting) + 1
    db.add(SettingValue(key=setting.key, version=version, value=value, counts_from=now, changed_at=now))
    db.flush()
    return True


def say_what_counts_now(hub_context: HubContext) -> int:
    """Tell of values whose day has come; how many. They are in force without this: it is for who looks at them."""
    now = hub_context.now()
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=now, jobs=hub_context.jobs)
        due = (
            update(SettingValue)
            .where(~SettingValue.told, SettingValue.counts_from <= now)
            .values(told=True)
            .returning(SettingValue.key, SettingValue.version)
        )
        begun = {row.key: row.version for row in db.execute(due)}
        for setting in declared():
            if setting.key in begun:
                _tell(unit, setting, begun[setting.key])
    return len(begun)


def _add(unit: Unit, setting: Setting[Any], value: dict[str, Any], counts_from: datetime | None) -> int:
    """Add a value; one that waits for the same day makes way."""
    if counts_from is not None:
        unit.db.execute(
            update(SettingValue)
            .where(
                SettingValue.key == setting.key,
                SettingValue.counts_from == counts_from,
                SettingValue.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=unit.now, told=True)
        )
    row = SettingValue(
        key=setting.key,
        version=_version(unit.db, setting) + 1,
        value=value,
        counts_from=counts_from or unit.now,
        changed_at=unit.now,
        changed_by=unit.caller.person_id if unit.caller is not None else None,
        told=counts_from is None,
    )
    unit.db.add(row)
    unit.db.flush()
    return row.version


def beginning(now: datetime, day: date | None, zone: str) -> datetime | None:
    """Return the moment at which a day of the centre begins; none: at once. Raises InvalidForm for a day that is not to come."""
    if day is None:
        return None
    begins = datetime.combine(day, time.min, ZoneInfo(zone))
    if begins <= now:
        raise InvalidForm({"counts_from": "not_a_later_day"})
    return begins


def _tell(unit: Unit, setting: Setting[Any], version: int) -> None:
    unit.change(SettingChanged(id=NO_ID, version=version, name=setting.name), to=setting.audience)


def _lock(db: Session, setting: Setting[Any]) -> None:
    """One change of a setting at a time, its first one too."""
    db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"setting {setting.key}", 0))))


# ---------------------------------------------------------------------- documents and marks


def put_document(unit: Unit, row: SettingRow | None, key: str, value: Any) -> SettingRow:
    """Write a document or a mark. `row`: as the caller has read and locked it, None where there is none yet."""
    if row is None:
        row = SettingRow(key=key, value={}, version=0)
        unit.db.add(row)
    row.value, row.version = value, row.version + 1
    row.changed_at, row.changed_by = unit.now, unit.caller.person_id if unit.caller is not None else None
    unit.db.flush()
    return row
