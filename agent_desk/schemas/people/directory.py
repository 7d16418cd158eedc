"""Sign-in by the bank's directory and by OpenID: what is offered at the door, what a group gives, who somebody would be."""

import uuid
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.administration.records import HeldRole, RoleCode, ScopeWord
from agent_desk.schemas.kit.bounded import Count, Line
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

Source = Literal["directory", "openid"]
Outcome = Literal[
    "known", "joins", "made", "not_here", "no_role", "disabled_there", "disabled_here", "own_password", "unknown"
]


class SignInOffer(WireRecord):
    """How one can sign in at this hub, for the sign-in window. `openid`: by the browser, under the bank's own name for it."""

    directory: bool = False
    """User name and password of the bank's directory are taken too."""
    simulated: bool = False
    """That directory is a twin for demonstrations."""
    off: bool = False
    """There is a directory, and sign-in by it is switched off."""
    openid: bool = False
    openid_zh: OwnText = ""
    openid_en: OwnText = ""
    zone: str = ""
    """The centre's time zone: what is told at the door has the centre's times."""


class OpenIdStart(WireRecord):
    """What a seat has made for one sign-in by the browser; it keeps the verifier of `challenge` (PKCE, S256) to itself.

    `anew`: the provider shall ask who it is, whatever it remembers: to unlock a seat.
    """

    redirect_uri: Line = Field(max_length=200)
    state: Line = Field(min_length=16, max_length=200)
    nonce: Line = Field(min_length=16, max_length=200)
    challenge: str = Field(min_length=43, max_length=43, pattern=r"^[A-Za-z0-9_-]+$")
    anew: bool = False


class OpenIdPlace(WireRecord):
    """Where the browser goes."""

    url: str


class OpenIdReturn(WireRecord):
    """What the browser brought back, and what only the seat knows. `issuer`: as it stood beside the code."""

    code: Line = Field(min_length=1, max_length=2000)
    verifier: Line = Field(min_length=43, max_length=128)
    nonce: Line = Field(min_length=16, max_length=200)
    redirect_uri: Line = Field(max_length=200)
    issuer: Line | None = Field(default=None, max_length=500)
    seat: Line = Field(min_length=1, max_length=128)


class SignInProof(WireRecord):
    """Says to the hub who has signed in at the provider, instead of a password: for this seat, a few minutes, one session."""

    login: str
    proof: str


class GroupFields(WireRecord):
    """A group and the role that it gives. `name`: of a directory its distinguished name, of OpenID the word in the claim.

    `scope` and `subjects`: how far the role reaches, as of HeldRole; none: as the role is given by default, and what was narrowed by hand
    stays.
    """

    source: Source
    name: Line = Field(min_length=1, max_length=500)
    role: RoleCode
    scope: ScopeWord | None = None
    subjects: list[Annotated[Line, Field(max_length=64)]] = Field(default=[], max_length=50)


class GroupForm(GroupFields):
    """An edit, made from `version`; None for a new one."""

    version: Count | None = None


class GroupRow(GroupFields):
    """What a group gives. `people`: how many people that sign in by this source hold the role now."""

    id: uuid.UUID
    role_zh: str
    role_en: str
    version: int


class GroupSeen(WireRecord):
    """A group somebody is in, and the roles that it gives here; none for most groups of a bank."""

    name: OwnText
    roles: list[str] = []


class Trial(WireRecord):
    """Who a login is in the directory, and what would become of their sign-in. Nothing is changed by asking."""

    login: str
    outcome: Outcome
    name: OwnText = ""
    groups: list[GroupSeen] = []
    roles: list[str] = []
    held: list[HeldRole] = []
    """The same roles with how far they would reach."""
