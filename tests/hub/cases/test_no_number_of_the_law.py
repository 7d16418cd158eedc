"""No number of the law stands in code: limits in days come from the edition alone, in sentences as in reckoning."""

import ast
import re
from pathlib import Path

import agent_desk
from agent_desk.schemas.cases.settings import LawEdition

ROOT = Path(agent_desk.__file__).parent
NUMBERS = {LawEdition().simple_days, LawEdition().complex_days, LawEdition().extension_days}
SAID = re.compile(r"(?<!\d)(?:15|30|60)\s*(?:日|天|days)")
PLACES = [path for tier in ("hub", "desk", "schemas", "ui") for path in sorted((ROOT / tier / "cases").glob("*.py"))]
DECLARED = ROOT / "schemas" / "cases" / "settings.py"


def test_limits_stand_in_the_edition_alone() -> None:
    found = []
    for path in PLACES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Constant) or path == DECLARED:
                continue
            said = isinstance(node.value, str) and SAID.search(node.value)
            reckoned = isinstance(node.value, int) and node.value in NUMBERS and path.parts[-3] == "hub"
            if said or reckoned:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}")
    assert len(PLACES) > 30 and not found, found
