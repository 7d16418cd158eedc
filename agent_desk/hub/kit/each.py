"""The same deed for many: each by itself, one that is refused leaves nothing behind, and the others stand."""

import uuid
from collections.abc import Callable, Iterable

from agent_desk.hub.kit.errors import HubError, NotFound
from agent_desk.hub.kit.pending import whole
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.account import Account, Outcome


def each(unit: Unit, ids: Iterable[uuid.UUID], work: Callable[[uuid.UUID], object]) -> Account:
    """Return the account of `work` done for each. Where there is nobody at all, the error that one alone would get is raised.

    Done in the order of the ids, so that two such orders about the same rows wait for each other and not in a circle.
    """
    wanted = list(dict.fromkeys(ids))
    found: dict[uuid.UUID, Outcome] = {}
    fault: HubError | None = None
    for one in sorted(wanted):
        refused = _alone(unit, one, work)
        found[one] = Outcome(id=one, error=refused.id, values=refused.values) if refused else Outcome(id=one)
        fault = fault or refused
    if fault is not None and all(outcome.error == NotFound.id for outcome in found.values()):
        raise fault
    return Account(items=[found[one] for one in wanted])


def _alone(unit: Unit, one: uuid.UUID, work: Callable[[uuid.UUID], object]) -> HubError | None:
    """Return why it was refused, None where it was done."""
    try:
        with whole(unit.db):
            work(one)
    except HubError as refused:
        return refused
    return None
