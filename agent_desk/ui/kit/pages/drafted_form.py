"""The one way in which every form shows how it stands: late, refused, unreachable, stale, or typed earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Values, fields_of
from agent_desk.desk.kit.errors import DeskError, KeptForLater
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, Icon, banner
from agent_desk.ui.kit.difference import DifferenceView
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.faults import fault as common_fault

_SYMBOLS = {"info": "info", "warning": "triangle-alert", "bad": "circle-alert"}


def standing(drafted: DraftedForm[Any]) -> str:
    """Return in a few words how a form stands, for the place beside its buttons."""
    said = {
        "drafted": QCoreApplication.translate("FormStanding", "kept on this seat"),
        "sending": QCoreApplication.translate("FormStanding", "sending …"),
        "saved": QCoreApplication.translate("FormStanding", "saved"),
        "waiting": QCoreApplication.translate("FormStanding", "kept on this seat, sent when the hub is back"),
    }
    return said.get(drafted.state, "")


class FormNotice(QWidget):
    """A banner above (or below) the fields, hidden while there is nothing to say.

    Fills `forms` with the values of `drafted`, passes on what is typed in them (unless not `fills`), and shows faults at
    their fields. A panel without a :class:`Form` gives `labels`, `texts` (fields of running text) and `say` instead.
    `fields` are the hub's names of fields that the form calls otherwise, and errors that are about one field. `fault` says a
    code in words; `head` says who changed what; `words` has a sentence of its own for an error, or None.
    With `stands_alone` it has the buttons to save again and to discard, where the form has none.
    """

    shown = Signal()

    def __init__(
        self,
        context: DeskContext,
        drafted: DraftedForm[Any],
        *forms: Form,
        fault: Callable[[str], str] = common_fault,
        fields: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        say: Callable[[str, Any], str] | None = None,
        texts: Iterable[str] = (),
        head: Callable[[Any], str] | None = None,
        words: Callable[[DeskError], str | None] | None = None,
        fills: bool = True,
        stands_alone: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self.drafted, self._forms = context, drafted, forms
        self._fault, self._fields, self._labels = fault, dict(fields or {}), dict(labels or {})
        self._say, self._texts, self._head, self._words = say, frozenset(texts), head, words
        self._filled: Values = {}
        self._in_fields: Values = {}
        self._filling = False
        self.tone = ""
        self._frame, self._text = banner("", "info", "info")
        self._symbol = self._frame.findChild(Icon)
        self.mine = Button(self.tr("Keep mine"), size="small")
        self.theirs = Button(self.tr("Take theirs"), size="small")
        self.again = Button(self.tr("Save again"), size="small")
        self.discard = Button(self.tr("Discard"), size="small")
        self._stands_alone = stands_alone
        self._lines = theme.label("", "body", wrap=True)
        self.difference = DifferenceView()
        legend = self.tr("Struck through: only theirs. Underlined: only yours.")
        self._legend = theme.label(legend, "caption", wrap=True)
        self._build()
        self.mine.clicked.connect(drafted.keep_mine)
        self.theirs.clicked.connect(drafted.take_theirs)
        self.again.clicked.connect(lambda: drafted.save(drafted.action))
        self.discard.clicked.connect(drafted.discard)
        drafted.state_changed.connect(lambda _state: self.refresh())
        if fills:
            drafted.state_changed.connect(self._settle)
            drafted.filled.connect(self._fill)
            for form in forms:
                form.edited.connect(lambda _field: self._typed())
        self.refresh()

    def _build(self) -> None:
        row = self._frame.layout()
        assert isinstance(row, QHBoxLayout)
        row.removeWidget(self._text)
        said = QVBoxLayout()
        said.setSpacing(theme.SPACE_1)
        for widget in (self._text, self._lines, self.difference, self._legend):
            said.addWidget(widget)
        row.addLayout(said, 1)
        for button in (self.mine, self.theirs, self.again, self.discard):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._frame)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the sentence in sight; empty while there is none."""
        return self._text.text()

    def lines(self) -> list[str]:
        """Return the fields in which both versions differ, a line each."""
        return self._lines.text().split("\n") if self._lines.text() else []

    def refresh(self) -> None:
        """Show how the form stands."""
        drafted = self.drafted
        stale = drafted.state == "stale"
        for widget in (self.mine, self.theirs):
            widget.setVisible(stale)
        unsaved = drafted.state in ("refused", "unreachable") or (drafted.restored and not stale)
        for widget in (self.again, self.discard):
            widget.setVisible(self._stands_alone and unsaved)
        self._show_difference(stale)
        if stale:
            self._tell("warning", self._stale_words())
        elif drafted.state == "refused":
            self._tell("bad", self._refusal_words(drafted.error, drafted.faults, drafted.sentence))
        elif drafted.state == "unreachable":
            why = self.tr("{why} What you typed is kept on this seat; save again when the hub is back.")
            self._tell("bad", why.format(why=drafted.sentence))
        elif drafted.waiting or isinstance(drafted.error, KeptForLater):
            self._tell("warning", self._context.words(KeptForLater("")))
        elif drafted.restored:
            self._tell("info", self.tr("You typed this earlier and have not saved it."))
        else:
            self._tell("info", "")

    def tell(self, error: DeskError) -> None:
        """Say what an action beside the form met, in the form's own place, unless it says there what became of what was typed."""
        if self.drafted.state in ("stale", "unreachable", "refused"):
            self._context.tell(error)
            return
        self._tell("bad", self._refusal_words(error, fields_of(error), self._context.words(error)))

    def _tell(self, tone: str, text: str) -> None:
        self.tone = tone if text else ""
        theme.restyle(self._frame, tone=tone)
        if isinstance(self._symbol, Icon):
            self._symbol.set(_SYMBOLS[tone], "accent_ink" if tone == "info" else tone)
        self._text.setText(text)
        self.setVisible(bool(text))
        self.shown.emit()

    def _refusal_words(self, error: DeskError | None, faults: Mapping[str, str], sentence: str) -> str:
        """Show the faults at their fields; give the sentence for what belongs to no field."""
        own = self._words(error) if self._words is not None and error is not None else None
        if own is not None:
            return own
        known: dict[str, str] = {}
        others: list[str] = []
        if error is not None and error.error_id in self._fields:
            known[self._fields[error.error_id]] = sentence
        for name, code in faults.items():
            last = name.rsplit(".", 1)[-1]
            field = self._fields.get(name, self._fields.get(last, last))
            if any(field in form.values() for form in self._forms):
                known[field] = self._fault(code)
            elif self._fault(code) != self._fault("") and self._fault(code) not in others:
                others.append(self._fault(code))
        for form in self._forms:
            form.set_errors({name: text for name, text in known.items() if name in form.values()})
        return "  ".join(others) if others or known else sentence

    def _stale_words(self) -> str:
        drafted = self.drafted
        if self._head is not None:
            return self._head(drafted.theirs)
        fields = self.tr(", ").join(self._label(name) for name in drafted.their_fields)
        return self.tr("Somebody else changed this meanwhile: {fields}.").format(fields=fields)

    def _show_difference(self, stale: bool) -> None:
        found = self.drafted.differences if stale else []
        texts = [one for one in found if self._is_text(one[0])]
        said = self.tr("{field}: theirs {theirs}, yours {yours}")
        lines = [
            said.format(field=self._label(name), theirs=self._value(name, theirs), yours=self._value(name, mine))
            for name, theirs, mine in found
            if not self._is_text(name)
        ]
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        for widget in (self.difference, self._legend):
            widget.setVisible(bool(texts))
        if texts:
            self.difference.show_versions(*("\n".join(str(one[at] or "") for one in texts) for at in (1, 2)))

    def _is_text(self, name: str) -> bool:
        form = self._form_of(name)
        return name in self._texts or (form is not None and isinstance(form.field(name), TextArea))

    def _form_of(self, name: str) -> Form | None:
        return next((form for form in self._forms if name in form.values()), None)

    def _label(self, name: str) -> str:
        form = self._form_of(name)
        return self._labels.get(name) or (form.label(name) if form is not None else name)

    def _value(self, name: str, value: Any) -> str:
        form = self._form_of(name)
        said = self._say(name, value) if self._say is not None else ""
        return said or (form.say(name, value) if form is not None else str(value))

    # -- the fields --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Show the values again: a field offers other entries now."""
        self._fill(self.drafted.values)

    def _fill(self, values: Values) -> None:
        """Put values into the fields; a field that holds its value already is left alone, with its cursor."""
        self._filling = True
        for form in self._forms:
            if self.drafted.dirty:
                _put(form, self.drafted.base)
                form.mark_clean()
            _put(form, values)
            if not self.drafted.dirty:
                form.mark_clean()
        self._filling = False
        self._filled, self._in_fields = dict(values), self._now()

    def _settle(self, state: str) -> None:
        """What the hub has taken counts as unchanged from now on."""
        if state == "saved":
            for form in self._forms:
                form.mark_clean()
            self._filled, self._in_fields = dict(self.drafted.values), self._now()

    def _now(self) -> Values:
        return {name: value for form in self._forms for name, value in form.values().items()}

    def _typed(self) -> None:
        """A field that still shows what it was filled with says just that, also where it cannot show it (yet)."""
        if self._filling:
            return
        now = {
            name: self._filled.get(name) if name in self._filled and value == self._in_fields.get(name) else value
            for name, value in self._now().items()
        }
        self.drafted.type({**self._filled, **now})


def _put(form: Form, values: Values) -> None:
    """A list that lay on the disk comes back as what the inputs take, a tuple."""
    now = form.values()
    wanted = {name: _settled(value) for name, value in values.items()}
    form.set_values(
        {name: value for name, value in wanted.items() if name in now and _settled(now[name]) != value}, clean=False
    )


def _settled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
