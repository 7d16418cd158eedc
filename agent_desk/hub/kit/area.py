"""What an area of the hub is made of, on one record: where a new area enters the house."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlalchemy.orm import Session

from agent_desk.hub.kit import approvals, foreseeing, gateways, lists, naming
from agent_desk.hub.kit.approvals import TwoPersons
from agent_desk.hub.kit.centre_file import parts as centre_file
from agent_desk.hub.kit.centre_file.parts import Part
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.foreseeing import Foresee
from agent_desk.hub.kit.gateways import Gateway
from agent_desk.hub.kit.health import check
from agent_desk.hub.kit.health.check import Check
from agent_desk.hub.kit.lists import Store
from agent_desk.hub.kit.naming import EntityName
from agent_desk.hub.kit.permissions import declare, declare_histories
from agent_desk.hub.kit.ticker import Duty
from agent_desk.schemas.people.offices import Office

Process = Literal["seats", "exchange", "back_room"]
"""The processes of a hub: which serves the seats, which speaks with the telephone exchange, which does the rest."""
EVERY: Final[frozenset[Process]] = frozenset({"seats", "exchange", "back_room"})
"""Of a hub that is one process."""
SEATS: Final[frozenset[Process]] = frozenset({"seats"})
EXCHANGE: Final[frozenset[Process]] = frozenset({"exchange"})
BACK_ROOM: Final[frozenset[Process]] = frozenset({"back_room"})


def _no_threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: what it says here is all that the rest of the hub knows of it, beside its `service` and `views`."""

    name: str
    endpoints: str = ""
    """The module with the `router` of its operations; only the process that serves the seats imports it."""
    busiest: bool = False
    """Its paths are looked for first, since every move of every seat asks for them."""
    permissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each permission with the roles that hold it from the first day. One that is new needs a migration with `grant`."""
    offices: Mapping[str, Office] = field(default_factory=dict)
    """Which of its permissions administer, and whose office each is; no role of the product holds two offices."""
    histories: Mapping[str, str] = field(default_factory=dict)
    """Kinds of record, as the audit trail names them, with the permission that lets a person read the history of one."""
    seed_defaults: tuple[Callable[[Session], None], ...] = ()
    """What a new database must hold before anybody can sign in; each changes nothing in one that is in use."""
    jobs: tuple[Callable[[HubContext], None], ...] = ()
    """Each makes tasks known to the job queue of a process."""
    orders: frozenset[str] = frozenset()
    """Names of the tasks that are orders to the telephone exchange."""
    duties: Callable[[], list[Duty]] = list
    """What one hub at a time does regularly."""
    threads: Callable[[HubContext, frozenset[Process]], list[threading.Thread]] = _no_threads
    """What goes on in the background where a process is what is named; what only one hub may do takes a lease."""
    two_persons: tuple[TwoPersons, ...] = ()
    """What of it a second person has to confirm."""
    names: Mapping[str, EntityName] = field(default_factory=dict)
    """What people call each kind of record that it writes into the audit trail."""
    lists: tuple[Store, ...] = ()
    """Where its declared lists lie."""
    file_parts: tuple[Part, ...] = ()
    """What it keeps by rows that belongs into the centre's file; declared settings and lists are in it by themselves."""
    foresees: Mapping[str, Foresee] = field(default_factory=dict)
    """What values of its settings would change, by the setting's key."""
    checks: tuple[Check, ...] = ()
    """What of it the health page looks at."""
    gateways: tuple[Gateway, ...] = ()
    """The systems outside that it speaks with."""
    hooks: tuple[Callable[[], None], ...] = ()
    """What it adds to hooks of areas below (`Hook.adding`)."""

    def connect(self) -> None:
        """Declare its permissions and histories, and add to the hooks; once in a process."""
        declare(self.permissions, self.offices)
        declare_histories({**self.histories, **{one.declared.entity: one.declared.permission for one in self.lists}})
        approvals.declare(self.two_persons)
        naming.declare({**{one.declared.entity: lists.named(one) for one in self.lists}, **self.names})
        lists.keep(self.lists)
        centre_file.keep(self.file_parts)
        foreseeing.keep(self.foresees)
        check.declare(self.checks)
        gateways.declare(self.gateways)
        for add in self.hooks:
            add()


def register(areas: Iterable[Area], hub_context: HubContext) -> None:
    """Hand the jobs of areas to a process of the hub."""
    for area in areas:
        for make_known in area.jobs:
            make_known(hub_context)


def threads(areas: Iterable[Area], hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    """Return the threads of areas for a process that is all of `processes`."""
    return [thread for area in areas for thread in area.threads(hub_context, processes)]
