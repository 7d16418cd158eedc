"""What a handler is asked before something is done to a complaint: one dialog, filled by a table of deeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.records import WORDS_LIMIT, Complaint
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import elapsed
from agent_desk.ui.kit.forms import Choice, DateTimeInput, Form, TextArea, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done. `word` is the state it leads to, or the hub's word for the deed; texts are English sources
    in the context "CaseDeeds". `ask` fills the dialog; None does it without asking."""

    word: str
    text: str
    icon: str
    title: str = ""
    hint: str = ""
    ask: Callable[[Form, "Facts"], None] | None = None

    def label(self) -> str:
        """Return what the button says."""
        dots = " …" if self.ask is not None else ""
        return f"{QCoreApplication.translate('CaseDeeds', self.text)}{dots}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a dialog may need to know."""

    complaint: Complaint
    handlers: Sequence[PersonRef] = ()


def _tr(source: str) -> str:
    return QCoreApplication.translate("CaseDeeds", source)


def _words(form: Form, caption: str, *, required: bool, hint: str = "") -> None:
    form.add("words", caption, TextArea(hint, limit=WORDS_LIMIT, lines=3), required=required)


def _ask_assign(form: Form, facts: Facts) -> None:
    people = [(person.id, presentation.person_words(person)) for person in facts.handlers]
    form.add("assigned_to", _tr(_HANDLER), Choice(people, searchable=True), required=True)
    _words(form, _tr(_NOTE), required=False)


def _ask_wait(form: Form, facts: Facts) -> None:
    _words(form, _tr(_WAITED_FOR), required=False)


def _ask_decide(form: Form, facts: Facts) -> None:
    _words(form, _tr(_DECISION), required=True)


def _ask_tell(form: Form, facts: Facts) -> None:
    _words(form, _tr(_TOLD_HOW), required=False)


def _ask_withdraw(form: Form, facts: Facts) -> None:
    _words(form, _tr(_WITHDRAWN_HOW), required=True)


def _ask_merge(form: Form, facts: Facts) -> None:
    form.add("merged_into", _tr(_MERGE_INTO), TextInput("TS20261123-0001", limit=20), required=True)
    _words(form, _tr(_WHY), required=True)


def _ask_pause(form: Form, facts: Facts) -> None:
    form.add("reason", _tr(_APPRAISAL), TextArea(limit=WORDS_LIMIT, lines=3), required=True)
    form.add("told_at", _tr(_TOLD_AT), DateTimeInput(optional=True))


def _ask_resume(form: Form, facts: Facts) -> None:
    form.add("told_at", _tr(_TOLD_AT), DateTimeInput(optional=True))


def _ask_class(form: Form, facts: Facts) -> None:
    now = facts.complaint.case_class
    choice = Choice([(word, presentation.class_word(word)) for word in ("simple", "complex") if word != now])
    form.add("case_class", _tr(_CLASS), choice, required=True)


def _ask_extend(form: Form, facts: Facts) -> None:
    form.add("approved_by", _tr(_APPROVED_BY), TextInput(limit=200), required=True)
    form.add("approved_at", _tr(_APPROVED_AT), DateTimeInput(elapsed.now()))
    form.add("told_at", _tr(_TOLD_AT), DateTimeInput(optional=True))


_HANDLER = str(QT_TRANSLATE_NOOP("CaseDeeds", "Handler"))
_NOTE = str(QT_TRANSLATE_NOOP("CaseDeeds", "Note"))
_WHY = str(QT_TRANSLATE_NOOP("CaseDeeds", "Why"))
_WAITED_FOR = str(QT_TRANSLATE_NOOP("CaseDeeds", "What the customer was asked for"))
_DECISION = str(QT_TRANSLATE_NOOP("CaseDeeds", "Decision and reasons"))
_TOLD_HOW = str(QT_TRANSLATE_NOOP("CaseDeeds", "How the complainant was told"))
_WITHDRAWN_HOW = str(QT_TRANSLATE_NOOP("CaseDeeds", "How and why it was withdrawn"))
_MERGE_INTO = str(QT_TRANSLATE_NOOP("CaseDeeds", "Number of the earlier complaint"))
_APPRAISAL = str(QT_TRANSLATE_NOOP("CaseDeeds", "Which appraisal or test, by whom"))
_TOLD_AT = str(QT_TRANSLATE_NOOP("CaseDeeds", "Complainant told at"))
_CLASS = str(QT_TRANSLATE_NOOP("CaseDeeds", "Class of the legal limit"))
_APPROVED_BY = str(QT_TRANSLATE_NOOP("CaseDeeds", "Approved by"))
_APPROVED_AT = str(QT_TRANSLATE_NOOP("CaseDeeds", "Approved at"))

_MOVES = (
    Deed(
        "assigned",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Assign")),
        "user-plus",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Assign this complaint")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Not to anybody it is about.")),
        _ask_assign,
    ),
    Deed(
        "awaiting_customer",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Wait for the customer")),
        "hourglass",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Wait for the customer")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "The legal limit runs on. The bank may not ask for what it already holds.")),
        _ask_wait,
    ),
    Deed(
        "decided",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Record the decision")),
        "scale",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Record the decision")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "The legal limit runs until the complainant is told.")),
        _ask_decide,
    ),
    Deed(
        "told",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Complainant told")),
        "phone-call",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "The complainant was told")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "This ends the legal limit, now.")),
        _ask_tell,
    ),
    Deed("closed", str(QT_TRANSLATE_NOOP("CaseDeeds", "Close")), "check"),
    Deed(
        "withdrawn",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Withdraw")),
        "undo-2",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Withdraw this complaint")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "It ends today and cannot be taken up again.")),
        _ask_withdraw,
    ),
    Deed(
        "merged",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Merge")),
        "link",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Merge into an earlier complaint")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "The earlier one goes on under its own limit; this one ends.")),
        _ask_merge,
    ),
)
_START = Deed("in_progress", str(QT_TRANSLATE_NOOP("CaseDeeds", "Start work")), "play")
_AGAIN = Deed("in_progress", str(QT_TRANSLATE_NOOP("CaseDeeds", "Take up again")), "refresh-cw")
_ANSWERED = Deed("in_progress", str(QT_TRANSLATE_NOOP("CaseDeeds", "Customer answered")), "play")
_OTHERS = (
    Deed("edit", str(QT_TRANSLATE_NOOP("CaseDeeds", "Correct")), "pencil"),
    Deed(
        "pause",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Outside appraisal begins")),
        "pause",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Outside appraisal or testing begins")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Its days are left out only if the complainant is told.")),
        _ask_pause,
    ),
    Deed(
        "resume",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Outside appraisal is over")),
        "play",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Outside appraisal or testing is over")),
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Its days are left out only if the complainant is told.")),
        _ask_resume,
    ),
    Deed(
        "class",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Change the class")),
        "scale",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Change the class of the legal limit")),
        "",
        _ask_class,
    ),
    Deed(
        "extend",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Extend to 60 days")),
        "calendar-days",
        str(QT_TRANSLATE_NOOP("CaseDeeds", "Extend the legal limit")),
        str(
            QT_TRANSLATE_NOOP(
                "CaseDeeds",
                "Needs the approval of the superior institution or a senior executive of head "
                "office, and the complainant told within the 30 days.",
            )
        ),
        _ask_extend,
    ),
)
_NEXT = {
    "received": "in_progress",
    "assigned": "in_progress",
    "in_progress": "decided",
    "awaiting_customer": "in_progress",
    "decided": "told",
    "told": "closed",
}


def deeds_of(complaint: Complaint) -> tuple[Deed | None, list[Deed]]:
    """Return the next step for the one button that counts (None where there is none), and everything else, in a settled order."""
    by_word = {deed.word: deed for deed in _MOVES}
    by_word["in_progress"] = {"awaiting_customer": _ANSWERED, "received": _START, "assigned": _START}.get(
        complaint.state, _AGAIN
    )
    wanted = _NEXT.get(complaint.state, "")
    first = by_word[wanted] if wanted in complaint.moves else None
    moves = [by_word[word] for word in (*by_word,) if word in complaint.moves and by_word[word] is not first]
    return first, [*moves, *(deed for deed in _OTHERS if deed.word in complaint.may)]


class DeedDialog(FormDialog):
    """Asks what the deed needs. `saved` carries the Complaint; it stays open with what the hub did not take."""

    def __init__(
        self,
        context: DeskContext,
        deed: Deed,
        facts: Facts,
        send: Callable[[Submission[Complaint]], Complaint],
        words: Callable[[DeskError], str | None],
        parent: QWidget | None = None,
    ) -> None:
        danger = deed.word in ("withdrawn", "merged")
        super().__init__(
            context,
            _tr(deed.title),
            f"complaint_{deed.word}",
            send,
            Complaint,
            action=_tr(deed.text),
            action_kind="danger" if danger else "primary",
            icon=deed.icon,
            tone="bad" if danger else "accent_ink",
            hint=_tr(deed.hint) if deed.hint else "",
            fault=presentation.fault_words,
            words=words,
            parent=parent,
        )
        self.deed = deed
        if deed.ask is not None:
            deed.ask(self.form, facts)
        self.begin(str(facts.complaint.id))
