"""Choose the directory by its address.

The hub knows LDAP. Other kinds are registered from outside, as entry points of the group `agent_desk.directories` (name: the
scheme; value: a function from address to `Directory`): so the simulated directory stands in `demo/`, which the bank's packages
leave out.
"""

from importlib.metadata import entry_points
from typing import Final
from urllib.parse import urlsplit

from agent_desk.hub.gateways.directory.address import PORTS, Address
from agent_desk.hub.gateways.directory.ldap import LdapDirectory
from agent_desk.hub.gateways.directory.protocol import Directory

GROUP: Final = "agent_desk.directories"


def directory_from_url(url: str, *, user: str = "", secret: str = "", authorities: str = "") -> Directory:
    """Return the directory at `url`, not asked yet. Raises ValueError with a sentence for an address that cannot be used.

    `user`, `secret`: the hub's own account in it. `authorities`: file of the certificates that vouch for its servers.
    """
    scheme = urlsplit(url).scheme
    if scheme in PORTS:
        return LdapDirectory(Address.from_url(url, user=user, secret=secret, authorities=authorities))
    registered = {found.name: found for found in entry_points(group=GROUP)}
    if scheme not in registered:
        known = ", ".join(f"{one}://" for one in (*PORTS, *registered))
        raise ValueError(f"No directory is known for {scheme or 'an address without a scheme'!r}; known: {known}.")
    made: Directory = registered[scheme].load()(url)
    return made
