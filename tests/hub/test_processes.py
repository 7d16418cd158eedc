"""What the processes of a hub load: each only what it needs, so that it is there soon after a start or a kill."""

import json
import subprocess
import sys

import pytest

from agent_desk.hub import back_room, exchange_process
from agent_desk.hub.areas import AREAS
from agent_desk.hub.housekeeping import open_context
from agent_desk.hub.kit.area import EXCHANGE
from agent_desk.hub.kit.settings import Settings

OF_THE_SEATS = {"fastapi", "uvicorn", "jieba", "pypinyin"}
OF_REPORTS = {"openpyxl", "numpy"}
LOADED = "import json, sys, {module}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"


@pytest.mark.parametrize(
    ("module", "others"),
    [(exchange_process.__name__, OF_THE_SEATS | OF_REPORTS), (back_room.__name__, OF_THE_SEATS)],
)
def test_a_process_loads_nothing_that_only_others_need(module: str, others: set[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED.format(module=module)], capture_output=True, text=True, check=True
    ).stdout
    assert not others & set(json.loads(said))


def test_every_area_that_speaks_with_the_exchange_is_in_its_process() -> None:
    context = open_context(Settings(database="postgresql+psycopg://nowhere/none"))
    there = {area.name for area in exchange_process.AREAS}
    speaking = {area.name for area in AREAS if area.orders or area.threads(context, EXCHANGE)}
    assert speaking <= there
    assert there <= {area.name for area in AREAS}
