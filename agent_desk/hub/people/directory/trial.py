"""Who is this login, and what would they get? Asked by an administrator before anybody signs in."""

from agent_desk.hub.gateways.directory.protocol import DirectoryAway
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.directory import accounts, groups
from agent_desk.hub.people.directory.errors import DirectoryDown
from agent_desk.schemas.people.directory import GroupSeen, Trial


def tried(unit: Unit, login: str) -> Trial:
    """Return what the directory says of a login and what their groups give here. Raises DirectoryDown."""
    try:
        seen = unit.hub.directories.found(login.strip())
    except DirectoryAway as away:
        raise DirectoryDown() from away
    # Whom was asked for is personal: it is written down, found or not.
    unit.audit("people.try_directory", "directory_account", login.strip(), found=seen is not None)
    if seen is None:
        return Trial(login=login.strip(), outcome="unknown")
    by_group = groups.given(unit.db, "directory", seen.groups)
    held = accounts.roles_of(unit.db, "directory", seen, accounts.by_login(unit.db, seen.login))
    return Trial(
        login=seen.login,
        outcome=accounts.outcome(unit.db, "directory", seen),
        name=seen.name,
        groups=[GroupSeen(name=key, roles=[one.role for one in by_group.get(key, ())]) for key in seen.groups],
        roles=[one.role for one in held],
        held=held,
    )
