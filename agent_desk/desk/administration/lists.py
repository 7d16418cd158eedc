"""Declared lists from an administrator's seat: one request each. They block.

HubRefused("stale_version") carries the present entry as `current` in its values.
"""

import uuid
from typing import Any

from agent_desk.desk.kit.api import Api, call
from agent_desk.schemas.kit.lists import DeclaredList, ListOrder
from agent_desk.schemas.lists.operations import operations_of


def entries(api: Api, one: DeclaredList[Any]) -> list[Any]:
    """Return every entry, retired ones too."""
    return call(operations_of(one).entries)(api)


def add(api: Api, one: DeclaredList[Any], form: Any) -> Any:
    """Add an entry."""
    return call(operations_of(one).add)(api, form)


def edit(api: Api, one: DeclaredList[Any], code: str, form: Any) -> Any:
    """Change an entry, retire it or bring it back."""
    return call(operations_of(one).edit)(api, code, form)


def take_back(api: Api, one: DeclaredList[Any], code: str, plan_id: uuid.UUID) -> Any:
    """Withdraw a change of an entry that waits for its day."""
    return call(operations_of(one).take_back)(api, code, plan_id)


def arrange(api: Api, one: DeclaredList[Any], codes: list[str]) -> list[Any]:
    """Give the list another order."""
    return call(operations_of(one).arrange)(api, ListOrder(codes=codes))
