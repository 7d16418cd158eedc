"""What the hub asks a directory of people, whatever stands behind it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DirectoryPerson:
    """Somebody as the directory knows them."""

    subject: str
    """Names them for ever, whatever their login becomes (entryUUID, objectGUID)."""
    login: str
    name: str
    groups: tuple[str, ...]
    """The groups they belong to, directly or through other groups, each as `group_key` writes it."""
    active: bool = True
    """False: the directory has disabled them."""
    signed_in_at: float | None = field(default=None, compare=False)
    """When an OpenID provider last asked them who they are (seconds since 1970), where it says so."""


@dataclass(frozen=True, slots=True)
class Callback:
    """What the browser brought back to the seat, with what only the seat knows. The repr shows none of it."""

    code: str = field(repr=False)
    verifier: str = field(repr=False)
    nonce: str = field(repr=False)
    redirect_uri: str = field(repr=False)
    issuer: str | None = None
    """The provider's name for itself beside the code (RFC 9207)."""


class DirectoryAway(Exception):
    """The directory did not answer in time, or answered that it cannot. `cause` names the fault, without any person's data."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Directory(Protocol):
    """A directory of people. Every method blocks for a few seconds at most, may be called from several threads, and raises
    DirectoryAway."""

    simulated: bool
    """It is a twin for demonstrations, and the desk says so."""

    def proved(self, login: str, password: str) -> DirectoryPerson | None:
        """Return who signs in with this password. None, alike for: unknown, a wrong password, none, locked, disabled, run out."""
        ...

    def found(self, login: str) -> DirectoryPerson | None:
        """Return somebody by their login, disabled people too; None where nobody or more than one person has it."""
        ...

    def read_anew(self, subjects: Iterable[str]) -> Mapping[str, DirectoryPerson | None]:
        """Return people by their subjects; None for who is there no more."""
        ...


class OpenId(Protocol):
    """An OpenID provider. Every method blocks for a few seconds at most, may be called from several threads, and raises
    DirectoryAway."""

    def authorization_url(
        self, *, redirect_uri: str, state: str, nonce: str, challenge: str, anew: bool = False
    ) -> str:
        """Return where the browser goes. `anew`: the provider asks again who it is, whatever it remembers.

        Raises ValueError for a redirect that does not lead to this person's own machine.
        """
        ...

    def proved(self, callback: Callback) -> DirectoryPerson | None:
        """Return who signed in; None where the code or anything about the ID token is not right."""
        ...


def typed_login(typed: str) -> str:
    """Return a login as a directory is asked for it: full width made narrow, what shows nothing left out. "" for one that
    nobody has: empty, or with control signs, at which some directories stop reading."""
    login = unicodedata.normalize("NFKC", typed)
    login = "".join(sign for sign in login if unicodedata.category(sign) != "Cf").strip()
    return "" if any(unicodedata.category(sign)[0] == "C" for sign in login) else login


def is_login_of(typed: str, login: str) -> bool:
    """Return whether a login that the directory found is the one that was asked for: some match more than is typed."""
    return typed_login(login).casefold() == typed.casefold()


def group_key(name: str) -> str:
    """Return a group's name as it is compared: without the blanks around the parts of a distinguished name, in small letters."""
    parts = [part.strip() for part in _split(name.strip(), ",")]
    return ",".join("=".join(word.strip() for word in part.split("=", 1)) for part in parts).casefold()


def _split(name: str, at: str) -> list[str]:
    """Split at commas that no backslash stands before."""
    parts, begun, escaped = [], "", False
    for sign in name:
        if sign == at and not escaped:
            parts.append(begun)
            begun = ""
            continue
        escaped = sign == "\\" and not escaped
        begun += sign
    return [*parts, begun]
