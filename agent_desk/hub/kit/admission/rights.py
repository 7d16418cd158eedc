"""Who asked for what without the right to it: looked at before anybody is told what is wrong with a form, and noted."""

from typing import Any

from fastapi import Request

from agent_desk.hub.kit.admission.address import address_of
from agent_desk.hub.kit.admission.refusals import ACCESS, Kind
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.security import caller_of, require
from agent_desk.schemas.kit.operation import OPEN, SIGNED_IN, Operation

OPERATION = "agent_desk_operation"
"""Attribute of a route's endpoint: the operation that it serves."""
PERSON = "person"
"""Where the scope of a request says who asks, once it is known: id and login."""


def operation_of(request: Request) -> Operation[..., Any] | None:
    """Return the operation that a request asks for; None for a path that is none."""
    return getattr(request.scope.get("endpoint"), OPERATION, None)


async def refusal(request: Request) -> HubError | None:
    """Return why the caller may not ask for this operation at all; None where they may."""
    operation = operation_of(request)
    if operation is None or operation.permission == OPEN:
        return None
    hub_context: HubContext = request.app.state.hub_context
    try:
        await hub_context.pools.lookups.run(_look, hub_context, request, operation.permission)
    except HubError as error:
        return error
    return None


def _look(hub_context: HubContext, request: Request, permission: str) -> None:
    with hub_context.database.read() as db:
        caller = caller_of(db, request.headers.get("authorization"), hub_context.now())
        request.scope[PERSON] = (caller.person_id, caller.login)
        if permission != SIGNED_IN:
            require(caller, permission)


def note(request: Request, error: HubError) -> None:
    """Have a refusal written down, if it is one for want of a sign-in or a right. Sign-ins are noted where they are refused."""
    operation = operation_of(request)
    if error.status not in (401, 403) or operation is None or operation.permission == OPEN:
        return
    hub_context: HubContext = request.app.state.hub_context
    hub_context.refusals.note(
        Kind(ACCESS, error.id, address_of(request.scope), "", operation.name, request.scope.get(PERSON))
    )
