"""What administrators and auditors can ask for: targets and the audit trail."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.administration.centre_file import CentreFileAsk, CentreFileForm, Difference, KeptFile
from agent_desk.schemas.administration.records import (
    AuditPage,
    AuditVerdict,
    AuditWanted,
    TakenOut,
    TargetFields,
    TargetRow,
    Targets,
    VerifyAsk,
)
from agent_desk.schemas.kit.bounded import Count, Line, Moment, RowId
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.kit.operation import ALL, COMMON, COPY, SIGNED_IN, Operation, Operations
from agent_desk.schemas.kit.operations import OWN_OR_KIND
from agent_desk.schemas.kit.paging import After, Limit
from agent_desk.schemas.people.offices import Office

MANAGE: Final = "settings.manage"
AUDIT: Final = "audit.view"
Part = Annotated[Line, Field(max_length=80)]
area = Operations("administration")


@area.read("/settings/targets", MANAGE, ALL)
def targets() -> Targets:
    """Return what the centre and every queue are measured by."""


@area.write("/settings/targets/centre", MANAGE, ALL, method="PUT")
def set_centre_target(form: TargetFields) -> TargetRow:
    """Set the centre's target, which every queue without its own follows. Applies to history too."""


@area.write("/settings/targets/queues/{code}", MANAGE, ALL, method="PUT")
def set_queue_target(code: Line, form: TargetFields) -> TargetRow:
    """Set a queue's own target. Applies to history too."""


@area.write("/settings/targets/queues/{code}", MANAGE, ALL, method="DELETE")
def drop_target(code: Line, version: Count) -> TargetRow:
    """Have the queue follow the centre again."""


@area.read("/settings/audit", AUDIT, ALL, summed="audit.read")
def audit(
    *,
    person: Part = "",
    entity: Part = "",
    entity_id: Part = "",
    action: Part = "",
    from_at: Moment | None = None,
    to_at: Moment | None = None,
    limit: Limit = None,
    after: After = None,
) -> AuditPage:
    """Return the audit trail, newest first. `person` is a login or a part of a name; `action` the beginning of one."""


@area.write("/settings/audit/export", AUDIT, ALL)
def export_audit(form: AuditWanted) -> LongJob:
    """Have these entries made into a workbook (XLSX), in the words of the screen; a second person where they are many."""


@area.read("/settings/audit/export/{job_id}", AUDIT, ALL, audits="audit.export", file="personal")
def exported_audit(job_id: uuid.UUID) -> bytes:
    """Return a workbook that was made of the trail, to who asked for it."""


@area.write("/desk/taken-out", COPY, COMMON)
def taken_out(form: TakenOut) -> None:
    """Write down that personal data was copied or printed at the seat."""


@area.read(
    "/settings/history/{entity}", SIGNED_IN, OWN_OR_KIND, audits="audit.history", summed="audit.history", summed_by=()
)
def history(entity: Part, *, entity_id: Part = "", limit: Limit = None) -> AuditPage:
    """Return what was done to one record, newest first: for who keeps records of its kind, and for auditors."""


@area.write("/settings/audit/verify", AUDIT, ALL, body=VerifyAsk, once=False)
def verify_audit(after_seq: RowId = 0) -> AuditVerdict:
    """Verify the next stretch of the trail; the seat asks again until the end is reached."""


# ---------------------------------------------------------------------- the centre as a file

FILE_EXPORT: Final = "settings.centre_file_export"


@dataclass(frozen=True)
class CentreFileOperations:
    """What an office can do with the centre's file: each takes and gives the parts that it keeps."""

    export: Operation[[], bytes]
    compare: Operation[[CentreFileAsk], Difference]
    take: Operation[[CentreFileForm], Difference]
    kept: Operation[[], list[KeptFile]]
    kept_file: Operation[[uuid.UUID], bytes]


def _of_office(office: Office, permission: str) -> CentreFileOperations:
    path = f"/settings/centre-file/{office}"

    def export() -> bytes:
        """Return the configuration that this office keeps as one readable file."""

    def compare(form: CentreFileAsk) -> Difference:
        """Return what a file would change, and what cannot be used of it; nothing is changed."""

    def take(form: CentreFileForm) -> Difference:
        """Take a file, all of what is chosen of it or nothing; a second person where one of its changes needs one."""

    def kept() -> list[KeptFile]:
        """Return what was kept of before each file that was taken, the last first."""

    def kept_file(file_id: uuid.UUID) -> bytes:
        """Return what held before a file was taken."""

    for function in (export, compare, take, kept, kept_file):
        function.__name__ = f"{function.__name__}_{office}"
    return CentreFileOperations(
        export=area.read(path, permission, ALL, audits=FILE_EXPORT, file="figures")(export),
        compare=area.write(f"{path}/compare", permission, ALL, once=False)(compare),
        take=area.write(path, permission, ALL)(take),
        kept=area.read(f"{path}/kept", permission, ALL)(kept),
        kept_file=area.read(f"{path}/kept/{{file_id}}", permission, ALL, audits=FILE_EXPORT, file="figures")(kept_file),
    )


CENTRE_FILE: Final[Mapping[Office, CentreFileOperations]] = {
    "system": _of_office("system", MANAGE),
    "security": _of_office("security", "security.manage"),
}
