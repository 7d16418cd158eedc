"""Signing in, and who is who."""

import uuid
from datetime import datetime

from pydantic import BaseModel, Field

from agent_desk.schemas.kit.bounded import Line, Secret


class SignIn(BaseModel):
    """What the sign-in window sends. `takeover` ends the sign-in at another seat; `new_password` replaces a one-time one."""

    login: Line = Field(min_length=1, max_length=64)
    password: Secret = Field(max_length=256)
    seat: Line = Field(min_length=1, max_length=128)
    proof: Secret = Field(default="", max_length=12_000)
    """In the password's place, from a sign-in in the browser (SignInProof)."""
    takeover: bool = False
    new_password: Secret | None = Field(default=None, max_length=256)


class Me(BaseModel):
    """The signed-in person, with what they may do."""

    id: uuid.UUID
    login: str
    name: str
    name_en: str
    agent_code: str | None
    roles: list[str]
    permissions: list[str]


class Centre(BaseModel):
    """The centre this hub serves. `exchange`: the hub has a telephone exchange; `simulated`: it is not a real one."""

    name_zh: str
    name_en: str
    zone: str
    simulated: bool
    exchange: bool = True
    demo: bool = False


class SignedIn(BaseModel):
    """The answer to a sign-in. The token is shown once and kept by the hub only as a digest."""

    token: str
    expires_at: datetime
    hub_time: datetime
    person: Me
    centre: Centre


class Session(BaseModel):
    """The sign-in behind a token, for a desk that starts again."""

    expires_at: datetime
    hub_time: datetime
    person: Me
    centre: Centre


class Done(BaseModel):
    """The answer to a write that has nothing else to say."""

    done: bool = True


class SignedOut(BaseModel):
    """The answer to a sign-out. `still`: the agent state that goes on (a call, after-call work); they leave the queues after it."""

    done: bool = True
    still: str | None = None
