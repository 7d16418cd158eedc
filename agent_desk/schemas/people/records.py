"""Signing in, and who is who."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import Field

from agent_desk.schemas.kit.bounded import Line, Secret, Text
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

UnlockWord = Literal["password", "browser"]


class SignIn(WireRecord):
    """What the sign-in window sends. `takeover` ends the sign-in at another seat; `new_password` replaces a one-time one.

    `seat_secret`: from this person's first sign-in at the seat; a seat that has it is not slowed down by what strangers do.
    `code`: of the second factor, or a recovery code.
    """

    login: Line = Field(min_length=1, max_length=64)
    password: Secret = Field(max_length=256)
    seat: Line = Field(min_length=1, max_length=128)
    proof: Secret = Field(default="", max_length=12_000)
    """In the password's place, from a sign-in in the browser (SignInProof)."""
    takeover: bool = False
    new_password: Secret | None = Field(default=None, max_length=256)
    seat_secret: Line = Field(default="", max_length=64)
    code: Line = Field(default="", max_length=32)


class Me(WireRecord):
    """The signed-in person, with what they may do."""

    id: uuid.UUID
    login: str
    name: OwnText
    name_en: OwnText
    agent_code: str | None
    roles: list[str]
    permissions: list[str]


class Centre(WireRecord):
    """The centre this hub serves. `exchange`: the hub has a telephone exchange; `simulated`: it is not a real one."""

    name_zh: OwnText
    name_en: OwnText
    zone: str
    simulated: bool
    exchange: bool = True
    demo: bool = False


class SignedIn(WireRecord):
    """The answer to a sign-in. The token is shown once and kept by the hub only as a digest.

    `seat_secret`: to be kept at the seat for the next sign-in; "" where the seat has one. `recovery_codes`: shown once, when a
    second factor has just come into force. `lock_after_min`: minutes without a hand at the seat until it locks; 0: never.
    `unlock_by`: with what this person unlocks it.
    """

    token: str
    expires_at: datetime
    hub_time: datetime
    person: Me
    centre: Centre
    seat_secret: str = ""
    recovery_codes: list[str] = []
    lock_after_min: int = 0
    watermark: bool = True
    """Whether screens with customers' data bear the name of who is signed in."""
    unlock_by: list[UnlockWord] = ["password"]


class Session(WireRecord):
    """The sign-in behind a token, for a desk that starts again."""

    expires_at: datetime
    hub_time: datetime
    person: Me
    centre: Centre
    lock_after_min: int = 0
    watermark: bool = True
    unlock_by: list[UnlockWord] = ["password"]


class OwnPassword(WireRecord):
    """A person's new password, with the one they have."""

    old: Secret = Field(min_length=1, max_length=256)
    new: Secret = Field(min_length=1, max_length=256)


class Unlock(WireRecord):
    """With what a person unlocks their seat: the password, or a `proof` from signing in anew in the browser (SignInProof)."""

    password: Secret = Field(default="", max_length=256)
    proof: Secret = Field(default="", max_length=12_000)


class FactorReset(WireRecord):
    """Why somebody's second factor is taken away."""

    reason: Text = Field(min_length=1, max_length=400)


class Done(WireRecord):
    """The answer to a write that has nothing else to say."""

    done: bool = True


class SignedOut(WireRecord):
    """The answer to a sign-out. `still`: the agent state that goes on (a call, after-call work); they leave the queues after it."""

    done: bool = True
    still: str | None = None


class HubEdition(WireRecord):
    """Which program the hub is, and from which edition of the interface to which it serves desks (`schemas/kit/edition.py`). `ask_zh`,
    `ask_en`, `place`: whom to ask for the right program, and where it lies."""

    program: OwnText
    edition: int
    oldest: int
    ask_zh: OwnText = ""
    ask_en: OwnText = ""
    place: OwnText = ""
