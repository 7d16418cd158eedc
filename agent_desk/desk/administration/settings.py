"""Declared settings from an administrator's seat: one request each. They block.

HubRefused("stale_version") carries the present view as `current` in its values.
"""

from typing import Any, TypeVar

from agent_desk.desk.kit.api import Api, call
from agent_desk.schemas.kit.settings import Foreseen, Setting, SettingForm, SettingRecord, SettingView
from agent_desk.schemas.settings.operations import operations_of

R = TypeVar("R", bound=SettingRecord)


def value(api: Api, setting: Setting[R]) -> SettingView[R]:
    """Return the value in force, and those that wait for their day."""
    return call(operations_of(setting).value)(api)


def change(api: Api, setting: Setting[R], form: SettingForm[Any]) -> SettingView[R]:
    """Give it another value, at once or from a day on."""
    return call(operations_of(setting).change)(api, form)


def foresee(api: Api, setting: Setting[R], value: R) -> list[Foreseen]:
    """Return what a value would change; nothing for a setting that does not say it."""
    operation = operations_of(setting).foresee
    return call(operation)(api, value) if operation is not None else []


def take_back(api: Api, setting: Setting[R], version: int) -> SettingView[R]:
    """Withdraw a value that waits for its day."""
    return call(operations_of(setting).take_back)(api, version)
