"""A centre for journeys: queues, reasons and dispositions in a fresh database, a quiet simulated exchange, seats by HTTP."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Disposition, NotReadyReason, Queue, QueueMember
from agent_desk.models.customers import ContactPoint, Customer
from agent_desk.models.people import Person
from tests.conftest import Client, Staff
from tests.waiting import until

QUEUES = ("account", "credit")


def register(database: Database) -> None:
    """Two queues (after-call work ends with "done", or at a limit), a reason, a small tree of dispositions."""
    with database.write() as db:
        db.add(Queue(code="account", name_zh="借记卡与账户", name_en="Accounts", acw_mode="mandatory", acw_limit_ms=0))
        db.add(
            Queue(code="credit", name_zh="信用卡", name_en="Credit cards", acw_mode="mandatory_limit", acw_limit_ms=700)
        )
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        db.add(Disposition(code="account", name_zh="账户", name_en="Accounts"))
        db.flush()
        db.add(Disposition(code="account.balance", parent_code="account", name_zh="余额查询", name_en="Balance"))


def customer(database: Database, number: str, name: str, telephone: str) -> uuid.UUID:
    """A customer with one checked telephone number."""
    with database.write() as db:
        made = Customer(number=number, name=name, care_flags=[])
        db.add(made)
        db.flush()
        db.add(ContactPoint(customer_id=made.id, kind="mobile", value=telephone, verified=True, source="core_bank"))
        return made.id


@dataclass
class Seat:
    """One agent's seat, by HTTP: what the desk does, without the desk."""

    client: Client
    login: str

    @classmethod
    def take(cls, url: str, staff: Staff, login: str, agent_code: str, queues: Iterable[str] = QUEUES) -> "Seat":
        """A new agent signs in and takes the seat."""
        person = staff.person(login, "agent", agent_code=agent_code)
        join(staff.database, person, queues)
        seat = cls(Client(url), login)
        assert seat.client.sign_in(login).ok
        seat.post("/seat/sign-in")
        return seat

    def post(self, path: str, body: Any = None, key: str | None = None, method: str = "POST") -> Any:
        """A write that must succeed."""
        answer = self.client.ask(method, f"/api/calls{path}", {} if body is None else body, key)
        assert answer.ok, answer.text
        return answer.json()

    def get(self, path: str, **params: Any) -> Any:
        """A read that must succeed."""
        answer = self.client.get(f"/api/calls{path}", **params)
        assert answer.ok, answer.text
        return answer.json()

    @property
    def view(self) -> Any:
        """The seat as the hub shows it."""
        return self.get("/seat")

    @property
    def state(self) -> str:
        """The state that holds."""
        return str(self.view["own"]["state"])

    def ready(self) -> None:
        """Take calls."""
        self.post("/seat/ask", {"state": "ready"})

    def comes_to(self, *states: str, within_s: float = 20.0) -> Any:
        """Wait until one of these states holds; the view then."""

        def look() -> Any:
            view = self.view
            return view if view["own"]["state"] in states else None

        return until(look, f"{self.login} {'/'.join(states)}", within_s)

    def rings(self) -> str:
        """Wait for a ring; the call's id."""
        return str(self.comes_to("reserved")["call"]["id"])

    def takes(self, call_id: str) -> None:
        """Answer, and wait for the talk."""
        self.post(f"/{call_id}/answer")
        self.comes_to("talking")


def join(database: Database, person: Person, queues: Iterable[str]) -> None:
    """Make somebody a member of these queues."""
    with database.write() as db:
        for queue in db.scalars(select(Queue).where(Queue.code.in_(list(queues)))):
            db.add(QueueMember(queue_id=queue.id, person_id=person.id))


@dataclass
class Telephone:
    """The simulated exchange of a test: places exact calls."""

    port: int
    control: SimulatorControl = field(init=False)

    def __post_init__(self) -> None:
        self.control = SimulatorControl("127.0.0.1", self.port)

    @property
    def url(self) -> str:
        """Its address for a hub."""
        return f"simulated://127.0.0.1:{self.port}"

    def call(self, queue: str = "account", caller: str = "13800138000", **more: int) -> str:
        """A customer calls now; the exchange's key of the call."""
        return self.control.place_call(queue, caller, **more)
