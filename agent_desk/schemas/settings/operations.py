"""What can be asked for each declared setting: its value, another value, taking back one that waits for its day."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from agent_desk.schemas.kit.bounded import Count
from agent_desk.schemas.kit.operation import ALL, Operation, Operations
from agent_desk.schemas.kit.settings import Foreseen, Setting, SettingForm, SettingRecord, SettingView
from agent_desk.schemas.settings import declared

R = TypeVar("R", bound=SettingRecord)


@dataclass(frozen=True)
class SettingOperations(Generic[R]):
    """The operations of one setting."""

    value: Operation[[], SettingView[R]]
    change: Operation[[SettingForm[R]], SettingView[R]]
    take_back: Operation[[int], SettingView[R]]
    foresee: Operation[[R], list[Foreseen]] | None = None
    """Only of a setting that says what it would change."""

    def all(self) -> list[Operation[..., Any]]:
        """Return them as a list."""
        return [one for one in (self.value, self.change, self.take_back, self.foresee) if one is not None]


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
    Value = setting.record
    named, path = Operations("settings"), f"/settings/values/{setting.name}"

    def value() -> View:  # type: ignore[valid-type]
        """Return the value in force, and those that wait for their day."""

    def change(form: Form) -> View:  # type: ignore[valid-type]
        """Give it another value, at once or from a day on."""

    def take_back(version: Count) -> View:  # type: ignore[valid-type]
        """Withdraw a value that waits for its day."""

    def foresee(value: Value) -> list[Foreseen]:  # type: ignore[valid-type]
        """Return what this value would change; nothing is saved."""

    for function, prefix in ((value, ""), (change, "set_"), (take_back, "take_back_"), (foresee, "foresee_")):
        function.__name__ = f"{prefix}{setting.name}"
        function.__doc__ = f"{setting.subject.en}: {function.__doc__}"
    return SettingOperations(
        value=named.read(path, setting.permission, ALL)(value),
        change=named.write(path, setting.permission, ALL, method="PUT")(change),
        take_back=named.write(f"{path}/pending/{{version}}", setting.permission, ALL, method="DELETE")(take_back),
        foresee=named.write(f"{path}/foreseen", setting.permission, ALL, once=False)(foresee)
        if setting.foresees
        else None,
    )


area = Operations("settings")
for _one in declared():
    area.declared.extend(operations_of(_one).all())
