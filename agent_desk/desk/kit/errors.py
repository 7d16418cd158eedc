"""What can go wrong at a seat: one class per kind, light enough for the sign-in window to import.

``id`` and ``values`` choose and fill the sentence in :mod:`agent_desk.desk.kit.sentences`; ``str(error)`` is for the log only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

UnreachableCause = Literal[
    "no_connection", "timeout", "certificate", "certificate_file", "not_tls", "tls_only", "address"
]


class DeskError(Exception):
    """Anything the person at the seat is told about. ``error_id`` is the sentence's name, ``values`` fill it."""

    error_id: str = "desk_fault"

    def __init__(self, values: Mapping[str, Any] | None = None, *, detail: str = "") -> None:
        self.values: dict[str, Any] = dict(values or {})
        self.detail = detail
        super().__init__(f"{self.error_id} {self.values or ''} {detail}".strip())


class HubUnreachable(DeskError):
    """No answer came: no connection, no answer in time, or a certificate that is not the bank's.

    Nothing is known about whether a write arrived; repeating it with the same key is safe.
    """

    def __init__(self, cause: UnreachableCause, address: str, *, detail: str = "") -> None:
        self.cause: UnreachableCause = cause
        self.error_id = f"hub_unreachable.{cause}"
        super().__init__({"address": address}, detail=detail)


class HubRefused(DeskError):
    """The hub understood and said no (4xx). ``sentence`` is the hub's English wording, for ids that we do not know."""

    def __init__(
        self, error_id: str, values: Mapping[str, Any] | None = None, sentence: str = "", status: int = 400
    ) -> None:
        self.error_id = error_id
        self.sentence = sentence
        self.status = status
        super().__init__(values, detail=sentence)


class HubFault(DeskError):
    """The hub failed (5xx) or gave an answer that cannot be read. Repeating a write with the same key is safe."""

    def __init__(
        self,
        error_id: str = "internal_fault",
        values: Mapping[str, Any] | None = None,
        *,
        status: int = 500,
        request_id: str = "",
        detail: str = "",
    ) -> None:
        self.error_id = error_id
        self.status = status
        self.request_id = request_id
        super().__init__({"request_id": request_id or "-", **(values or {})}, detail=detail)


class KeptForLater(DeskError):
    """The hub could not be reached; the write lies on the seat's disk under ``key`` and is sent when the hub is back."""

    error_id = "kept_for_later"

    def __init__(self, key: str, *, detail: str = "") -> None:
        self.key = key
        super().__init__(detail=detail)


class OutboxUnusable(DeskError):
    """The seat's disk does not take unsent writes and drafts: full, read-only, or no permission."""

    def __init__(self, cause: Literal["disk_full", "read_only", "unreadable"], path: Path, *, detail: str = "") -> None:
        self.cause = cause
        self.path = path
        self.error_id = f"outbox_unusable.{cause}"
        super().__init__({"path": str(path)}, detail=detail)


class OutboxSetAside(DeskError):
    """A damaged outbox file was moved beside itself."""

    error_id = "outbox_set_aside"


class SettingsFault(DeskError):
    """The seat's settings cannot be used; ``faults`` holds one (sentence id, values) pair per fault."""

    error_id = "settings_fault"

    def __init__(self, faults: list[tuple[str, dict[str, Any]]]) -> None:
        self.faults = faults
        super().__init__({"count": len(faults)}, detail="; ".join(f"{name} {values}" for name, values in faults))


class UnexpectedFault(DeskError):
    """A fault in our own code: logged with its trace, shown as a fault, never swallowed."""

    error_id = "desk_fault"
    log_file: ClassVar[str] = "stderr"
    """Where it has been written down (seat_log.py)."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__({"kind": type(cause).__name__, "log": self.log_file}, detail=str(cause))
        self.__cause__ = cause
