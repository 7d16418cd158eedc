"""The endpoints of every declared setting."""

from typing import Any

from fastapi import APIRouter

from agent_desk.hub.kit import foreseeing, settings_store
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.kit.settings import Setting
from agent_desk.schemas.settings import declared
from agent_desk.schemas.settings.operations import operations_of

_made: dict[str, tuple[Setting[Any], APIRouter]] = {}


def routers() -> list[APIRouter]:
    """Return the endpoints of every setting that is declared now; those of one are made once in a process."""
    for setting in declared():
        if setting.name not in _made or _made[setting.name][0] is not setting:
            _made[setting.name] = (setting, _router(setting))
    return [_made[setting.name][1] for setting in declared()]


def _router(setting: Setting[Any]) -> APIRouter:
    ops = operations_of(setting)
    foreseen = [serve(ops.foresee, lambda unit, value: foreseeing.of(unit, setting, value))] if ops.foresee else []
    return router_of(
        "settings",
        *foreseen,
        serve(ops.value, lambda unit: settings_store.view(unit.db, setting, unit.now, str(unit.zone))),
        serve(ops.change, lambda unit, form: settings_store.change(unit, setting, form, str(unit.zone))),
        serve(ops.take_back, lambda unit, version: settings_store.take_back(unit, setting, version, str(unit.zone))),
    )
