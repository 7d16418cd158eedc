"""The endpoints of every declared setting: read it, change it at once or from a day on, take back what waits."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.params import Depends

from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.schemas.kit.settings import Setting, SettingForm, SettingRecord
from agent_desk.schemas.settings import declared


def _zone(hub_context: Annotated[HubContext, Depends(house_of)]) -> str:
    return hub_context.settings.zone


Zone = Annotated[str, Depends(_zone)]


_made: dict[str, tuple[Setting[Any], APIRouter]] = {}


def routers() -> list[APIRouter]:
    """Return the endpoints of every setting that is declared now; those of one are made once in a process."""
    for setting in declared():
        if setting.name not in _made or _made[setting.name][0] is not setting:
            made = APIRouter(prefix="/api/settings/values", tags=["settings"])
            _endpoints(made, setting)
            _made[setting.name] = (setting, made)
    return [_made[setting.name][1] for setting in declared()]


def _endpoints(made: APIRouter, setting: Setting[SettingRecord]) -> None:
    # The record's own types, so that the door checks every field and OpenAPI names it.
    View, Form = settings_store.view_type(setting), SettingForm[setting.record]  # type: ignore[name-defined]
    path, permission, says = f"/{setting.name}", setting.permission, setting.subject.en

    @read(made, path, permission=permission, summary=says, name=f"{setting.name}")
    def value(unit: Unit, zone: Zone) -> View:  # type: ignore[valid-type]
        """Return the value in force, and those that wait for their day."""
        return settings_store.view(unit.db, setting, unit.now, _centre_zone(unit, zone))

    @write(made, path, permission=permission, method="PUT", summary=says, name=f"set_{setting.name}")
    def change(unit: Unit, zone: Zone, form: Form) -> View:  # type: ignore[valid-type]
        """Give it another value, at once or from a day on."""
        return settings_store.change(unit, setting, form, _centre_zone(unit, zone))

    @write(
        made,
        f"{path}/pending/{{version}}",
        permission=permission,
        method="DELETE",
        summary=says,
        name=f"take_back_{setting.name}",
    )
    def take_back(unit: Unit, zone: Zone, version: int) -> View:  # type: ignore[valid-type]
        """Withdraw a value that waits for its day."""
        return settings_store.take_back(unit, setting, version, _centre_zone(unit, zone))


def _centre_zone(unit: Unit, default: str) -> str:
    return people.centre(unit.db, zone=default, simulated=False, demo=False).zone
