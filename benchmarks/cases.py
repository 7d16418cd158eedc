"""How long lists, searches and statistics of complaints take beside a million of them. Prints JSON.

    python -m benchmarks.cases --cases 1000000 --few 10000 --rounds 20

In one run on one private PostgreSQL with one hub: first `--few` complaints, then `--cases`, of which 1.2 in a hundred are open (12,000 of
a million). Over HTTP, one after the other: a handler's list by the last day, what is theirs, the counts by due day; an agent's own list,
of one who has opened some and of one who has none; a number typed whole; words; what the text of a complaint tells while it is typed
(complaints of the same matter, classes), by a handler and by an agent, as it was learnt from the newest 20,000; a year of business (A, B,
C, branch) by month and by each other, figures of a year by branch, and of days that are no whole months; the inbox of who does and of who
has nothing to do. Every figure is the 95th percentile of `--rounds` in milliseconds, with few and with many, and how many times longer it
is with many.

And one write: a complaint that waits for its complainant and is taken up again, by HTTP and all that belongs to it, beside a bare commit of
as many rows of the same tables by psycopg.

Targets with many: lists 30 ms, a number typed whole 5 ms, words and what a text tells 100 ms, statistics 300 ms; each but what a text
tells at most twice its time with few. What a bare request (`/api/people/me`) takes in the middle is told beside the figures, and is no
part of them. The write: at most three times the bare commit, what a bare request takes left out. Exit status 1 when one is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

import psycopg
import requests
from sqlalchemy import text

from agent_desk.hub import areas
from agent_desk.hub.cases import counters, learning
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.centre import ZONE
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.migrations import run as migrations
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person, PersonRole
from benchmarks.parts.yardstick import Rows
from benchmarks.screen_pop import PASSWORD, process, said, summary

LIST_MS, NUMBER_MS, WORDS_MS, TOLD_MS, STATISTICS_MS, MOST_TIMES = 30.0, 5.0, 100.0, 100.0, 300.0, 2.0
GROWS: Final = frozenset({"what_a_text_tells", "what_a_text_tells_an_agent"})
"""What is compared more where there is more: held is the time alone."""
SIGNS: Final = "".join(chr(0x4E00 + 79 * at) for at in range(256))
"""Of which names of branches are drawn, three signs each."""
MOST_TIMES_A_COMMIT: Final = 3.0
STATISTICS_S: Final = 1.5
"""After so long PostgreSQL's statistics of a table have what another connection wrote."""
_WRITTEN: Final = "SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname NOT LIKE 'bench%'"
PEOPLE: Final = {"handler": "complaint_handler", "opener": "agent", "nobody": "agent"}
FILL: Final = text(
    """
    INSERT INTO complaint (
        id, number, source, channel, business, cause, wish, narrative, complainant, state, case_class, received_at, due_at, decided_at,
        told_at, closed_at, branch_code, opened_by, assigned_to
    )
    SELECT gen_random_uuid(), 'TS' || lpad(n::text, 10, '0'), 'source' || get_byte(drawn, 0) % 8, 'channel' || get_byte(drawn, 1) % 9,
        'business' || get_byte(drawn, 2) % 40, 'cause' || get_byte(drawn, 3) % 30, 'wish' || get_byte(drawn, 4) % 6,
        '客户反映第 ' || n || ' 笔' || (ARRAY['手续费', '还款', '转账', '盗刷', '利息', '短信', '网点', '积分'])[1 + n % 8]
            || '与告知的不符，在' || substr(:signs, get_byte(drawn, 7) + 1, 1) || substr(:signs, get_byte(drawn, 8) + 1, 1)
            || substr(:signs, get_byte(drawn, 9) + 1, 1) || '支行要求核实并答复',
        '客户' || n, CASE WHEN n % 83 = 0 THEN 'in_progress' ELSE 'closed' END, 'simple',
        now() - (n % 730) * interval '1 day', now() - (n % 730 - 15) * interval '1 day',
        now() - (n % 730 - get_byte(drawn, 6) % 30) * interval '1 day',
        CASE WHEN n % 83 = 0 THEN NULL ELSE now() - (n % 730 - 9) * interval '1 day' END,
        CASE WHEN n % 83 = 0 THEN NULL ELSE now() - (n % 730 - 10) * interval '1 day' END,
        'b' || get_byte(drawn, 5) % 100,
        CASE WHEN n % 5000 = 0 THEN CAST(:opener AS uuid) ELSE CAST(:handler AS uuid) END,
        CASE WHEN n % 4150 = 0 THEN CAST(:handler AS uuid) END
    FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n, decode(md5(n::text), 'hex') AS drawn
    """
)


WORK: Final = text(
    """
    INSERT INTO work_item (id, kind, subject_id, title_zh, title_en, person_id, permission, priority, due_at, created_at)
    SELECT gen_random_uuid(), 'complaint', id, number, number, assigned_to,
        CASE WHEN assigned_to IS NULL THEN 'cases.handle' END, 1, due_at, received_at
    FROM complaint c WHERE state = 'in_progress' AND NOT EXISTS (SELECT 1 FROM work_item w WHERE w.subject_id = c.id)
    """
)
"""What a hub puts into inboxes for complaints that are open."""


def register(database: Database) -> dict[str, str]:
    """The people who ask; their ids."""
    with database.write() as db:
        areas.seed_defaults(db)
    with database.write() as db:
        digest = hash_password(PASSWORD)
        people = {
            name: Person(login=name, name=name, name_en=name, agent_code=name, password_hash=digest) for name in PEOPLE
        }
        db.add_all(people.values())
        db.add_all(Branch(code=f"b{at}", name_zh=f"支行{at}", name_en=f"Branch {at}") for at in range(100))
        db.flush()
        db.add_all(PersonRole(person_id=people[name].id, role_code=role) for name, role in PEOPLE.items())
        return {name: str(one.id) for name, one in people.items()}


def fill(database: Database, people: dict[str, str], first: int, last: int) -> float:
    """Put complaints there; the seconds it took."""
    begun = time.perf_counter()
    with database.write() as db:
        given = {"first": first, "last": last, "opener": people["opener"], "handler": people["handler"]}
        db.execute(FILL, given | {"signs": SIGNS})
        db.execute(WORK)
    # As a hub does every few seconds.
    counters.rebuild(database, ZoneInfo(ZONE), utc_now())
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("complaint", "complaint_difference", "complaint_day", "complaint_month", "work_item"):
            connection.execute(text(f"VACUUM ANALYZE {table}"))
    return time.perf_counter() - begun


def learn(database: Database) -> float:
    """Learn from the texts, as the back room does at night; the seconds it took."""
    settings = Settings(database=database.dsn, port=0, audit_key="bench")
    context = HubContext(settings=settings, database=database, jobs=Jobs(database.dsn), seats=Seats())
    begun = time.perf_counter()
    with database.write() as db:
        long_jobs.start(Unit(db=db, now=utc_now(), jobs=context.jobs), learning.LEARN, learning.Learn())
    running = long_jobs.take(context, learning.LEARN)
    assert running is not None
    running.do()
    return time.perf_counter() - begun


class Asks:
    """One person's HTTP."""

    def __init__(self, hub: str, login: str) -> None:
        self.hub, self.http = hub, requests.Session()
        form = {"login": login, "password": PASSWORD, "seat": login, "takeover": True}
        answer = self.http.post(f"{hub}/api/people/sign-in", json=form, timeout=60)
        answer.raise_for_status()
        self.http.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def ms(self, path: str, rounds: int, of: str = "p95", **asked: Any) -> float:
        """The 95th percentile of so many rounds (or another), in milliseconds."""
        return self._took(rounds, lambda: self.http.get(self.hub + path, params=asked, timeout=120), of)

    def told_ms(self, rounds: int) -> float:
        """The same of what a text tells: that of a complaint which is there, told otherwise."""
        name = f"{SIGNS[7]}{SIGNS[91]}{SIGNS[200]}"
        typed = f"客户来电反映在{name}支行办理业务，第 4711 笔短信费扣了两次，与当时告知的不一致，已经打过几次电话，希望尽快退还并书面答复"
        return self._took(
            rounds, lambda: self.http.post(f"{self.hub}/api/cases/text", json={"narrative": typed}, timeout=120)
        )

    def _took(self, rounds: int, ask: Callable[[], requests.Response], of: str = "p95") -> float:
        took = []
        for _ in range(rounds):
            begun = time.perf_counter()
            ask().raise_for_status()
            took.append((time.perf_counter() - begun) * 1000)
        return float(summary(took)[of])


OPEN: Final = ["received", "assigned", "in_progress", "awaiting_customer", "decided"]


def questions(number: str) -> dict[str, tuple[float, str, Callable[[Asks, int], float]]]:
    """What is asked: the most milliseconds, by whom, and how."""
    cases, work, year = "/api/cases/complaints", "/api/work/items", time.gmtime().tm_year - 1
    sheet = {"rows": "business", "across": "month", "level": 1, "start": f"{year}-01-01", "end": f"{year}-12-31"}
    return {
        "list_by_last_day": (LIST_MS, "handler", lambda who, n: who.ms(cases, n, state=OPEN)),
        "mine": (LIST_MS, "handler", lambda who, n: who.ms(cases, n, state=OPEN, mine=True)),
        "counts_by_due_day": (LIST_MS, "handler", lambda who, n: who.ms("/api/cases/due-soon", n)),
        "agents_list": (LIST_MS, "opener", lambda who, n: who.ms(cases, n)),
        "agents_list_of_none": (LIST_MS, "nobody", lambda who, n: who.ms(cases, n)),
        "number_typed_whole": (NUMBER_MS, "handler", lambda who, n: who.ms(cases, n, q=number)),
        "words": (WORDS_MS, "handler", lambda who, n: who.ms(cases, n, q="第 4711 笔")),
        "what_a_text_tells": (TOLD_MS, "handler", lambda who, n: who.told_ms(n)),
        "what_a_text_tells_an_agent": (TOLD_MS, "opener", lambda who, n: who.told_ms(n)),
        "inbox": (LIST_MS, "handler", lambda who, n: who.ms(work, n, view="to_do")),
        "inbox_mine": (LIST_MS, "handler", lambda who, n: who.ms(work, n, view="mine")),
        "inbox_all": (LIST_MS, "handler", lambda who, n: who.ms(work, n, view="all")),
        "inbox_of_none": (LIST_MS, "nobody", lambda who, n: who.ms(work, n, view="to_do")),
        "year_by_month": (STATISTICS_MS, "handler", lambda who, n: who.ms("/api/cases/statistics", n, **sheet)),
        "year_business_by_cause": (STATISTICS_MS, "handler", _asks(sheet, across="cause")),
        "year_channel_by_cause": (STATISTICS_MS, "handler", _asks(sheet, rows="channel", across="cause")),
        "year_branch_by_month": (STATISTICS_MS, "handler", _asks(sheet, rows="branch")),
        "year_of_three_axes": (
            STATISTICS_MS,
            "handler",
            _asks(sheet, rows="channel", inner="business", across="cause"),
        ),
        "year_figures_by_branch": (STATISTICS_MS, "handler", _asks(sheet, rows="branch", across="figures")),
        "200_days_figures": (
            STATISTICS_MS,
            "handler",
            _asks(sheet, across="figures", start=f"{year}-02-10", end=f"{year}-08-28"),
        ),
    }


def _asks(sheet: dict[str, Any], **other: Any) -> Callable[[Asks, int], float]:
    return lambda who, n: who.ms("/api/cases/statistics", n, **sheet | other)


def measure(hub: str, rounds: int, number: str) -> dict[str, float]:
    """Ask everything; milliseconds by question, less what a bare request takes."""
    people = {name: Asks(hub, name) for name in PEOPLE}
    people["handler"].ms("/api/people/me", 20)
    bare = people["handler"].ms("/api/people/me", rounds, of="p50")
    found = {"bare_request": bare}
    for name, (_most, who, ask) in questions(number).items():
        ask(people[who], 2)
        found[name] = round(max(0.0, ask(people[who], rounds) - bare), 2)
    return found


def transition(hub: str, dsn: str, rounds: int, bare_request: float) -> dict[str, Any]:
    """Bring complaints to and fro, and write as many rows of the same tables by psycopg; the 95th percentiles in milliseconds."""
    who = Asks(hub, "handler")
    mine = who.http.get(f"{hub}/api/cases/complaints", params={"state": OPEN, "mine": "true"}, timeout=60).json()[
        "items"
    ]

    def move(at: int) -> float:
        one = mine[at // 2 % len(mine)]["id"]
        form = {"to": ("awaiting_customer", "in_progress")[at % 2], "words": "请客户补充材料"}
        begun = time.perf_counter()
        answer = who.http.post(
            f"{hub}/api/cases/complaints/{one}/transition",
            json=form,
            headers={"Idempotency-Key": str(uuid.uuid4())},
            timeout=60,
        )
        answer.raise_for_status()
        return (time.perf_counter() - begun) * 1000

    for at in range(4):
        move(at)
    with psycopg.connect(dsn, autocommit=True) as line:
        time.sleep(STATISTICS_S)
        before: dict[str, int] = dict(line.execute(_WRITTEN).fetchall())
        took = [move(at) for at in range(2 * rounds)]
        time.sleep(STATISTICS_S)
        after: dict[str, int] = dict(line.execute(_WRITTEN).fetchall())
        rows = {name: round((count - before.get(name, 0)) / len(took)) for name, count in after.items()}
        rows = {name: count for name, count in sorted(rows.items()) if count}
        written = [Rows(line, name, count) for name, count in rows.items()]
    with psycopg.connect(dsn) as line:
        bare = []
        for _ in range(2 * rounds):
            begun = time.perf_counter()
            for table in written:
                table.write(line, 1.0)
            line.commit()
            bare.append((time.perf_counter() - begun) * 1000)
    p95, least = float(summary(took)["p95"]) - bare_request, float(summary(bare)["p95"])
    return {
        "ms": round(p95, 2),
        "bare_commit_ms": round(least, 2),
        "rows": rows,
        "times": round(p95 / least, 1),
        "held": p95 <= MOST_TIMES_A_COMMIT * least,
    }


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=1_000_000)
    options.add_argument("--few", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=20)
    given = options.parse_args()
    base = temporary_folder()
    postgres = PrivatePostgres(base)
    try:
        url = postgres.ensure_database("bench")
        database = Database(url)
        migrations.upgrade(database.engine)
        people = register(database)
        fill(database, people, 1, given.few)
        learn(database)
        with process("-m", "benchmarks.parts.hub", url, "") as started:
            hub = said(started)
            few = measure(hub, given.rounds, "TS0000004711")
            filled_s = fill(database, people, given.few + 1, given.cases)
            learnt_s = learn(database)
            many = measure(hub, given.rounds, "TS0000004711")
            moved = transition(hub, database.dsn, given.rounds, many["bare_request"])
        database.dispose()
    finally:
        postgres.stop()
        shutil.rmtree(base, ignore_errors=True)
    answer = {
        "cases": given.cases,
        "few": given.few,
        "filled_s": round(filled_s, 1),
        "learnt_s": round(learnt_s, 1),
        "bare_request_ms": [few.pop("bare_request"), many.pop("bare_request")],
        "p95_ms": {
            name: {
                "few": few[name],
                "many": many[name],
                "times": round(many[name] / max(few[name], 0.5), 1),
                "target": most,
                "held": many[name] <= most and (many[name] <= MOST_TIMES * max(few[name], 0.5) or name in GROWS),
            }
            for name, (most, _who, _ask) in questions("").items()
        },
        "transition": moved,
        "cpus": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
    }
    print(json.dumps(answer, indent=2, ensure_ascii=False))
    held = [*(one["held"] for one in answer["p95_ms"].values()), moved["held"]]
    raise SystemExit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
