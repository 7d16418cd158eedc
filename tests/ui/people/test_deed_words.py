"""The audit trail speaks in words: whatever the hub writes down has them, and a new deed must bring its own."""

import ast
from pathlib import Path

import agent_desk
from agent_desk.ui.people.deed_words import ACTIONS, AREAS, ENTITIES

HUB = Path(agent_desk.__file__).parent / "hub"


def written_down() -> list[tuple[str, str]]:
    """(action, kind of record) of every entry that a service names outright."""
    found = []
    for path in sorted(HUB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "audit":
                continue
            words = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
            if len(words) == 2 and all(isinstance(word, str) for word in words):
                found.append((str(words[0]), str(words[1])))
    return found


def test_every_deed_and_every_kind_of_record_has_its_words() -> None:
    deeds = written_down()
    assert len(deeds) > 20
    assert sorted({action for action, _kind in deeds if action not in ACTIONS}) == []
    assert sorted({kind for _action, kind in deeds if kind and kind not in ENTITIES}) == []


def test_every_deed_belongs_to_an_area_that_can_be_asked_for() -> None:
    assert [action for action in ACTIONS if not action.startswith(tuple(AREAS))] == []
