"""Exports of many rows: what is taken out of the house in bulk waits for a second person, whichever area makes it."""

from typing import Any

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.second_person import SECOND_PERSON


def many_rows(action: str, title: tuple[str, str], *, again: bool = False) -> SecondPerson:
    """Return the mark of an operation that writes down an export as `action`, with how many `rows` it has.

    `again`: its author does it once more when it is approved, since it answers with the file itself.
    """

    def many(unit: Unit, rows: list[Any]) -> bool:
        limit = settings_in_force.read(unit.db, SECOND_PERSON, unit.now).export_rows
        return any(one == action and detail["rows"] > limit for one, detail in rows)

    return SecondPerson(kind="exports", title=title, when=many, again=again)
