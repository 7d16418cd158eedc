"""A disk that is really full: what cannot be written is said, nothing is half done, and the same write goes through when there is room."""

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Branch
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

DISK_MB = 320
KEPT_BY_THE_SEAT = {"disk_full", "database_down", "database_busy"}
"""Answers after which a seat keeps the write and sends it again."""


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of its own, small enough to be filled, where a server that runs as somebody else may go."""
    place = temporary_folder()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=755", "tmpfs", str(place)], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"a disk cannot be mounted here: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def fill(place: Path) -> Path:
    """Write a file until nothing more goes in."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
    return filler


@pytest.mark.expects_log
def test_a_database_whose_disk_is_full_says_so_and_nothing_is_lost_or_doubled(disk: Path) -> None:
    postgres = PrivatePostgres(disk / "pg")
    try:
        url = postgres.ensure_database("agent_desk")
        settings = Settings(database=url, port=0, audit_key=AUDIT_KEY, file_key=FILE_KEY)
        with HubThread(settings) as hub:
            database = Database(url)
            Staff(database).person("admin1", "system_administrator")
            client = Client(hub.url)
            assert client.sign_in("admin1").ok
            filler = fill(disk)
            acknowledged, kept = [], []
            for number in range(400):
                form = {"code": f"b{number:03d}", "name_zh": "网点" * 20, "name_en": "branch " * 10}
                key = str(uuid.uuid4())
                answer = client.post("/api/settings/lists/branches", form, key)
                if answer.ok:
                    acknowledged.append(form["code"])
                    continue
                assert (answer.status_code, answer.json()["error"]["id"] in KEPT_BY_THE_SEAT) == (503, True), (
                    answer.text
                )
                kept.append((form, key))
                if len(kept) == 3:
                    break
            assert kept, "the disk never was full"
            filler.unlink()
            for form, key in kept:
                until(lambda form=form, key=key: client.post("/api/settings/lists/branches", form, key).ok)  # type: ignore[misc]
                assert client.post("/api/settings/lists/branches", form, key).ok, "a repeat is answered as the first"
            with database.read() as db:
                stored = sorted(one.code for one in db.query(Branch))
            assert stored == sorted([*acknowledged, *(form["code"] for form, _ in kept)])
            database.dispose()
    finally:
        postgres.stop()
