"""What can be asked for each declared setting: its value, another value, taking back one that waits for its day."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from agent_desk.schemas.kit.bounded import Count
from agent_desk.schemas.kit.operation import ALL, Operation, Operations
from agent_desk.schemas.kit.settings import Setting, SettingForm, SettingRecord, SettingView
from agent_desk.schemas.settings import declared

R = TypeVar("R", bound=SettingRecord)


@dataclass(frozen=True)
class SettingOperations(Generic[R]):
    """The operations of one setting."""

    value: Operation[[], SettingView[R]]
    change: Operation[[SettingForm[R]], SettingView[R]]
    take_back: Operation[[int], SettingView[R]]


_made: dict[str, tuple[Setting[Any], SettingOperations[Any]]] = {}


def operations_of(setting: Setting[R]) -> SettingOperations[R]:
    """Return the operations of a setting: made once, of its declaration."""
    made = _made.get(setting.name)
    if made is None or made[0] is not setting:
        made = _made[setting.name] = (setting, _declare(setting))
    return made[1]


def _declare(setting: Setting[R]) -> SettingOperations[R]:
    # The record's own types, so that the hub's door checks every field and OpenAPI names it.
    View, Form = SettingView[setting.record], SettingForm[setting.record]  # type: ignore[name-defined]
    named, path = Operations("settings"), f"/settings/values/{setting.name}"

    def value() -> View:  # type: ignore[valid-type]
        """Return the value in force, and those that wait for their day."""

    def change(form: Form) -> View:  # type: ignore[valid-type]
        """Give it another value, at once or from a day on."""

    def take_back(version: Count) -> View:  # type: ignore[valid-type]
        """Withdraw a value that waits for its day."""

    for function, prefix in ((value, ""), (change, "set_"), (take_back, "take_back_")):
        function.__name__ = f"{prefix}{setting.name}"
        function.__doc__ = f"{setting.subject.en}: {function.__doc__}"
    return SettingOperations(
        value=named.read(path, setting.permission, ALL)(value),
        change=named.write(path, setting.permission, ALL, method="PUT")(change),
        take_back=named.write(f"{path}/pending/{{version}}", setting.permission, ALL, method="DELETE")(take_back),
    )


area = Operations("settings")
for _one in declared():
    _own = operations_of(_one)
    area.declared.extend((_own.value, _own.change, _own.take_back))
