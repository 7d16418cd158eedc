"""Recording by a real Asterisk: files taken over with digest and length, pauses silent, the call's own account unchanged."""

import hashlib
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files.store import open_file
from agent_desk.hub.kit.settings import Settings
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from tests.fixtures.centre import Seat
from tests.fixtures.hub import FILE_KEY
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp
from tests.pbx.oracle import TOLERANCE_MS, Oracle
from tests.pbx.phones import Phone, TalkingCustomer
from tests.pbx.rig import UID, Rig
from tests.pbx.sound import length_s, longest_silence_s, loudness, samples
from tests.pbx.test_supervision import DESK as SUPERVISOR_DESK
from tests.pbx.test_supervision import Boss

Seats = Callable[..., Seat]
Phones = Callable[..., Phone]
AGENT, CUSTOMER, ANNOUNCED = 440.0, 700.0, 850.0
LOUD = 600.0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recordings")


@pytest.fixture(scope="module")
def hub(rig: Rig, database: Database, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub that takes recordings over; every call of the queue account is recorded."""
    given = rig.root / "var/spool/asterisk/monitor/agent-desk"
    given.mkdir(parents=True, exist_ok=True)
    for folder in (given, given.parent):
        os.chown(folder, UID, UID)
    with database.write() as db:
        db.execute(update(Queue).where(Queue.code == "account").values(recording="all"))
    log = tmp_path_factory.mktemp("hub") / "hub.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AGENT_DESK_RECORDINGS_FROM", str(given))
        patch.setenv("AGENT_DESK_RECORDINGS", str(store))
        with hub_process(database.engine.url.render_as_string(hide_password=False), rig.url, log) as hub:
            yield hub
    loud = [line for line in log.read_text().splitlines() if '"level": "warning"' in line or '"level": "error"' in line]
    assert not loud, "\n".join(loud)


@pytest.fixture
def customer(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[..., TalkingCustomer]]:
    """Customers who can be heard and hear."""
    calling: list[TalkingCustomer] = []

    def call(number: str = "13800138000", dialled: str = "95500") -> TalkingCustomer:
        calling.append(TalkingCustomer(tmp_path, number, CUSTOMER, dialled))
        return calling[-1]

    yield call
    for one in calling:
        one.stop()


def in_talk(seat: Seats, phone: Phones, customer: Callable[..., TalkingCustomer]) -> tuple[Phone, Seat, str]:
    """8001 has taken a call: telephone, seat, call."""
    desk, agent = phone("8001", AGENT), seat("8001")
    agent.ready()
    customer()
    call_id = agent.rings()
    desk.takes()
    agent.comes_to("talking")
    return desk, agent, call_id


def state(agent: Seat) -> str:
    """Of the recording, as its agent sees it."""
    return str(agent.get("/seat/recording")["state"])


def stored(database: Database, call_id: str, *, consultation: bool = False) -> CallRecording:
    """The one recording of a call, or of whom the agent asked meanwhile, when it lies in the store."""
    of_consultation = CallRecording.consultation_id.is_not(None)
    mine = of_consultation if consultation else ~of_consultation

    def look() -> CallRecording | None:
        with database.read() as db:
            rows = list(db.scalars(select(CallRecording).where(CallRecording.call_id == uuid.UUID(call_id), mine)))
            db.expunge_all()
        assert len(rows) <= 1
        return rows[0] if rows and rows[0].state == "stored" else None

    return until(look, "the recording in the store", within_s=20)


def played(database: Database, store: Path, row: CallRecording) -> Path:
    """Return the sound of a stored recording as whoever may play it hears it, beside the store."""
    settings = Settings(database="", recordings=str(store), file_key=FILE_KEY)
    with database.read() as db:
        opened = open_file(settings, db.get_one(StoredFile, row.file_id))
    heard = store.parent / f"{row.id}.wav"
    heard.write_bytes(b"".join(opened.pieces()))
    opened.close()
    return heard


def test_a_call_is_recorded_from_the_answer_to_its_end(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    oracle: Oracle,
    database: Database,
    store: Path,
    asterisk: Rig,
) -> None:
    desk, agent, call_id = in_talk(seat, phone, customer)
    time.sleep(4)  # the talk itself
    desk.press("hangup")
    agent.comes_to("after_call_work")
    ((key, call),) = oracle.agrees(1).items()
    row = stored(database, call_id)
    file = played(database, store, row)
    with database.read() as db:
        kept = db.get_one(StoredFile, row.file_id)
        db.expunge_all()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == kept.sha256
    assert file.stat().st_size == kept.size_bytes
    talk_s = oracle.told()[key].talks[0][1]
    assert abs(length_s(file) - talk_s) <= TOLERANCE_MS / 1000, "as long as Asterisk says that they talked"
    assert abs((row.duration_ms or 0) - call["talk_ms"]) <= TOLERANCE_MS
    assert abs((row.recorded_ms or 0) - call["talk_ms"]) <= TOLERANCE_MS
    heard = samples(file)
    assert loudness(heard, AGENT) > LOUD and loudness(heard, CUSTOMER) > LOUD, "both are in it"
    given = asterisk.root / "var/spool/asterisk/monitor/agent-desk" / row.file
    until(lambda: not given.exists(), "the exchange's own copy is gone")
    with database.read() as db:
        assert db.get_one(Call, row.call_id).exchange_key == key


def test_a_pause_while_card_data_is_spoken_is_silent(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    oracle: Oracle,
    database: Database,
    store: Path,
) -> None:
    desk, agent, call_id = in_talk(seat, phone, customer)

    until(lambda: state(agent) == "recording", "the recording")
    time.sleep(1.5)
    agent.post(f"/{call_id}/recording/pause", {"on": True})
    until(lambda: state(agent) == "paused", "the pause")
    time.sleep(2.5)
    agent.post(f"/{call_id}/recording/pause", {"on": False})
    until(lambda: state(agent) == "recording", "the end of the pause")
    time.sleep(1.5)
    desk.press("hangup")
    agent.comes_to("after_call_work")
    ((_, call),) = oracle.agrees(1).items()
    row = stored(database, call_id)
    file = played(database, store, row)
    paused_s = row.paused_ms / 1000
    assert paused_s >= 2.5
    assert abs(longest_silence_s(samples(file)) - paused_s) < 0.5, "not a word of the pause is in the file"
    assert abs(length_s(file) * 1000 - call["talk_ms"]) <= TOLERANCE_MS, "and the clock of the recording runs on"


def test_one_recording_goes_on_through_a_transfer(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    oracle: Oracle,
    database: Database,
    store: Path,
) -> None:
    _, first, call_id = in_talk(seat, phone, customer)
    until(lambda: state(first) == "recording", "the recording")
    time.sleep(2)  # what the first agent says
    other, second = phone("8002", 1000.0), seat("8002", "credit")
    second.ready()
    first.post(f"/{call_id}/transfer", {"kind": "blind_queue", "target": "credit"})
    assert second.rings() == call_id
    other.takes()
    second.comes_to("talking")
    time.sleep(2)
    other.press("hangup")
    second.comes_to("after_call_work")
    oracle.agrees(1)
    heard = samples(played(database, store, stored(database, call_id)))
    assert loudness(heard, AGENT) > LOUD / 2 and loudness(heard, 1000.0) > LOUD / 2, "both agents are in it"


@pytest.mark.parametrize(("dialled", "told"), [("95501", True), ("95500", False)])
def test_callers_of_a_queue_that_wants_it_are_told_before_they_wait(
    seat: Seats, phone: Phones, customer: Callable[..., TalkingCustomer], oracle: Oracle, dialled: str, told: bool
) -> None:
    desk, agent = phone("8001", AGENT), seat("8001")
    agent.ready()
    caller = customer(dialled=dialled)
    agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    agent.comes_to("after_call_work")
    ((_, call),) = oracle.agrees(1).items()
    caller.happens("CALL_CLOSED")
    assert (loudness(samples(caller.heard), ANNOUNCED) > LOUD) == told
    assert call["wait_ms"] < 6_000, "the announcement is no waiting"


def test_a_hub_that_dies_in_the_talk_loses_no_recording_and_the_pause_still_works(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    hub: HubProcess,
    database: Database,
    store: Path,
) -> None:
    desk, agent, call_id = in_talk(seat, phone, customer)

    until(lambda: state(agent) == "recording", "the recording")
    hub.kill()
    hub.start()
    until(hub.reads_the_exchange, "the reading hub")
    time.sleep(1)  # its mirror takes in what it finds
    agent.post(f"/{call_id}/recording/pause", {"on": True})
    until(lambda: state(agent) == "paused", "the pause")
    agent.post(f"/{call_id}/recording/pause", {"on": False})
    until(lambda: state(agent) == "recording", "the end of the pause")
    desk.press("hangup")
    agent.comes_to("after_call_work")
    row = stored(database, call_id)
    assert (row.duration_ms or 0) > 3_000, "it went on without the hub"
    assert loudness(samples(played(database, store, row)), CUSTOMER) > LOUD


def test_a_recording_goes_on_with_the_supervisor_who_takes_the_call_over(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    hub: HubProcess,
    staff: Staff,
    database: Database,
    store: Path,
) -> None:
    _, agent, call_id = in_talk(seat, phone, customer)
    until(lambda: state(agent) == "recording", "the recording")
    boss, own = Boss(hub.url, staff, "recordedboss"), phone(SUPERVISOR_DESK, ANNOUNCED)
    boss.joins(agent, own, "listen", take_over=True)
    agent.comes_to("after_call_work")
    time.sleep(3)
    own.press("hangup")
    heard = samples(played(database, store, stored(database, call_id)))
    assert loudness(heard, ANNOUNCED) > LOUD / 2 and loudness(heard, CUSTOMER) > LOUD


def rules(keeper: Callable[[], Seat], **fields: object) -> None:
    """The centre's rule, but for these."""
    rule = keeper().client.get("/api/settings/values/recording_rule").json()
    if any(rule["value"][name] != value for name, value in fields.items()):
        form = {"value": rule["value"] | fields, "version": rule["version"]}
        answer = keeper().client.ask("PUT", "/api/settings/values/recording_rule", form)
        assert answer.ok, answer.text


def test_a_call_that_an_agent_makes_is_recorded_through_a_transfer(
    seat: Seats,
    phone: Phones,
    stranger: Callable[[int], Sipp],
    database: Database,
    store: Path,
    keeper: Callable[[], Seat],
    available: Callable[[str, str], bool],
) -> None:
    rules(keeper, dialled="all")
    desk, agent = phone("8001", AGENT), seat("8001")
    other, second = phone("8002", ANNOUNCED), seat("8002")
    agent.ready()
    outside = stranger(60_000)
    heard = len(desk.events)
    agent.post("/dial", {"number": "13900139000"})
    call_id = agent.comes_to("talking")["call"]["id"]
    desk.rings(heard)
    desk.press("accept")
    until(lambda: state(agent) == "recording", "the recording")
    time.sleep(2)
    second.ready()
    until(lambda: available("8002", "account"), "8002 is available")
    agent.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": "8002"})
    second.rings()
    other.takes()
    second.comes_to("talking")
    time.sleep(3)
    other.press("hangup")
    second.comes_to("after_call_work")
    outside.stop()
    row = stored(database, call_id)
    assert row.why == "all"
    heard_in = samples(played(database, store, row))
    assert loudness(heard_in, AGENT) > LOUD / 3, "the agent who called"
    assert loudness(heard_in, ANNOUNCED) > LOUD / 3, "and the colleague, in the same file"
    assert length_s(played(database, store, row)) > 4.5


@pytest.mark.parametrize("ends", ["complete", "cancel"])
def test_what_an_agent_and_whom_they_ask_say_is_recorded_apart_from_the_call(
    seat: Seats,
    phone: Phones,
    customer: Callable[..., TalkingCustomer],
    database: Database,
    store: Path,
    keeper: Callable[[], Seat],
    available: Callable[[str, str], bool],
    ends: str,
) -> None:
    rules(keeper, consultations=True)
    other, second = phone("8002", ANNOUNCED), seat("8002", "credit")
    desk, first, call_id = in_talk(seat, phone, customer)
    until(lambda: state(first) == "recording", "the recording")
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    time.sleep(3)
    first.post(f"/{call_id}/consult", {"kind": "agent", "target": "8002"})
    other.rings()
    other.takes()
    until(lambda: (first.view["consultation"] or {}).get("state") == "talking", "who is asked answers")
    time.sleep(3)
    first.post(f"/{call_id}/consult/{ends}")
    if ends == "complete":
        second.comes_to("talking")
        first.comes_to("after_call_work")
    else:
        first.comes_to("talking")
    time.sleep(3)
    (other if ends == "complete" else desk).press("hangup")
    (second if ends == "complete" else first).comes_to("after_call_work")
    asked = samples(played(database, store, stored(database, call_id, consultation=True)))
    assert loudness(asked, AGENT) > LOUD and loudness(asked, ANNOUNCED) > LOUD, "both who spoke"
    assert loudness(asked, CUSTOMER) < LOUD / 4, "not the customer, who waited"
    assert 2.0 < len(asked) / 8000 < 4.5
    call = samples(played(database, store, stored(database, call_id)))
    assert loudness(call, AGENT) > LOUD / 2 and loudness(call, CUSTOMER) > LOUD
    heard_after = loudness(call, ANNOUNCED) > LOUD / 2
    assert heard_after == (ends == "complete"), "the colleague talks to the customer only where they were passed on"
