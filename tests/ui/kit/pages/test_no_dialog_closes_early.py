"""No dialog in which something is typed closes before the hub has answered: what was refused would be lost with it."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

import agent_desk

UI = Path(agent_desk.__file__).parent / "ui"
INPUTS = {"Form", "QLineEdit", "QPlainTextEdit", "QSpinBox", "QTextEdit", "NumberInput", "TextArea", "TextInput"}
"""What is typed in."""
CLOSES = {"accept", "done", "close", "hide"}
ASKS = {"run", "save"}
"""What asks the hub: `background.run`, `drafted.save`."""


@dataclass
class Shown:
    """A class on the screen: what it is, what it holds, and what each of its functions does to itself."""

    where: str
    bases: list[str]
    made: set[str] = field(default_factory=set)
    signals: set[str] = field(default_factory=set)
    calls: dict[str, set[str]] = field(default_factory=dict)
    """By function: its own functions and closings that it calls, "emit" where one of its signals leaves, "ask" where the hub is asked."""


def classes() -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
                found[node.name] = _read(node, Shown(path.relative_to(UI).as_posix(), bases))
    return found


def _read(node: ast.ClassDef, shown: Shown) -> Shown:
    for one in node.body:
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call) and _name(one.value.func) == "Signal":
            shown.signals |= {target.id for target in one.targets if isinstance(target, ast.Name)}
    for one in node.body:
        if isinstance(one, ast.FunctionDef):
            shown.calls[one.name] = _does(one, shown)
    return shown


def _does(function: ast.FunctionDef, shown: Shown) -> set[str]:
    does: set[str] = set()
    # What a function defines inside is done later, when the hub has answered.
    for call in _own_calls(function):
        name = _name(call.func)
        shown.made.add(name)
        if isinstance(call.func, ast.Attribute):
            on = call.func.value
            if isinstance(on, ast.Name) and on.id == "self":
                does.add(name)
            elif name == "emit" and isinstance(on, ast.Attribute) and on.attr in shown.signals:
                does.add("emit")
            elif name in ASKS:
                does.add("ask")
    return does


def _own_calls(node: ast.AST) -> list[ast.Call]:
    found: list[ast.Call] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            found.append(child)
        found += _own_calls(child)
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_a(name: str, kind: str, known: dict[str, Shown]) -> bool:
    return name == kind or (name in known and any(is_a(base, kind, known) for base in known[name].bases))


def all_that(function: str, shown: Shown) -> set[str]:
    """What a function does, with all it calls of its own."""
    found, left = set[str](), [function]
    while left:
        one = left.pop()
        for does in shown.calls.get(one, set()):
            if does not in found:
                found.add(does)
                left.append(does)
    return found


def early(name: str, shown: Shown, known: dict[str, Shown]) -> list[str]:
    """The functions by which a dialog closes in the moment in which it hands on what was typed."""
    if is_a(name, "FormDialog", known):
        # It closes by itself when the hub has it.
        return [function for function in shown.calls if CLOSES & all_that(function, shown) and function != "reject"]
    if not shown.made & INPUTS:
        return []
    hands_on = [function for function in shown.calls if {"emit", "ask"} & all_that(function, shown)]
    return [function for function in hands_on if CLOSES & all_that(function, shown)]


def test_no_dialog_that_writes_closes_before_the_answer() -> None:
    known = classes()
    dialogs = {name: one for name, one in known.items() if is_a(name, "Dialog", known) and name != "FormDialog"}
    assert len(dialogs) > 15 and "SupervisionDialog" in dialogs
    wrong = [
        f"{one.where} {name}: {early(name, one, known)}" for name, one in dialogs.items() if early(name, one, known)
    ]
    assert not wrong, "\n".join(
        [*wrong, "make it a FormDialog: it stays until the hub has answered, and keeps the draft"]
    )


def test_the_walk_finds_one_that_does() -> None:
    source = """
class Asks(Dialog):
    given = Signal(str)

    def __init__(self):
        self.why = TextArea()
        self.add_button(Button("Do it"), self._give)

    def _give(self):
        self.given.emit(self.why.value())
        self._end()

    def _end(self):
        self.accept()


class Waits(Dialog):
    def __init__(self):
        self.why = TextArea()

    def send(self):
        self._context.background.run(self, work, self._done, self._failed)

    def _done(self, answer):
        self.accept()
"""
    found = {
        node.name: _read(node, Shown("here", ["Dialog"]))
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    }
    known = classes() | found
    assert early("Asks", found["Asks"], known) == ["_give"]
    assert early("Waits", found["Waits"], known) == []
