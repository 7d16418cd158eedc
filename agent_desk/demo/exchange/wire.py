"""One JSON line for each record that goes between the simulated exchange and its clients.

A line is an object whose `type` is the record's class name; the other members are its fields. What arrives is checked
against the class's annotations, so that a foreign or torn line is a WireError and never half a record.
"""

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from agent_desk.demo.exchange import control
from agent_desk.hub.exchange.protocol import calls

VERSION = 1
LONGEST_LINE = 4 * 1024 * 1024
"""Octets; a snapshot of 10,000 calls fits."""


class WireError(ValueError):
    """A line is not one of our records; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """The first line of the server. `simulated` is always true: no one shall take this line for a real exchange."""

    server: str
    simulated: bool
    version: int
    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first line of a client: what the line is for, and, for events, the id of the last one it has."""

    purpose: Literal["events", "commands"]
    resume_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """Nothing new: the line is alive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Ask for a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The server could not read or carry out a line."""

    sentence: str


def _classes() -> dict[str, type]:
    records = (
        *get_args(calls.AnyEvent),
        *get_args(calls.AnyCommand),
        *get_args(control.AnySimCommand),
        calls.Result,
        calls.Snapshot,
        control.SimResult,
        Greeting,
        Hello,
        Beat,
        Look,
        Fault,
    )
    return {record.__name__: record for record in records}


CLASSES = _classes()

# ---------------------------------------------------------------------- out


def encode(record: object, number: int | None = None) -> bytes:
    """Return the record as one line with its line feed. `number` joins an answer to its request. Raises WireError."""
    name = type(record).__name__
    if CLASSES.get(name) is not type(record):
        raise WireError(f"{name} is not sent on this line.")
    body = {"type": name, **_members(record)}
    if number is not None:
        body["n"] = number
    return json.dumps(body, separators=(",", ":")).encode("ascii") + b"\n"


def _members(record: object) -> dict[str, object]:
    kind: type = type(record)
    return {name: _plain(getattr(record, name)) for name in _names(kind)}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return _members(value)
    return value


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(record))


# ---------------------------------------------------------------------- in


def decode(line: bytes | str) -> Any:
    """Return the record of one line. Raises WireError."""
    return decode_numbered(line)[0]


def decode_numbered(line: bytes | str) -> tuple[Any, int | None]:
    """Return the record of one line and the number that joins it to a request, if it has one. Raises WireError."""
    try:
        body = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireError("The line is not JSON.") from error
    if not isinstance(body, dict):
        raise WireError("The line is not a JSON object.")
    name, number = body.pop("type", None), body.pop("n", None)
    record = CLASSES.get(name) if isinstance(name, str) else None
    if record is None:
        raise WireError(f"The type {str(name)[:40]!r} is not known.")
    if number is not None and type(number) is not int:
        raise WireError("The number of the request is not an integer.")
    return _record(record, body), number


def _record(record: type, body: object) -> object:
    if not isinstance(body, Mapping):
        raise WireError(f"{record.__name__} is not an object.")
    readers = _readers(record)
    unknown = body.keys() - readers.keys()
    if unknown:
        raise WireError(f"{record.__name__} has no {min(unknown)[:40]!r}.")
    try:
        values = {name: read(body[name]) for name, (read, optional) in readers.items() if name in body or not optional}
    except KeyError as error:
        raise WireError(f"{record.__name__} lacks {error.args[0]!r}.") from error
    return record(**values)


Reader = Callable[[object], object]


@cache
def _readers(record: type) -> dict[str, tuple[Reader, bool]]:
    """For each field of the class: what checks and builds its value, and whether it may be left out."""
    hints = get_type_hints(record)
    return {
        one.name: (
            _reader(hints[one.name], f"{record.__name__}.{one.name}"),
            one.default is not MISSING or one.default_factory is not MISSING,
        )
        for one in fields(record)
    }


def _reader(hint: Any, where: str) -> Reader:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return lambda value: _one_of(value, arguments, where)
    if origin in (Union, types.UnionType):  # the only unions on the wire are "... or nothing"
        inner = _reader(next(one for one in arguments if one is not type(None)), where)
        return lambda value: None if value is None else inner(value)
    if origin in (tuple, Sequence):
        inner = _reader(arguments[0], where)
        return lambda value: _each(value, inner, where)
    if hint is datetime:
        return lambda value: _moment(value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        record: type = hint
        return lambda value: _record(record, value)
    return lambda value: _exactly(value, hint, where)


def _exactly(value: object, kind: type, where: str) -> object:
    if type(value) is not kind:
        raise WireError(f"{where} is not of type {kind.__name__}.")
    return value


def _one_of(value: object, allowed: tuple[object, ...], where: str) -> object:
    if not isinstance(value, str) or value not in allowed:
        raise WireError(f"{where} is none of the known words.")
    return value


def _each(value: object, inner: Reader, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise WireError(f"{where} is not a list.")
    return tuple(inner(one) for one in value)


def _moment(value: object, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise WireError(f"{where} is not a time with its zone.")
    return moment.astimezone(UTC)
