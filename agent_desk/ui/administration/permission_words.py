"""What each permission lets a person do, in words, by area. A test compares the table with the hub's permissions."""

from collections.abc import Iterable, Mapping, Sequence

from agent_desk.schemas.people.offices import WORDS as OFFICES
from agent_desk.schemas.people.offices import Office
from agent_desk.schemas.people.words import PERMISSION_AREAS, PERMISSIONS
from agent_desk.ui.kit import words


def word(permission: str) -> str:
    """Return a permission in words; one this desk does not know shows as itself."""
    return words.say(PERMISSIONS[permission]) if permission in PERMISSIONS else permission


def in_order(permissions: Iterable[str]) -> list[str]:
    """Return permissions in the order of the product, unknown ones last."""
    order = list(PERMISSIONS)
    return sorted(permissions, key=lambda name: (order.index(name) if name in order else len(order), name))


def grouped(
    permissions: Sequence[str], offices: Mapping[str, Office] | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """(area in words, [(permission, in words)]), areas in the order of the product, unknown ones last.

    `offices`: whose office what administers is; it stands beside its words.
    """
    by_area: dict[str, list[tuple[str, str]]] = {area: [] for area in PERMISSION_AREAS}
    for one in in_order(permissions):
        said, office = word(one), (offices or {}).get(one)
        if office is not None:
            said = words.with_more(said, words.say(OFFICES[office]))
        by_area.setdefault(one.split(".")[0], []).append((one, said))
    return [(_area(area), listed) for area, listed in by_area.items() if listed]


def _area(area: str) -> str:
    return words.say(PERMISSION_AREAS.of(area))
