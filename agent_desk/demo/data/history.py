"""The past as rows: calls, legs, intervals, wrap-ups, identity checks, time lines and the articles that helped."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import Final

from agent_desk.demo.data.arrivals import Arrivals, Caller
from agent_desk.demo.data.content import Content, Entry
from agent_desk.demo.data.customers import Known
from agent_desk.demo.data.day import AcwRule, Mark, PastCall, PastDay, PastLeg, Worker
from agent_desk.demo.data.ids import drawn, named
from agent_desk.demo.data.loading import Loader, Table, moment, stamp
from agent_desk.demo.data.plan import ONE_CLICK, SeedPlan
from agent_desk.demo.data.roster import Shift, shift_until_now, shifts_of
from agent_desk.demo.data.wording import Wording

EXCHANGE: Final = "past"
_RECOGNISED: Final = 0.94
"""How many of the answered customers the agent attached to the call."""
_VERIFIED: Final = 0.52
_WRITTEN_UP: Final = 0.975
_RESOLVED: Final = 0.88
_LOOKED_UP: Final = 0.22
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Agent:
    """One agent of the past."""

    id: str
    login: str
    rank: int
    queues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grievance:
    """A past call in which a complaint was opened."""

    call_id: str
    known: Known
    agent_id: str
    queue: int
    caller: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A past call as quality may draw it."""

    call_id: str
    agent_id: str
    queue: int
    ended_ms: int
    handle_ms: int


class History:
    """Plays the days and gathers their rows. `grievances` and `answered` are what later parts of the seed go on with."""

    def __init__(
        self, plan: SeedPlan, content: Content, customers: Sequence[Known], articles: Mapping[str, Sequence[uuid.UUID]]
    ) -> None:
        self.plan = plan
        self._queues = [named("queue", code).hex for code in content.queue_codes]
        self._acw = [_acw_rule(queue) for queue in content.centre["queues"]]
        self._arrivals = Arrivals(customers, content.queue_codes, plan.calls_per_day, plan.seed)
        self._wording = Wording(content)
        self._articles = articles
        self.agents = agents_of(content, plan.agents)
        answered = plan.calls_per_day * plan.days * 0.92 * 0.8
        self._grievance_share = min(0.2, plan.complaints * 0.7 / max(1.0, answered))
        self.calls = 0
        self.grievances: list[Grievance] = []
        self.answered: list[Answered] = []
        self.last_marks: dict[str, int] = {}
        self._make_tables()

    def _make_tables(self) -> None:
        self._call = Table(
            "call",
            "id exchange exchange_key queue_id caller caller_raw state outcome offered_at rung_at answered_at ended_at "
            "wait_ms talk_ms hold_ms acw_ms agent_id customer_id verified_at again_of_id ended_by",
        )
        self._leg = Table(
            "call_leg",
            "id call_id person_id queue_id rung_at answered_at ended_at ring_ms talk_ms hold_ms acw_ms result "
            "transfer_kind transfer_target",
        )
        self._interval = Table("agent_interval", "person_id state reason started_at ended_at call_id")
        self._wrap_up = Table("wrap_up", "id call_id person_id disposition_code notes resolved saved_at")
        self._check = Table("verification", "id call_id customer_id person_id passed items at")
        self._contact = Table("contact", "id customer_id kind entity_id at title title_en words state open person_id")
        self._use = Table("article_use", "id article_id call_id person_id kind query at")

    def play(self, day: date) -> None:
        """One operational day, up to now at most."""
        plan = self.plan
        random = Random(f"{plan.seed}/day/{day}")
        teams = [(agent.rank, agent.queues) for agent in self.agents]
        shifts = shifts_of(random, day.toordinal(), teams)
        if day == plan.operational_days()[-1]:
            shifts = self._with_hosts(random, shifts, plan.begin_ms(day))
        past = PastDay(random, shifts, self._acw, partial(self._arrivals.again, random))
        for call in self._arrivals.of_day(random, day):
            past.offer(call)
        begin_ms = plan.begin_ms(day)
        calls = past.play(min(plan.now_ms - begin_ms, 30 * 3_600_000))
        ids = {call: drawn(random, begin_ms + call.offered_ms) for call in calls}
        for call in calls:
            self._write_call(random, call, ids, day, begin_ms)
        for worker in past.workers:
            self._write_intervals(worker, ids, begin_ms)
        self.calls += len(calls)

    def _with_hosts(self, random: Random, shifts: list[Shift], begin_ms: int) -> list[Shift]:
        """Today, the agents of the one-click accounts are at work until now."""
        now_ms = self.plan.now_ms - begin_ms
        for place, agent in enumerate(self.agents):
            if agent.login not in ONE_CLICK:
                continue
            free_from_ms = self.last_marks.get(agent.id, 0) - begin_ms
            shift = shift_until_now(random, place, agent.queues, now_ms, free_from_ms)
            if shift is not None:
                shifts = [*(one for one in shifts if one.agent != place), shift]
        return shifts

    def send(self, loader: Loader) -> None:
        """Store what was made so far."""
        loader.send(self._call, self._leg, self._interval, self._wrap_up, self._check, self._contact, self._use)

    # ------------------------------------------------------------------ calls

    def _write_call(
        self, random: Random, call: PastCall, ids: Mapping[PastCall, str], day: date, begin_ms: int
    ) -> None:
        caller = call.caller
        assert isinstance(caller, Caller)
        id_, first = ids[call], call.answered
        known = caller.known if first is not None and random.random() < _RECOGNISED else None
        verified_ms = None
        if known is not None and first is not None and random.random() < _VERIFIED:
            verified_ms = begin_ms + self._verify(random, id_, known, first, begin_ms)
        self._call.add(
            id_,
            EXCHANGE,
            f"past-{day:%Y%m%d}-{call.number:05d}",
            self._queues[call.queue],
            caller.number,
            caller.raw,
            "ended",
            call.outcome,
            stamp(begin_ms + call.offered_ms),
            stamp(begin_ms + call.legs[0].rung_ms) if call.legs else None,
            stamp(begin_ms + (first.answered_ms or 0)) if first else None,
            stamp(begin_ms + call.ended_ms),
            call.wait_ms,
            sum(leg.talk_ms for leg in call.legs),
            sum(leg.hold_ms for leg in call.legs),
            sum(leg.acw_ms for leg in call.legs),
            self.agents[first.agent].id if first else None,
            known.id if known else None,
            stamp(verified_ms) if verified_ms else None,
            ids.get(call.again_of) if call.again_of else None,
            call.ended_by,
        )
        for leg in call.legs:
            self._write_leg(random, id_, leg, begin_ms)
        if first is not None:
            self._write_up(random, id_, call, caller, known, begin_ms)

    def _verify(self, random: Random, call_id: str, known: Known, leg: PastLeg, begin_ms: int) -> int:
        assert leg.answered_ms is not None
        at_ms = leg.answered_ms + min(leg.talk_ms // 2, random.randrange(12_000, 60_000))
        items = self._wording.right_answers(random)
        self._check.add(
            drawn(random, begin_ms + at_ms),
            call_id,
            known.id,
            self.agents[leg.agent].id,
            True,
            items,
            stamp(begin_ms + at_ms),
        )
        return at_ms

    def _write_leg(self, random: Random, call_id: str, leg: PastLeg, begin_ms: int) -> None:
        sent = leg.transfer_to
        id_ = drawn(random, begin_ms + leg.rung_ms)
        self._leg.add(
            id_,
            call_id,
            self.agents[leg.agent].id,
            self._queues[leg.queue],
            stamp(begin_ms + leg.rung_ms),
            stamp(begin_ms + leg.answered_ms) if leg.answered_ms is not None else None,
            stamp(begin_ms + leg.ended_ms),
            leg.ring_ms,
            leg.talk_ms,
            leg.hold_ms,
            leg.acw_ms,
            leg.result,
            None if sent is None else "blind_queue",
            None if sent is None else self._wording.queue_codes[sent],
        )

    def _write_up(
        self, random: Random, call_id: str, call: PastCall, caller: Caller, known: Known | None, begin_ms: int
    ) -> None:
        """What each agent wrote, what stands on the customer's time line, and which articles were opened."""
        said = (*self._wording.queue_title(call.queue), "", "")
        last, wrote = call.legs[-1], set[int]()
        for leg in call.legs:
            if leg.answered_ms is None or leg.agent in wrote:
                continue
            wrote.add(leg.agent)
            last, agent_id = leg, self.agents[leg.agent].id
            complains = known is not None and leg.transfer_to is None and random.random() < self._grievance_share
            if complains and known is not None:
                at_ms = begin_ms + leg.answered_ms + leg.talk_ms // 2
                self.grievances.append(Grievance(call_id, known, agent_id, leg.queue, caller.number, at_ms))
            code = self._wording.disposition(random, leg.queue, sent=leg.transfer_to is not None, complains=complains)
            on = moment(begin_ms + leg.ended_ms)
            words = self._wording.note(random, code, known, on)
            if random.random() < _WRITTEN_UP:
                saved, resolved = stamp(begin_ms + leg.ended_ms + leg.acw_ms), random.random() < _RESOLVED
                self._wrap_up.add(
                    drawn(random, begin_ms + leg.ended_ms), call_id, agent_id, code, words, resolved, saved
                )
                said = (*self._wording.title(code), words, "resolved" if resolved else "unresolved")
            if random.random() < _LOOKED_UP:
                self._look_up(random, call_id, leg, agent_id, begin_ms)
        if known is not None:
            at = stamp(begin_ms + call.offered_ms)
            self._contact.add(
                drawn(random, begin_ms + call.offered_ms),
                known.id,
                "call",
                call_id,
                at,
                *said,
                False,
                self.agents[last.agent].id,
            )
        handle_ms = sum(leg.talk_ms + leg.hold_ms for leg in call.legs)
        self.answered.append(
            Answered(call_id, self.agents[last.agent].id, call.queue, begin_ms + call.ended_ms, handle_ms)
        )

    def _look_up(self, random: Random, call_id: str, leg: PastLeg, agent_id: str, begin_ms: int) -> None:
        articles = self._articles.get(self._wording.queue_codes[leg.queue], ())
        if articles and leg.answered_ms is not None:
            at = stamp(begin_ms + leg.answered_ms + leg.talk_ms // 3)
            kind = random.choice(("opened", "opened", "copied", "was_right"))
            self._use.add(
                drawn(random, begin_ms + leg.ended_ms), random.choice(articles), call_id, agent_id, kind, "", at
            )

    # ------------------------------------------------------------------ agents

    def _write_intervals(self, worker: Worker, ids: Mapping[PastCall, str], begin_ms: int) -> None:
        """The marks of a day as intervals. Being signed out lasts until the next shift, which closes it here."""
        agent_id = self.agents[worker.shift.agent].id
        marks = worker.marks
        if not marks:
            return
        since = self.last_marks.get(agent_id)
        if since is not None:
            self._add_interval(agent_id, ("signed_out", None, None), since, begin_ms + marks[0][0])
        for mark, following in pairwise(marks):
            call_id = ids.get(mark[3]) if mark[3] is not None else None
            self._add_interval(agent_id, (mark[1], mark[2], call_id), begin_ms + mark[0], begin_ms + following[0])
        self.last_marks[agent_id] = begin_ms + marks[-1][0]

    def _add_interval(
        self, agent_id: str, state: tuple[str, str | None, str | None], from_ms: int, to_ms: int | None
    ) -> None:
        if to_ms is None or to_ms > from_ms:
            ended = None if to_ms is None else stamp(to_ms)
            self._interval.add(agent_id, state[0], state[1], stamp(from_ms), ended, state[2])

    def sign_everybody_out(self) -> None:
        """The last interval of each agent stays open: signed out until they sit down again."""
        for agent_id, since_ms in self.last_marks.items():
            self._add_interval(agent_id, ("signed_out", None, None), since_ms, None)


def agents_of(content: Content, count: int) -> list[Agent]:
    """Return the agents who worked in the past, with their rank in the team and their queues."""
    ranks: dict[str, int] = {}
    teams = {team["code"]: team for team in content.people["teams"]}
    found = []
    for entry in content.staff("agent")[:count]:
        rank = ranks[entry["team"]] = ranks.get(entry["team"], -1) + 1
        queues = tuple(content.queue_codes.index(code) for code in teams[entry["team"]]["queues"])
        found.append(Agent(named("person", entry["login"]).hex, entry["login"], rank, queues))
    return found


def _acw_rule(queue: Entry) -> AcwRule:
    medians = {"mandatory": 40_000, "optional": 20_000}
    return AcwRule(medians.get(queue["acw_mode"], 25_000), queue["acw_limit_s"] * 1000)


__all__ = ["EXCHANGE", "Agent", "Answered", "Grievance", "History", "Mark", "agents_of"]
