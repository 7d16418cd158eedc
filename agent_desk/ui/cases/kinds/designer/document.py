"""The definition at the drawing board: how it is now, what is chosen in it, and every step back and forth."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from agent_desk.desk.cases.drawing import part_of
from agent_desk.schemas.cases.kinds.checking import Finding
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.parts import GENERAL, tables
from agent_desk.schemas.cases.law_checking import check

Chosen = tuple[str, str]
"""A part by its table and code; the definition itself is (GENERAL, "")."""
WHOLE: Chosen = (GENERAL, "")
STEPS_KEPT = 200
_OF_TABLE = {
    "fields": {"no_words", "no_title"},
    "states": {"no_clock", "dead_end", "unreachable", "no_end", "leaves_end", "ends_at_once"},
    "clocks": {"too_long", "no_day"},
}
"""In which table what a rule finds is looked for first: a field and a clock may have the same code."""


class Document(QObject):
    """The definition that is drawn. Every change is a step of `stack`; steps that go on with one another are one.

    `changed`: the definition is another one; `chose`: another part is chosen, or none (the whole is).
    """

    changed = Signal()
    chose = Signal()

    def __init__(self, kind: Kind, roles: Collection[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.chosen: Chosen = WHOLE
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS_KEPT)
        self._roles = set(roles) if roles is not None else None
        self.findings: list[Finding] = check(kind, self._roles)

    def set_roles(self, roles: Collection[str]) -> None:
        """Say which roles there are; the check counts on it."""
        self._roles = set(roles)
        self._show(self.kind)

    def begin(self, kind: Kind) -> None:
        """Show a definition from which nothing can be undone: the hub's, or somebody else's."""
        self.stack.clear()
        self._show(kind)

    def do(self, words: str, after: Kind, choose: Chosen | None = None, *, goes_on: str = "") -> None:
        """Have the definition be another one, as a step called so. `choose`: the part that is chosen then; steps with the same
        `goes_on` in a row are undone together."""
        if after != self.kind:
            self.stack.push(_Step(self, words, self.kind, after, self.chosen, choose or self.chosen, goes_on))
        elif choose is not None:
            self.choose(*choose)

    def choose(self, table: str, code: str) -> None:
        """Choose a part; one that is not there leaves the whole."""
        wanted = (table, code) if part_of(self.kind, table, code) is not None and table != GENERAL else WHOLE
        if wanted != self.chosen:
            self.chosen = wanted
            self.chose.emit()

    def show(self, kind: Kind, chosen: Chosen) -> None:
        """Show the definition of a step; for the steps alone."""
        self.chosen = chosen if chosen == WHOLE or part_of(kind, *chosen) is not None else WHOLE
        self._show(kind)
        self.chose.emit()

    def _show(self, kind: Kind) -> None:
        self.kind = kind
        if self.chosen != WHOLE and part_of(kind, *self.chosen) is None:
            self.chosen = WHOLE
            self.chose.emit()
        self.findings = check(kind, self._roles)
        self.changed.emit()

    def place_of(self, finding: Finding) -> Chosen:
        """Return the part to which a finding belongs."""
        kind, at = self.kind, finding.at
        first = [table for table, rules in _OF_TABLE.items() if finding.broken in rules]
        for table in dict.fromkeys([*first, "transitions", "states", *tables()]):
            if part_of(kind, table, at) is not None:
                return table, at
        for way in kind.transitions:
            if any(task.code == at for task in way.tasks):
                return "transitions", way.code
        for table in ("transitions", "states"):
            for one in getattr(kind, table):
                if f"'{at}'" in repr(one.model_dump()):
                    return table, one.code
        return WHOLE

    def found_at(self, chosen: Chosen) -> list[Finding]:
        """Return what the check finds at a part."""
        return [one for one in self.findings if self.place_of(one) == chosen]


class _Step(QUndoCommand):
    """From one definition to another; both are whole, since they are small and are never changed."""

    def __init__(
        self, document: Document, words: str, before: Kind, after: Kind, chose: Chosen, chooses: Chosen, goes_on: str
    ) -> None:
        super().__init__(words)
        self._document, self._before, self._after = document, before, after
        self._chose, self._chooses, self._goes_on = chose, chooses, goes_on

    def id(self) -> int:
        # QUndoStack only asks for merging where the ids are the same, and not -1.
        return 1 if self._goes_on else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other._goes_on != self._goes_on:
            return False
        self._after, self._chooses = other._after, other._chooses
        return True

    def redo(self) -> None:
        self._document.show(self._after, self._chooses)

    def undo(self) -> None:
        self._document.show(self._before, self._chose)
