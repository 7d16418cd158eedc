"""A default of the product stands in one place."""

import ast
from pathlib import Path
from typing import Any

import agent_desk
from agent_desk.hub.figures import triggers
from agent_desk.schemas.figures import targets
from agent_desk.schemas.settings import declared

ROOT = Path(agent_desk.__file__).parent
TAKEN_FOR_NOTHING = (None, "", 0, 1, True, False)
"""Values that say too little to tell a copied default by."""


def literals(tree: ast.AST) -> list[tuple[str, Any, int]]:
    """Every name that is given a constant: assignments, defaults of arguments, keywords, entries of dictionaries."""
    found: list[tuple[ast.expr | str, ast.expr | None, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            found.extend((target, node.value, node.lineno) for target in node.targets)
        elif isinstance(node, ast.AnnAssign):
            found.append((node.target, node.value, node.lineno))
        elif isinstance(node, ast.keyword) and node.arg is not None:
            found.append((node.arg, node.value, node.value.lineno))
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found.extend((key.value, value, value.lineno) for key, value in pairs if isinstance(key, ast.Constant))
        elif isinstance(node, ast.arguments):
            named = node.posonlyargs + node.args
            for one, value in zip(named[len(named) - len(node.defaults) :], node.defaults, strict=True):
                found.append((one.arg, value, value.lineno))
            for one, default in zip(node.kwonlyargs, node.kw_defaults, strict=True):
                found.append((one.arg, default, one.lineno))
    named_constants = []
    for name, value, line in found:
        word = name.id if isinstance(name, ast.Name) else name.attr if isinstance(name, ast.Attribute) else name
        if isinstance(value, ast.Call) and value.args:
            value = value.args[0]
        if isinstance(word, str) and isinstance(value, ast.Constant):
            named_constants.append((word.lower(), value.value, line))
    return named_constants


def test_no_file_says_a_default_again() -> None:
    defaults: list[tuple[str, Any, str]] = [
        (name, info.default, one.record.__module__)
        for one in declared()
        for name, info in one.record.model_fields.items()
        if not isinstance(info.default, list) and info.default not in TAKEN_FOR_NOTHING
    ]
    target = targets.DEFAULT_TARGET._asdict() | {
        "within_ms": targets.DEFAULT_TARGET.threshold_ms,
        "t_ms": targets.DEFAULT_TARGET.threshold_ms,
        "t_s": targets.DEFAULT_TARGET.threshold_ms // 1000,
        "short_s": targets.DEFAULT_TARGET.short_ms // 1000,
        "within_s": targets.DEFAULT_TARGET.threshold_ms / 1000,
        "level": targets.DEFAULT_TARGET.target,
    }
    defaults += [(name, value, targets.__name__) for name, value in target.items()]
    assert len(defaults) > len(target)
    again = []
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if "versions" in path.parts or place.startswith("demo/"):
            continue
        said = literals(ast.parse(path.read_text("utf-8")))
        for name, value, module in defaults:
            if "agent_desk." + place.removesuffix(".py").replace("/", ".") != module:
                again += [
                    f"{place}:{line} says {word} = {one!r} again"
                    for word, one, line in said
                    if one == value and not isinstance(one, bool) and (word == name or word.endswith(f"_{name}"))
                ]
    assert again == []


def test_the_counters_triggers_count_by_the_default_target() -> None:
    sql = "\n".join(triggers.statements())
    assert f", {targets.DEFAULT_TARGET.threshold_ms}) AS within_ms" in sql
    assert f", {targets.DEFAULT_TARGET.short_ms}) AS short_ms" in sql
