"""What people may be allowed, as the areas declare it: every permission with the roles that hold it from the first day.

Which permissions a role has is the bank's to decide, in the database; a permission that comes later reaches the roles of a
database in use by a migration (`migrations.steps.grant`).

What administers belongs to one of three offices that one person should not hold together (三权分立): the system, its security,
its audit. No role of the product holds two of them; a bank may unite what it must, and is told (`hub/people/offices.py`).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from agent_desk.schemas.people.offices import OFFICES, Office

KEEPERS: Final[Mapping[Office, str]] = {
    "system": "system_administrator",
    "security": "security_administrator",
    "audit": "auditor",
}
"""The product's role of each office."""
_holders: dict[str, tuple[str, ...]] = {}
_offices: dict[str, Office] = {}
_histories: dict[str, str] = {}


def declare(permissions: Mapping[str, tuple[str, ...]], offices: Mapping[str, Office]) -> None:
    """Make an area's permissions known, with their roles and the office of those that administer.

    Raises ValueError for one that is known, that nobody would hold, or whose roles are not those of its office: what administers is
    held by the one role of its office, and what one kind of administrator alone holds says whose office it is. What several of them
    hold (a look at each other's work) is of none.
    """
    for permission, roles in permissions.items():
        if permission in _holders or not roles:
            raise ValueError(f"The permission {permission!r} is declared twice, or for no role.")
        office = offices.get(permission)
        if office is not None and roles != (KEEPERS[office],):
            raise ValueError(f"{permission!r} is of the office {office!r}: it is held by {KEEPERS[office]!r} alone.")
        if office is None and len(roles) == 1 and roles[0] in KEEPERS.values():
            raise ValueError(
                f"{permission!r} is held by one administrator alone: say whose office it is (Area.offices)."
            )
        _holders[permission] = roles
        if office is not None:
            _offices[permission] = office
    if unknown := set(offices) - set(permissions):
        raise ValueError(f"An office of what is no permission of the area: {sorted(unknown)}.")


def declare_histories(histories: Mapping[str, str]) -> None:
    """Make known which permission lets a person read the history of each kind of record. Raises ValueError for one that is known."""
    for entity, permission in histories.items():
        if entity in _histories:
            raise ValueError(f"Two areas say who reads the history of {entity!r}.")
        _histories[entity] = permission


def reader_of(entity: str) -> str | None:
    """Return the permission that lets a person read the history of a kind of record; None where the audit's alone does."""
    return _histories.get(entity)


def permissions() -> list[str]:
    """Return every permission there is, by area."""
    return sorted(_holders)


def permissions_of(role: str) -> list[str]:
    """Return what this role of the product may do from the first day."""
    return sorted(permission for permission, roles in _holders.items() if role in roles)


def office_of(permission: str) -> Office | None:
    """Return whose office a permission is; None for what does not administer."""
    return _offices.get(permission)


def offices_of(held: Iterable[str]) -> list[Office]:
    """Return the offices that these permissions are of, in their order."""
    found = {_offices.get(one) for one in held}
    return [office for office in OFFICES if office in found]
