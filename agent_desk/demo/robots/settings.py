"""What robots are told before they begin, and what they say at the end: JSON on standard input and output."""

from pydantic import BaseModel


class Complained(BaseModel):
    """A complaint as a customer tells it, with its classes."""

    business: str
    cause: str
    channel: str
    wish: str
    urgency: str
    text: str


class RobotSettings(BaseModel):
    """How robots work. Every duration that a person would take is divided by `speed`."""

    hub: str
    logins: list[str]
    password: str
    data: str
    """Folder for their outboxes."""
    seed: int = 1
    speed: float = 1.0
    sign_in_apart_s: float = 0.05
    begin_apart_s: float = 0.15
    break_share: float = 0.0
    """How often a robot goes away after a call (a break, paperwork) instead of taking the next."""
    break_s: tuple[float, float] = (60.0, 240.0)
    break_reasons: list[str] = []
    complain_share: float = 0.03
    hold_share: float = 0.14
    transfer_share: float = 0.04
    search_share: float = 0.6
    verify_share: float = 0.55
    questions: list[str] = []
    """What they ask the knowledge base."""
    notes: dict[str, list[str]] = {}
    """What they write at wrap-up, by disposition."""
    dispositions: dict[str, list[str]] = {}
    """Dispositions by queue."""
    complaints: list[Complained] = []


class Write(BaseModel):
    """One write of a robot as the robot saw it. `status`: done, refused (an answer that says no) or failed (no answer)."""

    login: str
    method: str
    path: str
    key: str
    status: str
    error: str = ""
    id: str = ""
    """The id in the hub's answer, where it has one."""
    said: str = ""
    """The notes of a wrap-up."""


class Ledger(BaseModel):
    """Everything the robots did, by their own account."""

    writes: list[Write] = []
    pop_ms: list[float] = []
    errors: list[str] = []
    refused: dict[str, int] = {}
    """How often the hub said no to what had come too late (the customer hung up meanwhile), by its id."""
    answered: int = 0
    wrap_ups: int = 0
    complaints: int = 0
