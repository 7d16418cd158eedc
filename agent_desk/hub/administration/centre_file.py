"""The centre as a file at the desk: given out, compared, taken, and what held before kept so that it can be taken again.

Each office has the parts that it keeps (decision 53): one file serves both, and nobody reaches another's settings by it. Whoever also
holds a further right of their office (people and roles) takes those parts in the same transaction.
"""

import io
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, get_args

from sqlalchemy import select

from agent_desk.hub.kit import approvals, scope
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.centre_file import reading, taking, writing
from agent_desk.hub.kit.centre_file.parts import Part, Taking, parts
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, NotFound
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.content_type import TEXT
from agent_desk.hub.kit.files.errors import FileGone, not_written
from agent_desk.hub.kit.files.kinds import FileKind, register
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.permissions import office_of
from agent_desk.hub.kit.scope import require_everything
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile
from agent_desk.models.people import Person
from agent_desk.schemas.administration.centre_file import CentreFileAsk, CentreFileForm, Difference, KeptFile
from agent_desk.schemas.administration.changes import CentreFileKept
from agent_desk.schemas.administration.operations import CENTRE_FILE, FILE_EXPORT
from agent_desk.schemas.kit.second_person import KindWord
from agent_desk.schemas.people.offices import Office

KEPT: Final = timedelta(days=400)
"""So long what held before a file was taken can be had: past the yearly audit."""
LISTED: Final = 50
KEEP: Final = "administration.keep_centre_file"
TAKEN: Final = "settings.centre_file"


class NowhereToKeep(HubError):
    """What holds now could not be kept before a file is taken."""

    id, status = "nowhere_to_keep", 409
    sentence = "This hub has no folder in which to keep what holds now: set `reports` in its settings file."


def is_of(part: Part, office: Office) -> bool:
    """Return whether a part is kept by an office; what no office keeps is the system's."""
    return (office_of(part.permission) or "system") == office


def _mine(unit: Unit, office: Office) -> Callable[[Part], bool]:
    return lambda part: is_of(part, office) and scope.everything(unit, part.permission)


def _now(unit: Unit, office: Office) -> str:
    mine = _mine(unit, office)
    return writing.written(unit.db, unit.today, [one.name for one in parts() if mine(one)])


def export(unit: Unit, office: Office) -> str:
    """Return the file of what this office keeps; written down."""
    text = _now(unit, office)
    unit.audit(FILE_EXPORT, "setting", "centre", sha256=sha256(text.encode()).hexdigest(), product=writing.product())
    return text


def compare(unit: Unit, form: CentreFileAsk, office: Office) -> Difference:
    """Return what a file would change; nothing is changed."""
    return taking.tried(_taking(unit, form), reading.read(form.text), _wanted(unit, form, office))


def take(unit: Unit, form: CentreFileForm, office: Office) -> Difference:
    """Take a file. Raises NotPermitted, CentreFileRefused, NowhereToKeep."""
    if not unit.hub.settings.reports:
        raise NowhereToKeep()
    before, file = _now(unit, office), reading.read(form.text)
    for part in parts():
        # Whoever confirms it takes it too: nothing that was asked for is left out for want of their right.
        if part.name in file.given and is_of(part, office) and (form.only is None or part.name in form.only):
            require_everything(unit.me, part.permission)
    found = taking.take(_taking(unit, form), file, _wanted(unit, form, office))
    facts = taking.audit_facts(found)
    if not facts["parts"]:
        return found
    unit.audit(TAKEN, "setting", "centre", file=form.name, sha256=sha256(form.text.encode()).hexdigest(), **facts)
    unit.later(KEEP, text=before, office=office, person_id=str(unit.me.person_id), at=unit.now.isoformat())
    return found


def _taking(unit: Unit, form: CentreFileAsk) -> Taking:
    return Taking(unit=unit, zone=str(unit.zone), counts_from=form.counts_from)


def _wanted(unit: Unit, form: CentreFileAsk, office: Office) -> taking.Wanted:
    return taking.Wanted(only=form.only, retire=form.retire, may=_mine(unit, office))


# ---------------------------------------------------------------------- by two persons


def second_person(office: Office) -> SecondPerson:
    """Return the mark of taking a file: what a second person confirms by hand, they confirm here, and all of it waits."""
    permission = CENTRE_FILE[office].take.permission

    def when(unit: Unit, rows: list[Any]) -> bool:
        kinds = {kind for action, _ in rows if (kind := _confirmed(office).get(action)) is not None}
        return any(approvals.needed(unit, kind, permission) for kind in kinds)

    kinds: tuple[KindWord, ...] = get_args(KindWord)
    titles = {
        "system": ("从文件导入系统配置", "System's configuration from a file"),
        "security": ("从文件导入安全配置", "Security's configuration from a file"),
    }
    return SecondPerson(kind=kinds[0], title=titles[office], when=when, kinds=kinds)


def _confirmed(office: Office) -> dict[str, KindWord]:
    return {action: kind for part in parts() if is_of(part, office) for action, kind in part.confirmed.items()}


# ---------------------------------------------------------------------- what held before


def kept(unit: Unit, office: Office) -> list[KeptFile]:
    """Return what was kept, the last first."""
    found = (
        select(StoredFile, Person)
        .join(Person, Person.id == StoredFile.owner_id)
        .where(StoredFile.kind == KINDS[office].name, StoredFile.deleted_at.is_(None))
        .order_by(StoredFile.stored_at.desc())
        .limit(LISTED)
    )
    return [
        KeptFile(
            id=row.id,
            kept_at=row.stored_at,
            until_on=row.keep_until.astimezone(unit.zone).date() if row.keep_until is not None else None,
            by=person.name,
            by_en=person.name_en,
        )
        for row, person in unit.db.execute(found)
    ]


def kept_file(unit: Unit, file_id: uuid.UUID, office: Office) -> Opened:
    """Open what was kept; written down. Raises NotFound, FileDamaged."""
    row = unit.db.get(StoredFile, file_id)
    if row is None or row.kind != KINDS[office].name:
        raise NotFound(what="file")
    try:
        opened = store.open_file(unit.hub.settings, row)
    except FileGone as fault:
        raise NotFound(what="file") from fault
    unit.audit(FILE_EXPORT, "setting", "centre", sha256=row.sha256, kept_at=row.stored_at.isoformat())
    return opened


def _may_read(unit: Unit, row: StoredFile) -> None:
    office = next(office for office, kind in KINDS.items() if kind.name == row.kind)
    if not scope.everything(unit, CENTRE_FILE[office].kept.permission):
        raise NotFound(what="file")


def _kind(office: Office) -> FileKind:
    return FileKind(
        name=f"centre_file_{office}",
        owner="person",
        folder="reports",
        types=(TEXT,),
        may_read=_may_read,
        read_action=FILE_EXPORT,
        removed=lambda _unit, _row: None,
    )


KINDS: Final[dict[Office, FileKind]] = {office: _kind(office) for office in CENTRE_FILE}


def make_known(hub_context: HubContext) -> None:
    """Make the kinds of file and the job that keeps one known to a process of the hub."""
    for kind in KINDS.values():
        register(kind)

    @hub_context.jobs.app.task(name=KEEP)
    def keep(text: str, office: Office, person_id: str, at: str) -> None:
        _keep(hub_context, text, office, uuid.UUID(person_id), datetime.fromisoformat(at))


def _keep(hub: HubContext, text: str, office: Office, person_id: uuid.UUID, at: datetime) -> None:
    """Keep what held before; a job may be done twice, and then keeps nothing the second time. Raises StorageFull and the like."""
    kind = KINDS[office]
    with hub.database.read() as db:
        same = select(StoredFile.id).where(
            StoredFile.kind == kind.name, StoredFile.owner_id == person_id, StoredFile.stored_at == at
        )
        if db.scalar(same) is not None:
            return
    try:
        content = io.BytesIO(text.encode())
        with store.written(hub.settings, kind, content, at) as done, hub.database.write() as db:
            unit = Unit(db=db, now=at, jobs=hub.jobs)
            row = store.keep(unit, done, person_id, at + KEPT)
            unit.change(CentreFileKept(id=row.id, office=office), to=[f"perm:{CENTRE_FILE[office].kept.permission}"])
    except OSError as fault:
        raise not_written(fault) from fault
