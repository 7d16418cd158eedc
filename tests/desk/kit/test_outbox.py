"""Unsent writes and drafts: on the disk before they are sent, sent in order, done once, never lost in silence."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import keyring
import keyring.backend
import pytest
from keyring.errors import KeyringError
from pydantic import BaseModel
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import HubRefused, KeptForLater, OutboxUnusable
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile, outbox_path
from agent_desk.desk.kit.seat_key import Keys, keys_of_seat
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.sentences import sentence
from agent_desk.schemas.kit.operation import Request
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub

Make = Callable[..., Outbox]
WHAT = {"what_zh": "处理结果", "what_en": "Disposition"}


class Done(BaseModel):
    done: bool


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """Outboxes on one file, closed after the test."""
    made: list[Outbox] = []

    def build(hub_url: str, path: Path | None = None, autostart: bool = False) -> Outbox:
        file = OutboxFile(path or tmp_path / "outbox.sqlite")
        outbox = Outbox(Api(hub_url, connect_timeout_s=0.5, read_timeout_s=1), file, sentence, autostart=autostart)
        made.append(outbox)
        return outbox

    yield build
    for outbox in made:
        outbox.close()


def nobody() -> str:
    return "http://127.0.0.1:9"


def test_a_write_that_is_saved_at_once_leaves_nothing_behind(make: Make) -> None:
    with small_hub() as hub:
        outbox = make(hub.url)
        assert outbox.submit(Request("POST", "/calls/1/disposition", {"code": "A"}, Done), **WHAT).done
        assert outbox.pending() == []
        assert len(hub.done) == 1


def test_a_line_cut_in_mid_write_sends_it_once(make: Make, tmp_path: Path) -> None:
    """The hub did it, the answer was lost twice: the repeat carries the same key and is answered, not done."""
    with small_hub(SmallHub(cut_after_doing=2)) as hub:
        outbox = make(hub.url)
        with pytest.raises(KeptForLater) as kept:
            outbox.submit(Request("POST", "/calls/1/disposition", {"code": "A"}, Done), **WHAT)
        assert [write.key for write in outbox.pending()] == [kept.value.key]
        assert outbox.send_all()
        assert outbox.pending() == []
        assert len(hub.done) == 1
        assert {asked.key for asked in hub.asked} == {kept.value.key}


def test_what_waited_is_sent_in_the_order_of_writing(make: Make, tmp_path: Path) -> None:
    away = make(nobody())
    for number in range(3):
        away.enqueue("POST", f"/notes/{number}", {"n": number}, **WHAT)
    assert not away.send_all()
    away.close()
    with small_hub() as hub:
        outbox = make(hub.url)
        with pytest.raises(KeptForLater):
            outbox.submit(Request("POST", "/notes/3", {"n": 3}, Done), **WHAT)
        assert outbox.send_all()
        assert [asked.body["n"] for asked in hub.done] == [0, 1, 2, 3]


def test_the_worker_sends_by_itself_and_tells(make: Make, qtbot: QtBot) -> None:
    with small_hub() as hub:
        outbox = make(hub.url, autostart=True)
        with qtbot.waitSignal(outbox.sent) as sent:
            key = outbox.enqueue("POST", "/notes", {"text": "a"}, **WHAT)
        assert sent.args == [key, {"done": True}]
        assert outbox.pending_count == 0


def test_a_hub_whose_database_is_down_keeps_it_waiting(make: Make) -> None:
    answers: list[Answer] = [refusal(503, "database_down"), (200, {"done": True})]
    with small_hub(SmallHub(answer=lambda _asked: answers.pop(0))) as hub:
        outbox = make(hub.url)
        with pytest.raises(KeptForLater):
            outbox.submit(Request("POST", "/notes", {"text": "a"}, Done), **WHAT)
        assert outbox.pending_count == 1
        assert outbox.send_all()
        assert len(hub.done) == 1


def test_a_refusal_while_the_form_is_open_goes_to_the_form(make: Make) -> None:
    with small_hub(SmallHub(answer=lambda _asked: refusal(409, "stale_version"))) as hub:
        outbox = make(hub.url)
        with pytest.raises(HubRefused):
            outbox.submit(Request("PUT", "/cases/1", {"text": "a"}, Done), **WHAT)
        assert outbox.pending() == []
        assert outbox.refused_writes() == []


def test_a_refusal_that_comes_later_is_kept_with_its_sentence(make: Make, qtbot: QtBot) -> None:
    def answer(asked: Asked) -> Answer:
        return refusal(409, "stale_version") if asked.path == "/api/cases/1" else (200, {})

    with small_hub(SmallHub(answer=answer)) as hub:
        outbox = make(hub.url)
        refused_key = outbox.enqueue("PUT", "/cases/1", {"text": "a"}, **WHAT)
        outbox.enqueue("POST", "/notes", {"text": "b"}, **WHAT)
        with qtbot.waitSignal(outbox.refused) as told:
            assert outbox.send_all(), "a refused write does not hold up the others"
        assert told.args[0] == refused_key
        [kept] = outbox.refused_writes()
        assert "他人修改过" in kept.sentence_zh
        assert "Somebody else changed this" in kept.sentence_en
        assert kept.body_json == '{"text":"a"}'
        outbox.retry_refused(refused_key)
        outbox.send_all()
        [again] = outbox.refused_writes()
        assert again.key != refused_key, "a new try is a new write: the hub remembers its answer to the old key"
        outbox.discard_refused(again.key)
        assert outbox.refused_writes() == []


def test_a_sign_in_that_ran_out_keeps_it_waiting(make: Make) -> None:
    with small_hub(SmallHub(answer=lambda _asked: refusal(401, "session_expired"))) as hub:
        outbox = make(hub.url)
        outbox.enqueue("POST", "/notes", {"text": "a"}, **WHAT)
        assert not outbox.send_all()
        assert outbox.pending_count == 1


def test_a_write_that_breaks_the_hub_every_time_does_not_block_the_rest(make: Make) -> None:
    def answer(asked: Asked) -> Answer:
        return refusal(500, "internal_fault") if asked.path == "/api/poison" else (200, {})

    with small_hub(SmallHub(answer=answer)) as hub:
        outbox = make(hub.url)
        outbox.enqueue("POST", "/poison", {}, **WHAT)
        outbox.enqueue("POST", "/notes", {}, **WHAT)
        for _ in range(4):
            assert not outbox.send_all()
        assert outbox.send_all()
        assert [write.error_id for write in outbox.refused_writes()] == ["internal_fault"]
        assert [asked.path for asked in hub.done] == ["/api/notes"]


_KILLED = """
import sys
from pathlib import Path
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.schemas.kit.operation import Request
outbox = Outbox(Api("http://127.0.0.1:9"), OutboxFile(Path(sys.argv[1])), sentence, autostart=False)
outbox.put_draft("complaint", "call-1", {"text": "客户反映柜面排队时间过长"})
outbox.enqueue("POST", "/calls/1/disposition", {"code": "A"}, key="key-1", what_zh="处理结果", what_en="Disposition")
print("written", flush=True)
sys.stdin.read()
"""


def test_a_killed_desk_has_lost_nothing_and_sends_once(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "killed.sqlite"
    desk = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert desk.stdout is not None
    assert desk.stdout.readline() == "written\n"
    desk.send_signal(signal.SIGKILL)
    desk.wait()
    with small_hub() as hub:
        outbox = make(hub.url, path)
        assert outbox.get_draft("complaint", "call-1") == {"text": "客户反映柜面排队时间过长"}
        assert outbox.send_all()
        assert outbox.send_all()
        assert [asked.key for asked in hub.asked] == ["key-1"]


def test_drafts_are_kept_replaced_and_dropped(make: Make) -> None:
    outbox = make(nobody())
    assert outbox.get_draft("note", "1") is None
    outbox.put_draft("note", "1", {"text": "a"})
    outbox.put_draft("note", "1", {"text": "ab"})
    assert outbox.get_draft("note", "1") == {"text": "ab"}
    assert outbox.drafts("note") == ["1"]
    outbox.drop_draft("note", "1")
    assert outbox.drafts("note") == []


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    path = outbox_path(tmp_path / "data", "http://hub", "../../etc/passwd")
    OutboxFile(path).close()
    assert path.parent == tmp_path / "data"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"this is no database at all, " * 200, None])
def test_a_damaged_file_is_set_aside_not_deleted(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "outbox.sqlite"
    file = OutboxFile(path)
    for number in range(200):
        file.add(f"key-{number}", "POST", "/notes", "x" * 200, "甲", "a")
    file.close()
    content = bytearray(path.read_bytes())
    content[4096:12288] = os.urandom(8192)
    path.write_bytes(damage if damage is not None else bytes(content))
    before = path.read_bytes()
    file = OutboxFile(path)
    assert file.set_aside is not None
    assert file.set_aside.read_bytes() == before
    assert file.pending_count() == 0
    file.close()


def test_a_disk_that_takes_nothing_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = OutboxFile(tmp_path / "outbox.sqlite")

    class Full:
        def execute(self, *_given: Any) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(file, "_base", Full())
    with pytest.raises(OutboxUnusable) as caught:
        file.add("k", "POST", "/notes", None, "甲", "a")
    assert caught.value.cause == "disk_full"
    assert "磁盘已满" in sentence(caught.value, "zh")
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    with pytest.raises(OutboxUnusable) as caught:
        OutboxFile(blocked / "outbox.sqlite")
    assert "cannot be used" in sentence(caught.value, "en")


def filled(path: Path) -> set[str]:
    """A file with writes, a refused one and drafts; what stands in it."""
    file = OutboxFile(path)
    for number in range(30):
        file.add(f"key-{number}", "POST", "/notes", json.dumps({"words": f"客户 {number} 来电" * 20}), "小结", "Note")
    file.refuse("key-29", "not_found", "没有找到", "Not found")
    for number in range(10):
        file.put_draft("note", str(number), "正在输入" * 30)
    file.close()
    return {f"key-{number}" for number in range(30)}


@pytest.mark.parametrize("seed", range(300))
def test_any_damage_is_set_aside_or_harmless_and_new_writes_go_on(tmp_path: Path, seed: int, model: Path) -> None:
    """300 damages, each of up to 64 bytes somewhere, or a cut: nothing wrong is ever sent, and the seat writes on."""
    path, chance = tmp_path / "outbox.sqlite", Random(seed)
    content = bytearray((model / "outbox.sqlite").read_bytes())
    (tmp_path / "outbox.key").write_bytes((model / "outbox.key").read_bytes())
    at, size = chance.randrange(len(content)), chance.choice((1, 1, 4, 64))
    for place in range(at, min(at + size, len(content))):
        content[place] ^= chance.randrange(1, 256)
    path.write_bytes(bytes(content[: chance.randrange(len(content))] if seed % 10 == 9 else content))
    file = OutboxFile(path)
    for write in [*file.writes("pending"), *file.writes("refused")]:
        number = write.key.removeprefix("key-")
        assert json.loads(write.body_json or "") == {"words": f"客户 {number} 来电" * 20}, (
            "nothing that was changed is sent"
        )
    seen = len(file.writes("pending")) + len(file.writes("refused"))
    assert seen == 30 or file.set_aside is not None or file.rows_set_aside, "what is missing was set aside, and is told"
    file.add("new", "POST", "/notes", "{}", "新", "new")
    file.put_draft("note", "new", "新")
    assert [write.key for write in file.writes("pending")][-1] == "new" and file.get_draft("note", "new") == "新"
    file.close()
    again = OutboxFile(path)
    assert again.set_aside is None and "new" in [write.key for write in again.writes("pending")]
    again.close()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound file with its key, to be damaged in a copy."""
    folder: Path = tmp_path_factory.mktemp("outbox")
    filled(folder / "outbox.sqlite")
    return folder


def test_a_damaged_row_is_set_aside_alone_and_told(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    outbox = make(nobody())
    for number in range(3):
        outbox.enqueue("POST", "/notes", None, **WHAT, key=f"key-{number}")
    with sqlite3.connect(tmp_path / "outbox.sqlite") as other:
        other.execute("UPDATE waiting SET sealed = zeroblob(40) WHERE key = 'key-0'")
    with qtbot.waitSignal(outbox.unusable) as told:
        assert [write.key for write in outbox.pending()] == ["key-1", "key-2"]
    assert "outbox" in sentence(told.args[0], "en")
    with sqlite3.connect(tmp_path / "outbox.sqlite") as other:
        ((held,),) = other.execute("SELECT held FROM set_aside").fetchall()
    assert "key-0" in held, "never deleted"


def test_damage_while_the_desk_runs_is_told_and_the_next_write_goes_on(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    outbox, path = make(nobody()), tmp_path / "outbox.sqlite"
    outbox.enqueue("POST", "/notes", None, **WHAT, key="before")
    path.write_bytes(b"\xff" * path.stat().st_size)
    with qtbot.waitSignal(outbox.unusable):
        outbox.enqueue("POST", "/notes", None, **WHAT, key="after")
    assert [write.key for write in outbox.pending()] == ["after"]
    assert list(tmp_path.glob("outbox.sqlite.damaged-*")), "the old one lies beside"


def test_nothing_of_a_customer_lies_in_clear_on_the_seat(make: Make, tmp_path: Path) -> None:
    outbox = make(nobody())
    body = {"words": "王小明 6217001234567890123"}
    outbox.enqueue("POST", "/customers/note", body, what_zh="客户备注", what_en="Note about a customer", key="k")
    outbox.put_draft("note", "1", {"text": "身份证 370802199001011231"})
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.name != "outbox.key")
    for clear in ("王小明", "6217001234567890123", "370802199001011231", "/customers/note", "客户备注"):
        assert clear.encode() not in everything and json.dumps(clear).encode() not in everything
    assert stat.S_IMODE((tmp_path / "outbox.key").stat().st_mode) == 0o600
    assert outbox.get_draft("note", "1") == {"text": "身份证 370802199001011231"}


def test_what_an_earlier_desk_left_in_clear_is_taken_over_and_wiped(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(EARLIER)
    file = OutboxFile(path)
    (write,) = file.writes("pending")
    assert (write.key, write.path, write.body_json, write.tries) == ("k", "/notes", '{"words": "王小明"}', 2)
    assert file.get_draft("note", "1") == '{"text": "王小明"}'
    file.close()
    assert "王小明".encode() not in path.read_bytes()


EARLIER = """
CREATE TABLE unsent (position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, body TEXT, what_zh TEXT NOT NULL, what_en TEXT NOT NULL, written_at TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    error_id TEXT NOT NULL DEFAULT '', sentence_zh TEXT NOT NULL DEFAULT '', sentence_en TEXT NOT NULL DEFAULT '');
CREATE TABLE draft (kind TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, typed_at TEXT NOT NULL, PRIMARY KEY (kind, key));
INSERT INTO unsent (key, state, method, path, body, what_zh, what_en, written_at, tries)
    VALUES ('k', 'pending', 'POST', '/notes', '{"words": "王小明"}', '小结', 'Note', '2026-11-30T08:00:00+00:00', 2);
INSERT INTO draft VALUES ('note', '1', '{"text": "王小明"}', '2026-11-30T08:00:00+00:00');
"""


class OneKeyring(keyring.backend.KeyringBackend):
    """The system's keyring of a test; `away`: its service does not answer."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.away = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.away:
            raise KeyringError("no session bus")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.away:
            raise KeyringError("no session bus")
        self.held[service, username] = password


@pytest.fixture
def own_keyring() -> Iterator[OneKeyring]:
    before, one = keyring.get_keyring(), OneKeyring()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


def in_the_keyring(folder: Path) -> Keys:
    return keys_of_seat(folder, SeatMemory())


def test_the_key_lies_in_the_keyring_where_there_is_one(own_keyring: OneKeyring, tmp_path: Path) -> None:
    file = OutboxFile(tmp_path / "outbox.sqlite", in_the_keyring)
    file.add("k", "POST", "/notes", "{}", "甲", "a")
    file.close()
    assert len(own_keyring.held) == 1 and not (tmp_path / "outbox.key").exists()
    own_keyring.away = True
    away = OutboxFile(tmp_path / "outbox.sqlite", in_the_keyring)
    assert away.pending_count() == 0 and away.set_aside is None and not away.rows_set_aside
    away.add("later", "POST", "/notes", "{}", "乙", "b")
    away.close()
    own_keyring.away = False
    back = OutboxFile(tmp_path / "outbox.sqlite", in_the_keyring)
    assert [write.key for write in back.writes("pending")] == ["k", "later"], "neither is lost"
    back.close()
