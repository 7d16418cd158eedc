"""What people may be allowed, as the areas declare it: every permission with the roles that hold it from the first day.

Which permissions a role has is the bank's to decide, in the database; a permission that comes later reaches the roles of a
database in use by a migration (`migrations.steps.grant`).
"""

from collections.abc import Mapping

_holders: dict[str, tuple[str, ...]] = {}


def declare(permissions: Mapping[str, tuple[str, ...]]) -> None:
    """Make an area's permissions known, with their roles. Raises ValueError for one that is known, or that nobody would hold."""
    for permission, roles in permissions.items():
        if permission in _holders or not roles:
            raise ValueError(f"The permission {permission!r} is declared twice, or for no role.")
        _holders[permission] = roles


def permissions() -> list[str]:
    """Return every permission there is, by area."""
    return sorted(_holders)


def permissions_of(role: str) -> list[str]:
    """Return what this role of the product may do from the first day."""
    return sorted(permission for permission, roles in _holders.items() if role in roles)
