"""The store: whole or not at all, by content, with rights, by key; rotation, removal, files of 0.1.0, what a killed hub leaves."""

import errno
import io
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotPermitted
from agent_desk.hub.kit.files import keeping, keys, kinds, store
from agent_desk.hub.kit.files.content_type import PDF, TEXT
from agent_desk.hub.kit.files.errors import FileGone, FileKeyMissing, WrongFileType
from agent_desk.hub.kit.files.keys import Keyring, UnknownFileKeys, require_keys
from agent_desk.hub.kit.files.kinds import FileKind
from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile
from agent_desk.models.kit import AuditEntry
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Staff
from tests.fixtures.waiting import needed, until

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
OWNER = uuid.uuid4()
held: set[uuid.UUID] = set()
"""Owners whose files must stay."""
PLAIN = b"%PDF-1.7\n" + os.urandom(200_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "letters"
    made.mkdir()
    return made


@pytest.fixture
def hub(hub_context: HubContext, folder: Path) -> HubContext:
    """A hub with a folder and a key."""
    hub_context.settings = replace(hub_context.settings, reports=str(folder))
    set_clocks(hub_context, lambda: NOW)
    with hub_context.database.write() as db:
        require_keys(db, Keyring.of(hub_context.settings))
    return hub_context


@pytest.fixture
def kind() -> Iterator[FileKind]:
    """A kind of file that only auditors read."""

    def may_read(unit: Unit, file: StoredFile) -> None:
        if not unit.me.may("audit.view"):
            raise NotPermitted(permission="audit.view")

    made = FileKind(
        name="letter",
        owner="customer",
        folder="reports",
        types=(PDF, TEXT),
        may_read=may_read,
        read_action="letters.read",
        removed=lambda unit, file: unit.audit("letters.removed", "customer", file.owner_id),
        holds=Hook("letters held"),
    )
    made.holds.adding(lambda db, owners: held & set(owners))()  # type: ignore[union-attr]
    kinds.register(made)
    yield made
    held.clear()
    del kinds.KINDS[made.name]


def keep(hub: HubContext, kind: FileKind, plain: bytes = PLAIN, **more: Any) -> StoredFile:
    with (
        store.written(hub.settings, kind, io.BytesIO(plain), NOW) as done,
        hub.database.write() as db,
    ):
        return store.keep(Unit(db=db, now=NOW, jobs=hub.jobs), done, OWNER, **more)


def content(settings: Settings, row: StoredFile) -> bytes:
    opened = store.open_file(settings, row)
    try:
        return b"".join(opened.pieces())
    finally:
        opened.close()


def row_of(hub: HubContext, file_id: uuid.UUID) -> StoredFile:
    with hub.database.read() as db:
        row = db.get_one(StoredFile, file_id)
        db.expunge_all()
        return row


def on_disk(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_file_is_kept_encrypted_with_size_type_and_digest(hub: HubContext, kind: FileKind, folder: Path) -> None:
    row = keep(hub, kind)
    assert (row.size_bytes, row.sha256, row.media_type) == (len(PLAIN), sha256(PLAIN).hexdigest(), PDF)
    assert content(hub.settings, row_of(hub, row.id)) == PLAIN
    (file,) = on_disk(folder)
    assert PLAIN[100:200] not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
    assert keeping.verify(hub.database, hub.settings).findings == [] and not keeping.strays(hub.database, hub.settings)


def test_the_type_is_that_of_the_content_and_what_is_not_taken_leaves_nothing(
    hub: HubContext, kind: FileKind, folder: Path
) -> None:
    assert keep(hub, kind, "致客户的信".encode() * 300).media_type == TEXT
    for wrong in (b"MZ\x90\x00" + bytes(100), b"PK\x03\x04" + bytes(100), b""):
        with pytest.raises(WrongFileType):
            keep(hub, kind, wrong)
    assert len(on_disk(folder)) == 1


def test_only_who_may_reads_and_it_is_written_down(hub: HubContext, kind: FileKind, staff: Staff, in_unit: Any) -> None:
    row = keep(hub, kind)
    with pytest.raises(NotPermitted):
        in_unit(store.read, hub.settings, row, caller=staff.caller("lin", "agent"))
    in_unit(store.read, hub.settings, row, caller=staff.caller("chen", "auditor"), page=1).close()
    with hub.database.read() as db:
        (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.action == "letters.read"))
        assert (entry.person_login, entry.entity_id, entry.detail) == ("chen", str(OWNER), {"page": 1})


def test_what_no_transaction_kept_is_removed(hub: HubContext, kind: FileKind, folder: Path) -> None:
    with (
        pytest.raises(RuntimeError),
        store.written(hub.settings, kind, io.BytesIO(PLAIN), NOW) as done,
        hub.database.write() as db,
    ):
        store.keep(Unit(db=db, now=NOW, jobs=hub.jobs), done, OWNER)
        raise RuntimeError
    assert on_disk(folder) == []


def test_a_full_disk_leaves_nothing_and_what_was_there_stands(hub: HubContext, kind: FileKind, folder: Path) -> None:
    """In a process of its own, whose files may not grow: the disk's answer is EFBIG, the way is the same."""
    row = keep(hub, kind)
    program = (
        "import io, resource, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from agent_desk.hub.kit.files import sealed, store\n"
        "import uuid\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (70000, 70000))\n"
        "try:\n"
        "    store._write(Path(sys.argv[1]) / 'x.adf', io.BytesIO(bytes(500000)), uuid.uuid4(), sealed.new_key())\n"
        "except OSError as fault:\n"
        "    print(fault.errno)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    assert int(done.stdout) == errno.EFBIG
    assert len(on_disk(folder)) == 1 and content(hub.settings, row) == PLAIN


def test_a_hub_killed_while_it_writes_leaves_no_file_and_its_rest_goes(
    hub: HubContext, kind: FileKind, folder: Path
) -> None:
    program = (
        "import io, sys, time, uuid\n"
        "from pathlib import Path\n"
        "from agent_desk.hub.kit.files import sealed, store\n"
        "class Slow(io.RawIOBase):\n"
        "    def read(self, n=-1):\n"
        "        time.sleep(0.01)\n"
        "        return bytes(n)\n"
        "store._write(Path(sys.argv[1]) / 'x.adf', Slow(), uuid.uuid4(), sealed.new_key())\n"
    )
    writing = subprocess.Popen([sys.executable, "-c", program, str(folder)])
    try:
        with needed("the other hub", lambda: writing.poll() is None):
            until(lambda: list(folder.glob("*.part")), "the writing", 60)
    finally:
        writing.kill()
        writing.wait()
    (part,) = on_disk(folder)
    assert part.suffix == ".part" and keeping.strays(hub.database, hub.settings) == []
    set_clocks(hub, lambda: datetime.now(UTC))
    keeping.remove_expired(hub)
    assert on_disk(folder) == [part], "it may be another hub's"
    set_clocks(hub, lambda: datetime.now(UTC) + timedelta(days=2))
    keeping.remove_expired(hub)
    assert on_disk(folder) == []


def test_bytes_without_a_row_are_told_and_left_alone(hub: HubContext, kind: FileKind, folder: Path) -> None:
    row = keep(hub, kind)
    stray = folder / "2026/11/25/lost.adf"
    stray.write_bytes(b"of a hub that was killed")
    assert keeping.strays(hub.database, hub.settings) == [stray]
    keeping.remove_expired(hub)
    assert stray.exists() and content(hub.settings, row) == PLAIN


def test_what_is_wrong_on_the_disk_is_found(hub: HubContext, kind: FileKind, folder: Path) -> None:
    sound, flipped, cut, gone = (keep(hub, kind) for _ in range(4))
    place = {row.id: folder / str(row.path) for row in (sound, flipped, cut, gone)}
    octets = bytearray(place[flipped.id].read_bytes())
    octets[len(octets) // 2] ^= 1
    place[flipped.id].write_bytes(octets)
    place[cut.id].write_bytes(place[cut.id].read_bytes()[:-20])
    place[gone.id].unlink()
    verdict = keeping.verify(hub.database, hub.settings)
    assert verdict.checked == 4
    found = {one.file_id: one.fault for one in verdict.findings}
    assert found == {flipped.id: "changed", cut.id: "changed", gone.id: "gone"}
    with pytest.raises(FileGone):
        content(hub.settings, gone)


def test_a_check_that_is_stopped_goes_on_where_it_was(hub: HubContext, kind: FileKind) -> None:
    for _ in range(3):
        keep(hub, kind, b"letter")
    told: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    first = keeping.verify(hub.database, hub.settings, told=once)
    assert (first.checked, first.complete) == (1, False)
    rest = keeping.verify(hub.database, hub.settings, so_far=keeping.Verdict(first.checked, [], last=first.last))
    assert (rest.checked, rest.complete) == (3, True)
    assert told == [(0, 3), (1, 3)]


def test_a_file_goes_when_its_time_is_over_unless_somebody_holds_it(
    hub: HubContext, kind: FileKind, folder: Path
) -> None:
    row = keep(hub, kind, keep_until=NOW - timedelta(days=1))
    young = keep(hub, kind, keep_until=NOW + timedelta(days=1))
    held.add(OWNER)
    assert keeping.remove_expired(hub) == 0 and len(on_disk(folder)) == 2
    held.clear()
    assert keeping.remove_expired(hub) == 1 and keeping.remove_expired(hub) == 0
    assert [file.relative_to(folder).as_posix() for file in on_disk(folder)] == [young.path]
    gone = row_of(hub, row.id)
    assert (gone.deleted_at, gone.deleted_by) == (NOW, "keep_until=2026-11-24")
    assert gone.sha256 == row.sha256, "what it was stays written"
    with pytest.raises(FileGone):
        content(hub.settings, gone)


# ---------------------------------------------------------------------- keys

NEW = "a" * 64


def test_after_a_rotation_the_old_key_is_not_needed_and_no_file_was_touched(
    hub: HubContext, kind: FileKind, folder: Path
) -> None:
    rows = [keep(hub, kind, f"letter {n}".encode()) for n in range(5)]
    before = {file: file.read_bytes() for file in on_disk(folder)}
    both = replace(hub.settings, file_key=f"{NEW},{hub.settings.file_key}")
    assert keys.rotate(hub.database, Keyring.of(both)) == 5
    assert keys.rotate(hub.database, Keyring.of(both)) == 0, "what is done is done"
    assert {file: file.read_bytes() for file in on_disk(folder)} == before
    alone = replace(hub.settings, file_key=NEW)
    assert content(alone, row_of(hub, rows[3].id)) == b"letter 3"
    with pytest.raises(FileKeyMissing):
        content(hub.settings, row_of(hub, rows[0].id))
    with pytest.raises(FileKeyMissing):
        keep(hub, kind)
    hub.settings = alone
    assert content(alone, keep(hub, kind)) == PLAIN
    with hub.database.read() as db:
        assert {one: files for one, _, files in keys.in_use(db)}[Keyring.of(alone).ids[0]] == 6


def test_a_rotation_that_was_broken_off_is_finished_by_the_next(
    hub: HubContext, kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [keep(hub, kind, f"letter {n}".encode()) for n in range(5)]
    monkeypatch.setattr(keys, "BATCH", 2)
    ring = Keyring(f"{NEW} {hub.settings.file_key}")

    def broken(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keys.rotate(hub.database, ring, broken)
    both = replace(hub.settings, file_key=f"{NEW},{hub.settings.file_key}")
    assert [content(both, row_of(hub, row.id)) for row in rows] == [f"letter {n}".encode() for n in range(5)]
    assert keys.rotate(hub.database, ring) == 3


def test_a_hub_without_a_key_that_is_needed_does_not_start(hub: HubContext, kind: FileKind) -> None:
    keep(hub, kind)
    with pytest.raises(UnknownFileKeys) as caught, hub.database.write() as db:
        require_keys(db, Keyring(NEW))
    assert caught.value.ids == Keyring.of(hub.settings).ids
    with hub.database.write() as db:
        require_keys(db, Keyring(f"{NEW} {hub.settings.file_key}"))


def test_a_file_opens_with_its_own_key_alone(hub: HubContext, kind: FileKind) -> None:
    one, two = keep(hub, kind), keep(hub, kind)
    one.wrapped_key = two.wrapped_key
    assert keeping.fault_of(hub.settings, one) == "changed"


def test_two_hubs_keep_files_while_the_key_is_changed(hub: HubContext, kind: FileKind) -> None:
    hub.settings = replace(hub.settings, file_key=f"{hub.settings.file_key},{NEW}")
    ring = Keyring(f"{NEW} {hub.settings.file_key}")
    with ThreadPoolExecutor(3) as hands:
        rows = [hands.submit(keep, hub, kind, f"letter {n}".encode()) for n in range(10)]
        turned = hands.submit(keys.rotate, hub.database, ring)
        rows += [hands.submit(keep, hub, kind, f"letter {n}".encode()) for n in range(10, 20)]
    turned.result()
    alone = replace(hub.settings, file_key=NEW)
    assert [content(alone, row_of(hub, row.result().id)) for row in rows] == [f"letter {n}".encode() for n in range(20)]


# ---------------------------------------------------------------------- files of release 0.1.0


def plain_file(hub: HubContext, folder: Path, plain: bytes, name: str) -> StoredFile:
    (folder / name).write_bytes(plain)
    row = StoredFile(
        id=uuid.uuid4(),
        kind="letter",
        owner="customer",
        owner_id=OWNER,
        media_type=PDF,
        size_bytes=len(plain),
        sha256=sha256(plain).hexdigest(),
        plain_path=name,
        stored_at=NOW,
    )
    with hub.database.write() as db:
        db.add(row)
    return row


def test_files_of_the_first_release_are_read_and_then_encrypted(hub: HubContext, kind: FileKind, folder: Path) -> None:
    sound, changed = plain_file(hub, folder, PLAIN, "a.pdf"), plain_file(hub, folder, PLAIN, "b.pdf")
    assert b"".join(store.open_file(hub.settings, sound).pieces(5, 70_000)) == PLAIN[5:70_000]
    (folder / "b.pdf").write_bytes(b"%PDF-" + PLAIN[4:])
    verdict = keeping.take_over(hub)
    assert (verdict.checked, [(one.file_id, one.fault) for one in verdict.findings]) == (2, [(changed.id, "changed")])
    taken = row_of(hub, sound.id)
    assert content(hub.settings, taken) == PLAIN and taken.plain_path is None
    assert not (folder / "a.pdf").exists() and (folder / "b.pdf").exists()
    assert keeping.strays(hub.database, hub.settings) == []


def test_a_take_over_that_was_broken_off_before_the_plain_file_went_is_finished(
    hub: HubContext, kind: FileKind, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = plain_file(hub, folder, PLAIN, "a.pdf")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "unlink", killed)
        keeping.take_over(hub)
    assert content(hub.settings, row_of(hub, row.id)) == PLAIN and (folder / "a.pdf").exists()
    assert keeping.take_over(hub).findings == []
    assert not (folder / "a.pdf").exists() and row_of(hub, row.id).plain_path is None
    with hub.database.read() as db:
        assert keeping.plain_left(db) == 0
