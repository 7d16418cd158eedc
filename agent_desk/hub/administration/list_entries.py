"""The endpoints of every declared list."""

from functools import cache
from typing import Any

from fastapi import APIRouter

from agent_desk.hub.kit import list_plans, lists
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.kit.lists import DeclaredList
from agent_desk.schemas.lists import declared_lists
from agent_desk.schemas.lists.operations import operations_of


def routers() -> list[APIRouter]:
    """Return the endpoints of every list; those of one are made once in a process."""
    return [_router(one) for one in declared_lists()]


@cache
def _router(one: DeclaredList[Any]) -> APIRouter:
    ops, store = operations_of(one), lists.store_of(one)
    return router_of(
        "lists",
        serve(ops.entries, lambda unit: list_plans.entries(unit.db, store)),
        serve(ops.add, lambda unit, form: list_plans.add(unit, store, form)),
        serve(ops.edit, lambda unit, code, form: list_plans.edit(unit, store, code, form)),
        serve(ops.arrange, lambda unit, form: list_plans.arrange(unit, store, form)),
        serve(ops.take_back, lambda unit, code, plan_id: list_plans.take_back(unit, store, code, plan_id)),
    )
