"""Where a test's own PostgreSQL keeps its files: in main memory if the system has room there, else on disk."""

import os
import shutil
from pathlib import Path
from typing import Final

from agent_desk.hub.kit.private_postgres import temporary_folder

IN_MEMORY: Final = Path("/dev/shm")
ROOM_BYTES: Final = 1_000_000_000
"""What two workers need together (215 MB), four times over. A container of Docker has 64 MB unless told `--shm-size=2g`."""
_MARK: Final = "agent-desk-test-"


def server_folder() -> Path:
    """A new folder for a server.

    A run makes and drops about a thousand databases of some 400 files each. On disk this took a quarter of the whole run:
    ext4 does not give out a file number again within a minute, and searches longer and longer for one that it may.
    """
    if not IN_MEMORY.is_dir() or shutil.disk_usage(IN_MEMORY).free < ROOM_BYTES:
        return temporary_folder()
    for left in IN_MEMORY.glob(f"{_MARK}*"):
        # A run that was killed leaves its folder, and memory is dearer than disk.
        if not Path(f"/proc/{left.name.removeprefix(_MARK).partition('-')[0]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    return temporary_folder(IN_MEMORY, f"{_MARK}{os.getpid()}-")
