"""Declared settings from an administrator's seat: one request each. They block.

Errors are those of `Api`; HubRefused("stale_version") carries the present view as `current` in its values.
"""

from typing import Any, TypeVar

from agent_desk.desk.kit.api import Api
from agent_desk.schemas.kit.settings import Setting, SettingForm, SettingRecord, SettingView

R = TypeVar("R", bound=SettingRecord)


def view_type(setting: Setting[R]) -> type[SettingView[R]]:
    """Return the type of the answer."""
    return SettingView[setting.record]  # type: ignore[name-defined]


def value(api: Api, setting: Setting[R]) -> SettingView[R]:
    """Return the value in force, and those that wait for their day."""
    return api.get(f"/settings/values/{setting.name}", view_type(setting))


def change(api: Api, setting: Setting[R], form: SettingForm[Any]) -> SettingView[R]:
    """Give it another value, at once or from a day on."""
    return api.put(f"/settings/values/{setting.name}", form.model_dump(mode="json"), view_type(setting))


def take_back(api: Api, setting: Setting[R], version: int) -> SettingView[R]:
    """Withdraw a value that waits for its day."""
    return api.delete(f"/settings/values/{setting.name}/pending/{version}", view_type(setting))
