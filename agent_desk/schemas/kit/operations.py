"""What can be asked about what every area uses: long jobs, stored files, work items, approvals, health."""

import uuid
from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.approvals import ApprovalList, ApprovalRow, ApprovalState, Decision
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.gateways import GatewayRow
from agent_desk.schemas.kit.health import HealthChangeRow, HealthRow
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.kit.operation import ALL, OF_ITS_KIND, OWN, SIGNED_IN, InQuery, Operations, Scope
from agent_desk.schemas.kit.work_items import (
    GiveWork,
    Inbox,
    KeptChoices,
    WorkChoice,
    WorkItem,
    WorkList,
    WorkLoad,
    WorkPerson,
)

MANAGE: Final = "settings.manage"
HEALTH: Final = "health.view"
LEAD: Final = "work.lead"
"""See the work of other people, and give it to them, where no permission of the area says so itself."""
OWN_OR_KIND: Final = Scope("own", all_with=OF_ITS_KIND)
"""A long job is seen and stopped by who asked for it, and by whoever holds the permission of its kind; so is a request for
approval seen, and decided by the others."""
area = Operations("kit")


@area.read("/jobs", SIGNED_IN, OWN_OR_KIND, summed="work.read")
def jobs() -> list[LongJob]:
    """Return the long jobs that the caller may see, the newest first."""


@area.read("/jobs/{job_id}", SIGNED_IN, OWN_OR_KIND, summed="work.read")
def job(job_id: uuid.UUID) -> LongJob:
    """Return one long job."""


@area.write("/jobs/{job_id}/stop", SIGNED_IN, OWN_OR_KIND)
def stop_job(job_id: uuid.UUID) -> LongJob:
    """Ask for a long job to be stopped; what it has done stays done."""


@area.write("/files/verify", MANAGE, ALL)
def verify_files() -> LongJob:
    """Have every stored file compared with its digest; where that is under way already, the job that does it."""


@area.read("/work/mine", SIGNED_IN, OWN, summed="work.read")
def mine() -> Inbox:
    """Return what the caller has to do, or may do, the most pressing first."""


@area.read("/work/items", SIGNED_IN, OWN_OR_KIND, summed="work.read", summed_by=())
def work(choice: WorkChoice) -> WorkList:
    """Return what the caller has to do, may do, or leads others in doing."""


@area.read("/work/load", SIGNED_IN, OWN_OR_KIND, summed="work.read", summed_by=())
def load(choice: WorkChoice) -> WorkLoad:
    """Return who has how much of it, and how much of that will be late."""


@area.read("/work/people", SIGNED_IN, OWN_OR_KIND)
def receivers(*, kinds: Annotated[Sequence[Line], Field(max_length=50), InQuery("kind")]) -> list[WorkPerson]:
    """Return whom the caller may give work of all these kinds."""


@area.write("/work/give", SIGNED_IN, OWN_OR_KIND)
def give(form: GiveWork) -> Account:
    """Give work to somebody; each item by itself."""


@area.read("/work/choices", SIGNED_IN, OWN)
def kept_choices() -> KeptChoices:
    """Return the choices of the inbox that the caller has kept."""


@area.write("/work/choices", SIGNED_IN, OWN, method="PUT")
def keep_choices(form: KeptChoices) -> KeptChoices:
    """Keep these choices; 409 with those that hold where another seat was quicker."""


@area.write("/work/{item_id}/take", SIGNED_IN, OWN)
def take(item_id: uuid.UUID) -> WorkItem:
    """Take a work item; 409 with the name of who has it already."""


@area.write("/work/{item_id}/hand-back", SIGNED_IN, OWN)
def hand_back(item_id: uuid.UUID) -> WorkItem:
    """Let others have a work item again."""


@area.write("/work/{item_id}/read", SIGNED_IN, OWN)
def read_notice(item_id: uuid.UUID) -> None:
    """Say that a notice was read: it leaves the inbox."""


@area.read("/approvals", SIGNED_IN, OWN_OR_KIND, summed="work.read")
def approvals(*, state: ApprovalState | None = None) -> ApprovalList:
    """Return the requests that the caller may decide or has made, the newest first."""


@area.write("/approvals/{approval_id}/approve", SIGNED_IN, OWN_OR_KIND)
def approve(approval_id: uuid.UUID, form: Decision) -> ApprovalRow:
    """Confirm somebody else's request; what was asked for is done at once."""


@area.write("/approvals/{approval_id}/refuse", SIGNED_IN, OWN_OR_KIND)
def refuse(approval_id: uuid.UUID, form: Decision) -> ApprovalRow:
    """Refuse somebody else's request; nothing is done."""


@area.write("/approvals/{approval_id}/withdraw", SIGNED_IN, OWN_OR_KIND)
def withdraw(approval_id: uuid.UUID) -> ApprovalRow:
    """Take one's own request back."""


@area.read("/gateways", MANAGE, ALL)
def gateways() -> list[GatewayRow]:
    """Return the systems outside that the hub speaks with, set up or not, without any secret."""


@area.read("/health", HEALTH, ALL)
def health() -> list[HealthRow]:
    """Return what every check saw last, the worst first."""


@area.write("/health/look", HEALTH, ALL, once=False)
def look_at_health() -> list[HealthRow]:
    """Look at once, at the whole centre and at the hub that is asked; return what every check says now."""


@area.read("/health/{row_id}/changes", HEALTH, ALL)
def health_changes(row_id: uuid.UUID) -> list[HealthChangeRow]:
    """Return the latest changes of state of one check, the newest first."""
