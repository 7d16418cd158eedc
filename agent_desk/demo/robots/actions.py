"""What a robot does in a call, one action after the other, each through the functions that the desk's panels use."""

import uuid
from collections.abc import Callable
from typing import Any

from agent_desk.demo.robots.account import Account
from agent_desk.demo.robots.habits import Habits, Intentions
from agent_desk.demo.robots.settings import Complained
from agent_desk.desk.calls import operations as calls
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.cases import operations as cases
from agent_desk.desk.customers import operations as customers
from agent_desk.desk.kit.api import Api, new_key
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.knowledge import operations as knowledge
from agent_desk.schemas.calls.records import Pop, Verified, WrapUp, WrapUpForm
from agent_desk.schemas.cases.records import ComplaintOpened, NewComplaint

Step = Callable[[], None]
Run = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[DeskError], None] | None], None]


class RobotActions:
    """The actions of one robot."""

    def __init__(self, context: DeskContext, account: Account, habits: Habits) -> None:
        self._context, self._account, self._habits = context, account, habits
        self._complained: set[uuid.UUID] = set()
        self._sent_on: set[uuid.UUID] = set()

    def steps(self, seat: Seat, intends: Intentions, done: Callable[[float], None], run: Run) -> list[Step]:
        """Return the steps of the talk that has just begun; each tells `done` after how long the next shall follow."""
        call, pop = seat.call, seat.pop
        if call is None:
            return []
        call_id, works = call.id, list[Callable[[], object]]()
        api = self._context.api
        customer_id = self._customer(pop) if intends.choose else None
        if customer_id is not None:
            works.append(lambda: self._choose(api, call_id, customer_id))
            if intends.verify and pop is not None:
                works.append(lambda: self._verify(api, pop, call_id, customer_id))
        if intends.transfer:
            # Not ours to solve: the customer is sent on as soon as it is clear who calls.
            works.append(lambda: self._send_on(api, call_id))
            return [self._step(work, intends.step_s, done, run) for work in works]
        if intends.question:
            works.append(lambda: self._look_up(api, intends.question, call_id))
        if intends.complaint is not None:
            told = intends.complaint
            works.append(lambda: self._complain(told, call_id, customer_id))
        if intends.hold_s:
            works.append(lambda: calls.hold(api, call_id, on=True))
            works.append(lambda: calls.hold(api, call_id, on=False))
        on_hold = len(works) - 2 if intends.hold_s else -1
        return [
            self._step(work, intends.hold_s if place == on_hold else intends.step_s, done, run)
            for place, work in enumerate(works)
        ]

    def _step(self, work: Callable[[], object], pause_s: float, done: Callable[[float], None], run: Run) -> Step:
        return lambda: run(work, lambda _answer: done(pause_s), lambda _error: done(pause_s))

    def _customer(self, pop: Pop | None) -> uuid.UUID | None:
        if pop is None:
            return None
        if pop.customer is not None:
            return pop.customer.customer_id
        if not pop.candidates:
            return None
        return pop.candidates[self._habits.pick(len(pop.candidates))].customer_id

    def _choose(self, api: Api, call_id: uuid.UUID, customer_id: uuid.UUID) -> object:
        calls.choose_customer(api, call_id, customer_id)
        return customers.card(api, customer_id, call_id)

    def _verify(self, api: Api, pop: Pop, call_id: uuid.UUID, customer_id: uuid.UUID) -> Verified:
        policy = pop.verification
        codes = [question.code for question in policy.questions]
        mandatory = [question.code for question in policy.questions if question.mandatory]
        right = self._habits.right_answers(codes, mandatory, policy.required)
        return calls.verify(api, call_id, customer_id, right=right)

    def _look_up(self, api: Api, question: str, call_id: uuid.UUID) -> None:
        found = knowledge.search(api, question, call_id=call_id)
        if found.hits:
            hit = found.hits[self._habits.pick(len(found.hits))]
            knowledge.article(api, hit.id)
            knowledge.note_use(api, hit.id, "opened", call_id=call_id, query=question)

    def _complain(self, told: Complained, call_id: uuid.UUID, customer_id: uuid.UUID | None) -> ComplaintOpened:
        form = NewComplaint(
            call_id=call_id,
            customer_id=customer_id,
            complainant="" if customer_id else "来电人",
            source="call",
            channel=told.channel,
            business=told.business,
            cause=told.cause,
            wish=told.wish,
            urgency=told.urgency,
            narrative=told.text,
        )
        opened = cases.open_complaint(self._context.outbox, form, key=new_key())
        self._complained.add(call_id)
        self._account.did("complaint")
        return opened

    def _send_on(self, api: Api, call_id: uuid.UUID) -> object:
        queues = calls.targets(api).queues
        chosen = [one for one in queues if one.ready] or queues
        target = chosen[self._habits.pick(len(chosen))].queue.code
        asked = calls.transfer(api, call_id, kind="blind_queue", target=target)
        self._sent_on.add(call_id)
        return asked

    def write_up(self, call_id: uuid.UUID, queue: str, intends: Intentions) -> Callable[[], WrapUp]:
        """Return the work of writing a call up: read what is there, then save over it."""
        context = self._context

        def save() -> WrapUp:
            code, notes = self._habits.wrap_up(queue, call_id in self._complained, call_id in self._sent_on)
            known = calls.wrap_up(context.api, call_id)
            form = WrapUpForm(disposition_code=code, notes=notes, resolved=intends.resolved, version=known.version)
            return calls.save_wrap_up(context.outbox, call_id, form)

        return save
