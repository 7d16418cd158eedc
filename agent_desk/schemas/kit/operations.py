"""What can be asked about what every area uses: requests that wait for a second person."""

import uuid
from typing import Final

from agent_desk.schemas.kit.approvals import ApprovalList, ApprovalRow, ApprovalState, Decision
from agent_desk.schemas.kit.operation import SIGNED_IN, Operations, Scope

OWN_OR_KIND: Final = Scope("own", all_with="permission of the kind")
"""A request is seen by who has made it and decided by whoever holds the permission of its kind."""
area = Operations("kit")


@area.read("/approvals", SIGNED_IN, OWN_OR_KIND)
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
