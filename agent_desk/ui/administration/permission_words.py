"""What each permission lets a person do, in words, by area. A test compares the table with the hub's permissions."""

from collections.abc import Sequence

from agent_desk.schemas.people.words import PERMISSION_AREAS, PERMISSIONS
from agent_desk.ui.kit import words


def word(permission: str) -> str:
    """Return a permission in words; one this desk does not know shows as itself."""
    return words.say(PERMISSIONS[permission]) if permission in PERMISSIONS else permission


def grouped(permissions: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(area in words, [(permission, in words)]), areas in the order of the product, unknown ones last."""
    by_area: dict[str, list[tuple[str, str]]] = {area: [] for area in PERMISSION_AREAS}
    order = list(PERMISSIONS)
    for one in sorted(permissions, key=lambda name: (order.index(name) if name in order else len(order), name)):
        by_area.setdefault(one.split(".")[0], []).append((one, word(one)))
    return [(_area(area), listed) for area, listed in by_area.items() if listed]


def _area(area: str) -> str:
    return words.say(PERMISSION_AREAS.of(area))
