"""An operation, declared once: method, path, form, answer, permission and scope. The hub's endpoint and the desk's call come of it.

    cases = Operations("cases")

    @cases.read("/cases/due-soon", VIEW, OWN_OR_ALL)
    def due_soon(*, mine: bool = False) -> DueSoon:
        \"\"\"Return the open complaints by the day they are due.\"\"\"

The signature is the declaration: a parameter named in the path is part of it, a record of a write or of an `ask` is its body, everything
else stands in the query. It has no code of its own; `hub/kit/web.py` serves it, `desk/kit/api.py` calls it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Generic, Literal, ParamSpec, TypeVar, get_args, get_origin
from urllib.parse import quote, urlencode

from pydantic import BaseModel

from agent_desk.schemas.kit.personal import holds_customers_data, names_a_customer

P = ParamSpec("P")
A = TypeVar("A")
A_co = TypeVar("A_co", covariant=True)
Method = Literal["GET", "POST", "PUT", "DELETE"]
Reach = Literal["own", "team", "queue", "held", "common", "all"]
Place = Literal["path", "query", "body", "field"]
File = Literal["", "figures", "sound", "personal"]
"""A file of figures or of the house itself, a sound that is played, a file with customers' data or people's deeds."""

COPY: Final = "personal.copy"
"""The right to copy from screens that show customers' data, to print them and to take a file of them; each is written down."""
OPEN: Final = "open"
"""Permission word of the few operations that anybody may ask for (sign-in)."""
SIGNED_IN: Final = "signed_in"
"""Permission word of operations that need a sign-in and nothing more."""

OF_ITS_KIND: Final = "permission of its kind"
"""Word for `Scope.all_with` where each kind of record names the permission itself (long jobs)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records an operation reaches.

    `own`, `team`, `queue`: the caller's, and for who holds `all_with` as well, those which that permission reaches. `held`: those
    which the operation's permission reaches (a role is held for oneself, a team, queues, a branch or everything). `all`: the
    whole centre's, so the permission must reach everything. `common`: nobody's (words, articles): whoever holds the permission.
    """

    reach: Reach
    all_with: str | None = None

    def __str__(self) -> str:
        return self.reach if self.all_with is None else f"{self.reach}; all with {self.all_with}"


OWN: Final = Scope("own")
HELD: Final = Scope("held")
COMMON: Final = Scope("common")
ALL: Final = Scope("all")


@dataclass(frozen=True, slots=True)
class InQuery:
    """Mark of a parameter that stands in the query under another name: `Annotated[list[str], InQuery("state")]`."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter of an operation. `wire`: its name on the wire. A `field` is one field of the operation's body."""

    name: str
    wire: str
    place: Place
    annotation: Any
    default: Any


@dataclass(frozen=True, slots=True)
class Request(Generic[A_co]):
    """An operation asked with values: what goes over the wire, and the record that comes back."""

    method: Method
    url: str
    """The path with its query, from `/api` on."""
    body: BaseModel | Mapping[str, Any] | None
    answer: Any
    """The type of the answer: a record, a list of records, bytes for a file, None for nothing."""
    personal: str = ""
    """The operation's name where its answer holds customers' data."""


@dataclass(frozen=True, eq=False)
class Operation(Generic[P, A]):
    """What a person can ask the hub for. Made by :class:`Operations`."""

    name: str
    """The area and the function, as OpenAPI and the tests name it: "cases.due_soon"."""
    method: Method
    path: str
    permission: str
    scope: Scope
    declared: Callable[P, A]
    body: type[BaseModel] | None = None
    """The record of the body whose fields are parameters of their own; None where a parameter is the record."""
    once: bool = True
    """Whether a write needs an idempotency key. False: repeating does no harm, or the answer is a secret that is never stored."""
    audits: str = ""
    """The action by which each read is written down in the audit trail, by the function that does it; "" where none is."""
    summed: str = ""
    """The action by which reads are written down where a list refreshes itself: one row a person, question and hour."""
    summed_by: tuple[str, ...] | None = None
    """The parameters that make another question of it; None: all of them."""
    file: File = ""
    """What the file is that it answers with; "" where it answers with a record."""
    longest: int = 0
    """Bytes that the body of an upload may have; 0: as any other."""
    asks: bool = False
    """A read whose question is a record of its own: what somebody types, too long for an address and none of those who log addresses."""

    @property
    def writes(self) -> bool:
        """Whether it changes something in the hub."""
        return self.method != "GET" and not self.asks

    @property
    def sends(self) -> bool:
        """Whether a record is its body."""
        return self.writes or self.asks

    @property
    def area(self) -> str:
        """The area it belongs to."""
        return self.name.partition(".")[0]

    @cached_property
    def signature(self) -> inspect.Signature:
        """Its parameters and its answer, with their types."""
        return inspect.signature(self.declared, eval_str=True)

    @property
    def answer(self) -> Any:
        """The type of its answer."""
        return self.signature.return_annotation

    @cached_property
    def personal(self) -> bool:
        """Whether its answer holds customers' personal data: where it is shown, the desk marks the screen and keeps copies back."""
        if self.writes:
            return names_a_customer(self.answer)
        return bool(self.audits or self.summed) and holds_customers_data(self.answer)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its parameters and where each stands."""
        return tuple(self._part(one) for one in self.signature.parameters.values())

    def _part(self, parameter: inspect.Parameter) -> Part:
        name, annotation = parameter.name, parameter.annotation
        marks = (
            [mark for mark in get_args(annotation)[1:] if isinstance(mark, InQuery)] if _annotated(annotation) else []
        )
        place: Place = "query"
        if f"{{{name}}}" in self.path:
            place = "path"
        elif self.body is not None and name in self.body.model_fields:
            place = "field"
        elif self.sends and is_record(annotation):
            place = "body"
        return Part(name, marks[0].name if marks else name, place, annotation, parameter.default)

    def request(self, *args: P.args, **kwargs: P.kwargs) -> Request[A]:
        """Return what goes over the wire for these values. Values left out, None and defaults stay out of the query."""
        given = self.signature.bind(*args, **kwargs).arguments
        path, asked, fields = self.path, dict[str, Any](), dict[str, Any]()
        body: BaseModel | Mapping[str, Any] | None = {} if self.method in ("POST", "PUT") else None
        for part in self.parts:
            if part.name not in given:
                continue
            value = given[part.name]
            if part.place == "path":
                path = path.replace(f"{{{part.name}}}", quote(str(value), safe=""))
            elif part.place == "body":
                body = value
            elif part.place == "field":
                fields[part.name] = value
            elif isinstance(value, BaseModel):
                asked |= {name: _word(one) for name, one in value.model_dump(mode="json", exclude_none=True).items()}
            elif value is not None and value != part.default:
                asked[part.wire] = _word(value)
        if self.body is not None:
            body = self.body(**fields)
        url = f"{path}?{urlencode(asked, doseq=True)}" if asked else path
        return Request(self.method, url, body, self.answer, self.name if self.personal else "")


def _word(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return [_word(one) for one in value] if isinstance(value, list | tuple) else str(value)


def _annotated(annotation: Any) -> bool:
    return get_origin(annotation) is Annotated


def is_record(annotation: Any) -> bool:
    """Return whether a parameter is a record of ours, and not a plain value."""
    return inspect.isclass(annotation) and issubclass(annotation, BaseModel)


@dataclass(frozen=True)
class Operations:
    """The operations of one area, in the order in which they are declared: words in a path go before ids in their place."""

    area: str
    declared: list[Operation[..., Any]] = field(default_factory=list)

    def read(
        self,
        path: str,
        permission: str,
        scope: Scope,
        *,
        audits: str = "",
        summed: str = "",
        summed_by: tuple[str, ...] | None = None,
        file: File = "",
    ) -> Callable[[Callable[P, A]], Operation[P, A]]:
        """Declare a read. What shows customers' data or the audit trail is written down: `audits`, `summed`, as of Operation.

        `file`: what a file is; one that is "personal" is given to nobody without the right to copy (`COPY`).
        """

        def declare(function: Callable[P, A]) -> Operation[P, A]:
            name = f"{self.area}.{function.__name__}"
            made = Operation(name, "GET", path, permission, scope, function, audits=audits, summed=summed)
            return self._added(replace(made, summed_by=summed_by, file=file))

        return declare

    def ask(
        self, path: str, permission: str, scope: Scope, *, summed: str = "", summed_by: tuple[str, ...] | None = None
    ) -> Callable[[Callable[P, A]], Operation[P, A]]:
        """Declare a read whose question is a record (`Operation.asks`). `summed`, `summed_by`: as of `read`."""

        def declare(function: Callable[P, A]) -> Operation[P, A]:
            name = f"{self.area}.{function.__name__}"
            made = Operation(name, "POST", path, permission, scope, function, summed=summed)
            return self._added(replace(made, summed_by=summed_by, asks=True))

        return declare

    def write(
        self,
        path: str,
        permission: str,
        scope: Scope,
        *,
        method: Method = "POST",
        body: type[BaseModel] | None = None,
        once: bool = True,
        longest: int = 0,
    ) -> Callable[[Callable[P, A]], Operation[P, A]]:
        """Declare a write. `body`: the record whose fields are the operation's parameters. `once`, `longest`: as of Operation."""

        def declare(function: Callable[P, A]) -> Operation[P, A]:
            name = f"{self.area}.{function.__name__}"
            made = Operation(name, method, path, permission, scope, function, body=body, once=once, longest=longest)
            return self._added(made)

        return declare

    def _added(self, operation: Operation[P, A]) -> Operation[P, A]:
        self.declared.append(operation)
        _known[operation.name] = operation
        return operation


_known: Final[dict[str, Operation[..., Any]]] = {}


def known(name: str) -> Operation[..., Any] | None:
    """Return the operation of this name; None where none of the modules that have been imported declares it."""
    return _known.get(name)
