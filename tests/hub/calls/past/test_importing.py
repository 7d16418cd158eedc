"""Loading a queue_log: nothing twice, nothing half, every bad line named, and a real fortnight's figures exactly."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from agent_desk.hub.calls.past import import_rows, importing
from agent_desk.hub.calls.past.importing import ImportFault, ImportReport, import_queue_log
from agent_desk.hub.figures.counting import GROUPINGS
from agent_desk.hub.kit.batches import Stopped
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.reports.service import service_level
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import Call, CallLeg, Queue
from agent_desk.models.kit import AuditEntry, Change
from agent_desk.models.people import Person
from tests.fixtures.call_rows import call, queue
from tests.fixtures.properties import given, st
from tests.fixtures.shared_data import shared

T0 = 1_700_000_000
ANSWERED = (
    "0|c1|retail|NONE|ENTERQUEUE||13800138000|1",
    "6|c1|retail|Agent/2|RINGNOANSWER|4500",
    "12|c1|retail|Agent/1|CONNECT|12|c1b|4",
    "72|c1|retail|Agent/1|COMPLETEAGENT|12|60|1",
)
GIVEN_UP = ("5|c2|cards|NONE|ENTERQUEUE||anonymous|1", "35|c2|cards|NONE|ABANDON|1|1|30")
GOES_ON = (
    "80|c3|retail|NONE|ENTERQUEUE||95577|1",
    "90|c3|retail|Agent/1|CONNECT|10|c3b|2",
    "120|c3|retail|Agent/1|BLINDTRANSFER|8001|out|10|30|1",
)


@pytest.fixture
def log(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows of "second|call|..." after T0; a row that begins with "!" is written as it stands."""

    def write(*rows: str, name: str = "queue_log") -> Path:
        lines = []
        for row in rows:
            second, _, rest = row.partition("|")
            lines.append(row[1:] if row.startswith("!") else f"{T0 + int(second)}|{rest}")
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return write


def count(database: Database, what: type[Base]) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).select_from(what)) or 0


def stored(database: Database) -> dict[str, tuple[Any, ...]]:
    with database.read() as db:
        rows = db.execute(
            select(
                Call.exchange_key, Queue.code, Call.state, Call.outcome, Call.caller, Call.wait_ms, Call.talk_ms
            ).join(Queue, Queue.id == Call.queue_id)
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def figures(database: Database, by: str = "all") -> dict[str, Any]:
    with database.read() as db:
        report = service_level(db, "2023-11-14", "2023-11-15", by, centre_zone="UTC")  # type: ignore[arg-type]
    return {row.key: row.figures for row in report.rows}


def test_calls_come_in_with_queues_agents_legs_and_canonical_numbers(database: Database, log: Any) -> None:
    report = import_queue_log(database, log(*ANSWERED, *GIVEN_UP, *GOES_ON), zone="Europe/Berlin")
    assert (report.calls, report.loaded, report.open, report.bad) == (3, 3, 0, [])
    assert stored(database) == {
        "c1": ("retail", "ended", "answered", "+8613800138000", 12_000, 60_000),
        "c2": ("cards", "ended", "abandoned_queue", "", 30_000, 0),
        "c3": ("retail", "ended", "answered", "95577", 10_000, 30_000),
    }
    with database.read() as db:
        queues = {(row.zone, row.active) for row in db.execute(select(Queue.zone, Queue.active))}
        legs = db.execute(
            select(CallLeg.result, CallLeg.ring_ms, CallLeg.transfer_target).order_by(CallLeg.rung_at)
        ).all()
        people = db.execute(select(Person.agent_code, Person.password_hash).order_by(Person.agent_code)).all()
        rung = db.scalar(select(Call.rung_at).where(Call.exchange_key == "c1"))
    assert queues == {("Europe/Berlin", False)}, "nobody may send a live call into an imported queue"
    assert [tuple(row) for row in legs] == [
        ("missed", 4500, None),
        ("answered", 4000, None),
        ("transferred", 2000, "8001"),
    ]
    assert [tuple(row) for row in people] == [("Agent/1", None), ("Agent/2", None)], "nobody of them can sign in"
    assert rung == datetime.fromtimestamp(T0 + 8, UTC)


def test_the_same_file_again_changes_nothing_and_says_so(database: Database, log: Any) -> None:
    file = log(*ANSWERED, *GIVEN_UP)
    import_queue_log(database, file)
    before = [count(database, what) for what in (Call, CallLeg, Queue, Person, Change, AuditEntry)]
    again = import_queue_log(database, file)
    assert again.already_at is not None and (again.loaded, again.known) == (0, 2)
    assert [count(database, what) for what in (Call, CallLeg, Queue, Person, Change, AuditEntry)] == before


def test_a_longer_file_adds_what_is_new_and_ends_the_call_that_was_open(database: Database, log: Any) -> None:
    first = import_queue_log(database, log(*ANSWERED, *GOES_ON[:2], "95|c4|cards|NONE|ENTERQUEUE||138|1"))
    assert (first.loaded, first.open) == (3, 2)
    assert stored(database)["c3"][1:3] == ("talking", None) and stored(database)["c4"][1:3] == ("waiting", None)
    shown = figures(database)["all"]
    assert (shown["offered"], shown["answered"], shown["aht"]) == (3, 2, 60.0), "no handle time for what has not ended"
    longer = log(
        *ANSWERED, *GOES_ON, "95|c4|cards|NONE|ENTERQUEUE||138|1", "130|c4|cards|NONE|ABANDON|1|1|35", *GIVEN_UP
    )
    second = import_queue_log(database, longer)
    assert (second.loaded, second.completed, second.known, second.open) == (1, 2, 1, 0)
    assert stored(database)["c3"] == ("retail", "ended", "answered", "95577", 10_000, 30_000)
    assert stored(database)["c4"][1:3] == ("ended", "abandoned_queue")
    assert count(database, CallLeg) == 3
    assert figures(database, "agent")["Agent/1"] == {"answered": 2, "aht": 45.0}


def test_bad_lines_are_named_and_left_out_and_the_rest_is_loaded(database: Database, log: Any) -> None:
    report = import_queue_log(
        database,
        log(
            *ANSWERED,
            "!16999|torn",
            "7|c9|retail|NONE|ENTERQUEUE",
            "!",
            ANSWERED[-1],
            "8|c8|retail|Agent/1|COMPLETECALLER|1|2|3",
            *GIVEN_UP,
            "9|c7|retail|NONE|DANCE|x",
        ),
    )
    assert [(out.line, out.reason) for out in report.bad] == [
        (5, "torn"),
        (6, "torn"),
        (9, "no_call"),
        (12, "event_unknown"),
    ]
    assert (report.blank, report.doubled, report.loaded) == (1, 1, 2)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x7fELF\x00\x00\n\x00", "binary"),
        (b"name,age\nx,1\n", "not_a_queue_log"),
        (gzip.compress(b"1700000000|c|q|NONE|ENTERQUEUE||1|1\n", mtime=0), "compressed"),
        ("你好\n".encode("gbk"), "not_a_queue_log"),
    ],
    ids=["empty", "blank lines", "program", "csv", "gzip", "another encoding"],
)
def test_a_file_that_is_no_queue_log_changes_nothing(
    database: Database, tmp_path: Path, content: bytes, word: str
) -> None:
    file = tmp_path / "some.log"
    file.write_bytes(content)
    with pytest.raises(ImportFault) as fault:
        import_queue_log(database, file)
    assert fault.value.word == word
    assert [count(database, what) for what in (Call, Queue, Person, Change)] == [0, 0, 0, 0]


def test_what_cannot_be_opened_is_said(database: Database, log: Any, tmp_path: Path) -> None:
    for file, zone, word in (
        (tmp_path / "none", None, "no_file"),
        (tmp_path, None, "directory"),
        (Path("/dev/null"), None, "not_a_file"),
        (log(*ANSWERED), "Mars/Olympus", "unknown_zone"),
        (log(*ANSWERED), "../etc/passwd", "unknown_zone"),
    ):
        with pytest.raises(ImportFault) as fault:
            import_queue_log(database, file, zone=zone)
        assert fault.value.word == word


def test_a_queue_whose_calls_belong_to_another_zone_is_refused_whole(database: Database, log: Any) -> None:
    with database.write() as db:
        call(db, queue(db, "cards"), datetime.fromtimestamp(T0, UTC), "abandoned_queue")
        queue(db, "retail")
    with pytest.raises(ImportFault) as fault:
        import_queue_log(database, log(*ANSWERED, *GIVEN_UP), zone="UTC", centre_zone="Asia/Shanghai")
    assert fault.value.values == {"queue": "cards", "zone": "Asia/Shanghai", "wanted": "UTC"}
    assert count(database, Call) == 1
    import_queue_log(database, log(*ANSWERED, *GIVEN_UP), zone="Asia/Shanghai", centre_zone="Asia/Shanghai")
    assert count(database, Call) == 3


def test_stopping_in_between_leaves_whole_batches_and_another_run_completes(
    database: Database, log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    rows = [row.replace("c1|", f"n{number}|").replace("c1b", f"n{number}b") for number in range(5) for row in ANSWERED]

    def stop_after_one_batch(phase: str, done: int, _all: int) -> None:
        if phase == "loading" and done:
            raise Stopped

    with pytest.raises(Stopped):
        import_queue_log(database, log(*rows), progress=stop_after_one_batch)
    assert (count(database, Call), count(database, CallLeg)) == (2, 4)
    report = import_queue_log(database, log(*rows))
    assert (report.loaded, report.known, count(database, Call)) == (3, 2, 5)


def test_progress_is_told_up_to_the_end(database: Database, log: Any) -> None:
    told: list[tuple[str, int, int]] = []
    import_queue_log(database, log(*ANSWERED, *GIVEN_UP), progress=lambda *step: told.append(step))
    assert told[-1] == ("loading", 2, 2)
    assert [step for step in told if step[0] == "reading"][-1][1:] == (told[0][2], told[0][2])


def test_two_imports_do_not_run_at_once(database: Database, log: Any) -> None:
    with Lease(database.dsn, "import calls") as lease:
        assert lease.take()
        with pytest.raises(ImportFault) as fault:
            import_queue_log(database, log(*ANSWERED))
    assert fault.value.word == "import_running"


def test_awkward_texts_come_in_as_they_are(database: Database, log: Any) -> None:
    import_queue_log(database, log("0|k\\N\t1|q\\t|NONE|ENTERQUEUE||a\\b|1", "3|k\\N\t1|q\\t|NONE|ABANDON|1|1|3"))
    with database.read() as db:
        assert db.execute(
            select(Call.exchange_key, Call.caller_raw, Queue.code).join(Queue, Queue.id == Call.queue_id)
        ).one() == ("k\\N\t1", "a\\b", "q\\t")


def test_no_transaction_of_an_import_outlives_its_batch(database: Database, log: Any) -> None:
    """A long one would hold back the change feed."""
    open_ones: list[int] = []

    def look(phase: str, _done: int, _all: int) -> None:
        with database.read() as db:
            open_ones.append(
                db.scalar(
                    text(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                        "AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
                    )
                )
                or 0
            )

    import_queue_log(database, log(*ANSWERED), progress=look)
    assert open_ones and set(open_ones) == {0}


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_short_way_to_a_mobile_number_gives_the_canonical_form(raw: str) -> None:
    assert import_rows._line_of(raw, "") == (canonical(raw).dialable or "")


def test_a_real_fortnight_has_the_figures_of_plain_counting(database: Database) -> None:
    expected = json.loads(shared("calls", "expected.json").read_text())
    report: ImportReport = import_queue_log(database, shared("calls", "queue_log"), zone="UTC")
    assert (report.loaded, report.bad) == (21_602, [])
    for by in GROUPINGS:
        with database.read() as db:
            shown = service_level(db, "1999-08-01", "1999-08-15", by, centre_zone="Asia/Shanghai")
        found = {row.key: row.figures for row in shown.rows}
        wanted = expected["interval_1800" if by == "interval" else by]
        assert found == ({"all": wanted} if by == "all" else wanted), by
        assert shown.zone == "UTC"


def test_lines_of_other_programs_are_told_by_kind_and_bury_no_fault(database: Database, log: Any) -> None:
    rows = [row.replace("c1|", f"f{number}|").replace("c1b", f"f{number}b") for number in range(30) for row in ANSWERED]
    foreign = [
        row
        for number in range(30)
        for row in (
            f"{number}|f{number}|retail|NONE|DID|95500",
            f"{number}|f{number}|NONE|NONE|INFO|IVRAPPEND",
            f"{number}|f{number}|retail|NONE|VENDORTAG|x",
        )
    ]
    report = import_queue_log(database, log(*rows, *foreign, "9|c7|retail|NONE|DANCE|x", "!16999|torn"))
    assert report.loaded == 30
    assert report.foreign == {"DID": 30, "INFO": 30, "VENDORTAG": 30}
    assert [out.reason for out in report.bad] == ["event_unknown", "torn"]


def test_each_batch_has_its_entry_in_the_audit_trail_and_an_account_of_it(
    database: Database, log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    rows = [row.replace("c1|", f"b{number}|").replace("c1b", f"b{number}b") for number in range(5) for row in ANSWERED]

    def stop(phase: str, done: int, _all: int) -> None:
        if phase == "loading" and done == 4:
            raise Stopped

    with pytest.raises(Stopped) as stopped:
        import_queue_log(database, log(*rows), progress=stop)
    assert (stopped.value.account.done, stopped.value.account.of, stopped.value.account.added) == (4, 5, 4)
    with database.read() as db:
        trail = select(AuditEntry.detail).where(AuditEntry.action == "calls.import").order_by(AuditEntry.id)
        assert [(one["done"], one["loaded"]) for one in db.scalars(trail)] == [(2, 2), (4, 4)]


def test_members_as_freepbx_writes_them_are_their_extensions(database: Database, log: Any) -> None:
    rows = [row.replace("|Agent/1|", "|Local/8001@from-queue/n|") for row in ANSWERED]
    assert import_queue_log(database, log(*rows)).loaded == 1
    with database.read() as db:
        assert "8001" in set(db.scalars(select(Person.agent_code)))
