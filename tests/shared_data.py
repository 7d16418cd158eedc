"""Where the real data lies that is measured with and never copied into the project; absent on most machines."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(*parts: str) -> Path:
    """A file of the shared data; skips the test where the folder is absent. AGENT_DESK_SHARED names another folder."""
    path = Path(os.environ.get("AGENT_DESK_SHARED", ROOT.parent / "shared" / "data")).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared data at {path}; set AGENT_DESK_SHARED to the folder that holds it")
    return path
