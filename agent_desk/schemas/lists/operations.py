"""What can be asked for each declared list: its entries, a new one, another one, another order."""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.lists import DeclaredList, ListOrder
from agent_desk.schemas.kit.operation import ALL, Operation, Operations
from agent_desk.schemas.lists import declared_lists


@dataclass(frozen=True)
class ListOperations:
    """The operations of one list; its rows and forms are those of its declaration."""

    entries: Operation[[], list[Any]]
    add: Operation[[Any], Any]
    edit: Operation[[str, Any], Any]
    arrange: Operation[[ListOrder], list[Any]]
    take_back: Operation[[str, uuid.UUID], Any]


@cache
def operations_of(one: DeclaredList[Any]) -> ListOperations:
    """Return the operations of a list: made once, of its declaration."""
    # The list's own types, so that the hub's door checks every field and OpenAPI names it.
    Row, New, Edit = one.row, one.new, one.edit
    named, path = Operations("lists"), f"/settings/lists/{one.name}"

    def entries() -> list[Row]:  # type: ignore[valid-type]
        """Return every entry, retired ones too."""

    def add(form: New) -> Row:  # type: ignore[valid-type]
        """Add an entry, offered at once."""

    def edit(code: Line, form: Edit) -> Row:  # type: ignore[valid-type]
        """Change an entry, retire it or bring it back."""

    def arrange(form: ListOrder) -> list[Row]:  # type: ignore[valid-type]
        """Give the list another order."""

    def take_back(code: Line, plan_id: uuid.UUID) -> Row:  # type: ignore[valid-type]
        """Withdraw a change that waits for its day."""

    prefixes = ((entries, ""), (add, "add_"), (edit, "edit_"), (arrange, "arrange_"), (take_back, "take_back_"))
    for function, prefix in prefixes:
        function.__name__ = f"{prefix}{one.name}"
        function.__doc__ = f"{one.title.en}: {function.__doc__}"
    return ListOperations(
        entries=named.read(path, one.permission, ALL)(entries),
        add=named.write(path, one.permission, ALL)(add),
        edit=named.write(f"{path}/{{code}}", one.permission, ALL, method="PUT")(edit),
        arrange=named.write(path, one.permission, ALL, method="PUT")(arrange),
        take_back=named.write(f"{path}/{{code}}/planned/{{plan_id}}", one.permission, ALL, method="DELETE")(take_back),
    )


area = Operations("lists")
for _one in declared_lists():
    _own = operations_of(_one)
    area.declared.extend((_own.entries, _own.add, _own.edit, _own.arrange, _own.take_back))
