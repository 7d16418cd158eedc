"""Choose the directory by its address.

The hub knows LDAP. Other kinds are registered from outside, as entry points of the group `agent_desk.directories` (name: the
scheme; value: a function from address, account, secret and file of authorities to `Directory`): so the simulated directory
stands in `demo/`, which the bank's packages leave out. What a hub is not configured for it does not load either.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Final
from urllib.parse import urlsplit

from agent_desk.hub.gateways.directory.address import PORTS, Address, OpenIdSettings
from agent_desk.hub.gateways.directory.protocol import Directory, OpenId

GROUP: Final = "agent_desk.directories"
_OWN: Final = tuple(
    EntryPoint(name=scheme, value="agent_desk.hub.gateways.directory.ldap:LdapDirectory", group=GROUP)
    for scheme in PORTS
)
_OPENID: Final = EntryPoint(name="openid", value="agent_desk.hub.gateways.directory.openid:OpenIdProvider", group=GROUP)


def directory_from_url(url: str, *, user: str = "", secret: str = "", authorities: str = "") -> Directory:
    """Return the directory at `url`, not asked yet. Raises ValueError with a sentence for an address that cannot be used.

    `user`, `secret`: the hub's own account in it. `authorities`: file of the certificates that vouch for its servers.
    """
    scheme = urlsplit(url).scheme
    known = {found.name: found for found in (*_OWN, *entry_points(group=GROUP))}
    if scheme not in known:
        names = ", ".join(f"{one}://" for one in known)
        raise ValueError(f"No directory is known for {scheme or 'an address without a scheme'!r}; known: {names}.")
    make = known[scheme].load()
    given = Address.from_url(url, user=user, secret=secret, authorities=authorities) if scheme in PORTS else url
    made: Directory = make(given)
    return made


def openid_of(settings: OpenIdSettings) -> OpenId:
    """Return the provider, not asked yet. Raises ValueError with a sentence."""
    made: OpenId = _OPENID.load()(settings)
    return made
