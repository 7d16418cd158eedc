"""What crosses the wire is built when it is first read."""

import importlib
import pkgutil
import subprocess
import sys

import pydantic

import agent_desk.schemas
from agent_desk.schemas.kit.record import WireRecord


def test_every_record_of_every_area_is_a_wire_record() -> None:
    for module in pkgutil.walk_packages(agent_desk.schemas.__path__, "agent_desk.schemas."):
        importlib.import_module(module.name)
    ours = [one for one in _below(pydantic.BaseModel) if one.__module__.startswith("agent_desk.schemas.")]

    assert len(ours) > 200
    assert [one.__qualname__ for one in ours if not issubclass(one, WireRecord)] == []


def test_a_seat_loads_what_it_can_say_without_building_it() -> None:
    """Nothing at the top of a module reads a record: that would bring back what the seat's first second saves."""
    look = (
        "import agent_desk.desk.supervising.operations, agent_desk.desk.calls.operations, pydantic\n"
        "from agent_desk.schemas.supervising.records import MessageRow\n"
        "from agent_desk.schemas.calls.records import CallStory\n"
        "print(MessageRow.__pydantic_complete__, CallStory.__pydantic_complete__)"
    )
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout

    assert said.split() == ["False", "False"]


def _below(kind: type[pydantic.BaseModel]) -> list[type[pydantic.BaseModel]]:
    found = [one for child in kind.__subclasses__() for one in (child, *_below(child))]
    return [one for one in found if "[" not in one.__qualname__]
