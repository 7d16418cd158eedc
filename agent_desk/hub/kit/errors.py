"""Errors as classes: a stable id, an HTTP status, and one sentence a person can act on. One handler renders them all."""

import errno
from typing import Any, ClassVar, Final

DISK_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
"""Numbers of a fault of the system that says that a disk has no room."""


class HubError(Exception):
    """Base of every error the hub answers with. `values` fill the sentence here and the desk's translation there."""

    id: ClassVar[str] = "internal_fault"
    status: ClassVar[int] = 500
    sentence: ClassVar[str] = "The hub met a fault of its own; it has been written down under request {request_id}."

    def __init__(self, **values: Any) -> None:
        super().__init__(self.id)
        self.values = values

    def render(self) -> str:
        """Return the English sentence with its values; a value that is missing shows as a dash."""
        return self.sentence.format_map(_Dashes(self.values))


class _Dashes(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


class RefusedAfterCommit(Exception):
    """A request is refused with `error`, but what was written is committed all the same (a wrong password is counted)."""

    def __init__(self, error: HubError) -> None:
        super().__init__(error.id)
        self.error = error


class InternalFault(HubError):
    """Anything that was not foreseen."""


class NotSignedIn(HubError):
    id, status, sentence = "not_signed_in", 401, "Please sign in first."


class SessionExpired(HubError):
    id, status, sentence = (
        "session_expired",
        401,
        "Your sign-in has run out. Please sign in again; nothing you typed is lost.",
    )


class TakenOver(HubError):
    id, status, sentence = "taken_over", 401, "You have signed in at another seat ({seat}); this seat is signed out."


class NotPermitted(HubError):
    id, status, sentence = "not_permitted", 403, "Your roles do not allow this (permission {permission})."


class NotFound(HubError):
    id, status, sentence = "not_found", 404, "There is no such {what}."


class StaleVersion(HubError):
    id, status = "stale_version", 409
    sentence = "Somebody else changed this meanwhile. Compare both versions and save again."


class InvalidForm(HubError):
    id, status, sentence = "invalid_form", 422, "Some fields are missing or wrong: {names}."

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields=fields, names=", ".join(fields))


class TransitionRefused(HubError):
    id, status, sentence = "transition_refused", 409, "This is not possible now: {trigger} while {state}."


class IdempotencyMismatch(HubError):
    id, status = "idempotency_mismatch", 422
    sentence = "This key was used before for a different request; nothing was done."


class IdempotencyMissing(HubError):
    id, status, sentence = "idempotency_missing", 422, "Every write needs an Idempotency-Key; nothing was done."


class TooManyRequests(HubError):
    id, status, sentence = "too_many_requests", 429, "Too many requests; try again in {seconds} seconds."


class Busy(HubError):
    id, status, sentence = "busy", 503, "The hub has too much to do just now; try again in {seconds} seconds."


class BodyTooLarge(HubError):
    id, status, sentence = "too_large", 413, "What was sent is too large: at most {most} bytes are taken here."


class BodyTooSlow(HubError):
    id, status, sentence = "too_slow", 408, "The rest of the request did not come in time; send it again."


class MalformedRequest(HubError):
    id, status, sentence = "malformed_request", 400, "This is no request that the hub can read; nothing was done."


class NoSuchMethod(HubError):
    id, status, sentence = "no_such_method", 405, "This cannot be asked for in this way; nothing was done."


class DatabaseDown(HubError):
    id, status = "database_down", 503
    sentence = "The central database does not answer. What you typed is kept; it will be sent when it is back."


class DatabaseBusy(DatabaseDown):
    """Something was locked for too long, by others who are at the same."""

    id, status = "database_busy", 503
    sentence = "The central database is busy with this very thing. What you typed is kept; it is tried again at once."


class DiskFull(DatabaseDown):
    """The disk of the database or of the hub's files takes nothing more."""

    id, status = "disk_full", 503
    sentence = "A disk of the centre is full, so nothing can be stored; nothing was done. Please tell an administrator."


class ValueRefused(HubError):
    """The database does not take a value that the hub let through; which one, the log does not say."""

    id, status = "value_refused", 422
    sentence = "One of the values is none that can be stored (request {request_id}); nothing was done."


class ExchangeDown(HubError):
    id, status, sentence = "exchange_down", 503, "The telephone exchange does not answer. Calls in progress go on."


class ExchangeRefused(HubError):
    id, status, sentence = "exchange_refused", 409, "The telephone exchange refused: {error}."


def every_error() -> list[type[HubError]]:
    """Every error class there is, so that a test can compare the desk's sentences with them."""
    found: list[type[HubError]] = []
    waiting: list[type[HubError]] = [HubError]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.append(kind)
            waiting.append(kind)
    return found
