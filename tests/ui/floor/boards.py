"""Boards as a busy morning makes them, seeded: six queues, many agents in every state, half hours since eight."""

import random
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from agent_desk.schemas.calls.records import PersonRef, QueueRef, Reason
from agent_desk.schemas.figures.board import AgentRow, Board, Figures, Goal, IntervalRow, Now, QueueRow, TeamRef

NOW = datetime(2025, 11, 13, 6, 2, 11, tzinfo=UTC)
"""14:02:11 in Shanghai."""
GOAL = Goal(formula="F3", threshold_ms=20_000, short_ms=5_000, level=0.8, answer_rate=0.9)
QUEUES = (
    ("account", "借记卡与账户", "Accounts and debit cards"),
    ("credit", "信用卡", "Credit cards"),
    ("loan", "贷款", "Loans"),
    ("ebank", "手机银行与网银", "Mobile and online banking"),
    ("wealth", "理财与存款", "Savings and wealth"),
    ("complaint", "投诉专线", "Complaints"),
)
TEAMS = (("t1", "运营一组", "Operations 1"), ("t2", "运营二组", "Operations 2"), ("t3", "运营三组", "Operations 3"))
BREAK = Reason(code="break", name_zh="小休", name_en="Break")
TRAINING = Reason(code="training", name_zh="培训", name_en="Training")
STATES = ("talking",) * 9 + ("ready",) * 3 + ("after_call_work",) * 3 + ("not_ready",) * 3 + ("reserved", "on_hold")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


def figures(draw: random.Random, offered: int, *, level: float = 0.8) -> Figures:
    """Figures of so many calls around a level."""
    abandoned = round(offered * draw.uniform(0.03, 0.12))
    answered = offered - abandoned
    return Figures(
        offered=offered,
        answered=answered,
        abandoned=abandoned,
        service_level=round(min(1.0, max(0.0, draw.gauss(level, 0.06))), 6) if offered else None,
        answer_rate=round(answered / offered, 6) if offered else None,
        asa=round(draw.uniform(8, 40), 3) if answered else None,
        aht=round(draw.uniform(150, 260), 3) if answered else None,
    )


def agent(number: int, state: str | None = "ready", **more: Any) -> AgentRow:
    """One agent."""
    draw = random.Random(number)
    code, zh, en = TEAMS[number % 3]
    name = SURNAMES[number % len(SURNAMES)] + "建丽文军敏静强磊洋艳勇芳"[number % 12]
    values: dict[str, Any] = {
        "person": PersonRef(
            id=uuid.UUID(int=number + 1), name=name, name_en=f"Agent {number:02d}", agent_code=f"10{number:02d}"
        ),
        "team": TeamRef(code=code, name_zh=zh, name_en=en),
        "state": state,
        "since_at": NOW - timedelta(seconds=draw.randrange(3, 900)) if state else None,
        "queues": sorted(draw.sample([one[0] for one in QUEUES], 3)),
        "answered": draw.randrange(6, 40),
        "aht": round(draw.uniform(140, 280), 3),
    }
    return AgentRow(**{**values, **more})  # type: ignore[arg-type]


def queue_ref(at: int) -> QueueRef:
    """One queue's names."""
    code, zh, en = QUEUES[at]
    return QueueRef(code=code, name_zh=zh, name_en=en)


def agents(count: int) -> list[AgentRow]:
    """A floor of agents; one seat is lost, one has asked for a break."""
    rows = []
    for number in range(count):
        state = STATES[(number * 7) % len(STATES)]
        more: dict[str, Any] = {}
        if state in ("talking", "on_hold", "reserved"):
            more = {
                "call_id": uuid.UUID(int=900 + number),
                "caller": f"138****{1000 + number * 37}",
                "queue": queue_ref(number % 6),
            }
        if state == "not_ready":
            more = {"reason": BREAK if number % 2 else TRAINING}
        rows.append(agent(number, state, **more))
    if count > 8:
        rows[4] = rows[4].model_copy(update={"seat_lost_at": NOW - timedelta(seconds=74)})
        rows[6] = rows[6].model_copy(update={"next_state": "not_ready", "next_reason": BREAK})
    return rows


def busy_board(count: int = 32, **more: Any) -> Board:
    """A live board with so many agents."""
    draw = random.Random(11)
    floor = agents(count)

    def of(*states: str) -> int:
        return sum(1 for row in floor if row.state in states)

    queues = []
    for at in range(len(QUEUES)):
        waiting = (3, 1, 0, 2, 0, 0)[at]
        queues.append(
            QueueRow(
                queue=queue_ref(at),
                goal=GOAL if at != 5 else GOAL.model_copy(update={"formula": "F1", "level": 0.9}),
                now=Now(
                    waiting=waiting,
                    longest_since=NOW - timedelta(seconds=(48, 9, 0, 25, 0, 0)[at]) if waiting else None,
                    talking=draw.randrange(1, 6),
                    ready=draw.randrange(0, 4),
                    not_ready=1,
                    after_call_work=1,
                ),
                day=figures(draw, draw.randrange(60, 400), level=(0.74, 0.83, 0.9, 0.78, 0.86, 0.95)[at]),
                recent=figures(draw, draw.randrange(4, 30)),
            )
        )
    start = datetime(2025, 11, 13, 0, 0, tzinfo=UTC)
    intervals = []
    for at in range(13):
        offered = (40, 96, 152, 168, 140, 96, 72, 64, 120, 150, 146, 128, 22)[at]
        one = figures(
            draw, offered, level=(0.95, 0.84, 0.71, 0.68, 0.77, 0.88, 0.92, 0.93, 0.82, 0.74, 0.78, 0.83, 0.8)[at]
        )
        intervals.append(
            IntervalRow(
                starts_at=start + timedelta(minutes=30 * at),
                offered=one.offered,
                answered=one.answered,
                abandoned=one.abandoned,
                service_level=one.service_level,
                answer_rate=one.answer_rate,
            )
        )
    values: dict[str, Any] = {
        "made_at": NOW,
        "live": True,
        "day": date(2025, 11, 13),
        "zone": "Asia/Shanghai",
        "interval_ms": 1_800_000,
        "recent_ms": 1_800_000,
        "goal": GOAL,
        "now": Now(
            waiting=6,
            longest_since=NOW - timedelta(seconds=48),
            talking=of("talking", "on_hold"),
            ready=of("ready"),
            not_ready=of("not_ready"),
            after_call_work=of("after_call_work"),
            seats_lost=1,
        ),
        "total": Figures(
            offered=1394, answered=1303, abandoned=91, service_level=0.812, answer_rate=0.9347, asa=17.2, aht=196.4
        ),
        "recent": figures(draw, 128),
        "queues": queues,
        "agents": floor,
        "intervals": intervals,
    }
    return Board(**{**values, **more})


def quiet_board() -> Board:
    """The board before the first call and the first agent."""
    return busy_board(
        0, now=Now(), total=Figures(offered=0, answered=0, abandoned=0), recent=None, queues=[], intervals=[]
    )


def past_board(day: date = date(1999, 8, 2), zone: str = "Asia/Shanghai") -> Board:
    """A day that is over."""
    live = busy_board(24)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return live.model_copy(
        update={
            "live": False,
            "day": day,
            "zone": zone,
            "now": None,
            "recent": None,
            "queues": [row.model_copy(update={"now": None, "recent": None}) for row in live.queues],
            "agents": [
                row.model_copy(
                    update={
                        "state": None,
                        "since_at": None,
                        "reason": None,
                        "call_id": None,
                        "caller": "",
                        "queue": None,
                        "seat_lost_at": None,
                        "next_state": None,
                        "queues": [],
                    }
                )
                for row in live.agents
            ],
            "intervals": [
                row.model_copy(update={"starts_at": start + timedelta(minutes=30 * at)})
                for at, row in enumerate(live.intervals)
            ],
        }
    )
