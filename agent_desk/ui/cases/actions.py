"""What a handler is asked before something is done to a complaint: one dialog, filled by a table of actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds.records import CaseChoices
from agent_desk.schemas.cases.records import WORDS_LIMIT, Complaint, ComplaintWay
from agent_desk.schemas.cases.words import FAULTS, GRADES, SATISFACTIONS
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.forms import Choice, DateTimeInput, Form, TextArea, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class CaseAction:
    """Something that can be done. `word` is the state it leads to, or the hub's word for the action; texts are English sources
    in the context "CaseActions". `ask` fills the dialog; None does it without asking. `way`: the step of the definition that it is,
    which has its own name."""

    word: str
    text: str
    icon: str
    title: str = ""
    hint: str = ""
    ask: Callable[[Form, "Facts"], None] | None = None
    way: ComplaintWay | None = None

    def name(self) -> str:
        """Return what it is called."""
        if self.way is not None:
            return words.pick(self.way.name_zh, self.way.name_en)
        return QCoreApplication.translate("CaseActions", self.text)

    @property
    def asks(self) -> bool:
        """Whether something is asked before it is done."""
        return self.ask is not None or (self.way is not None and bool(self.way.fields))

    def label(self) -> str:
        """Return what the button says."""
        return f"{self.name()} …" if self.asks else self.name()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a dialog may need to know."""

    complaint: Complaint
    handlers: Sequence[PersonRef] = ()
    choices: CaseChoices | None = None


def _tr(source: str) -> str:
    return QCoreApplication.translate("CaseActions", source)


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
    _ask_letter(form, facts)
    offered = [(code, words.say(term)) for code, term in SATISFACTIONS.items()]
    form.add("satisfaction", _tr(_SATISFACTION), Choice([("", _tr(_NOT_SAID)), *offered]))
    form.field("satisfaction").set_value("")  # type: ignore[attr-defined]


def _ask_letter(form: Form, facts: Facts) -> None:
    """Ask by which letter the complainant was told, where there is one."""
    letters = [(one.id, f"{one.number} · {one.title}") for one in facts.complaint.letters]
    if letters:
        form.add("letter_id", _tr(_LETTER), Choice([("", _tr(_NO_LETTER)), *letters]))
        form.field("letter_id").set_value("")  # type: ignore[attr-defined]


def _ask_again(form: Form, facts: Facts) -> None:
    _words(form, _tr(_WHY), required=True)


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
    form.add("reason", _tr(_COMPLEX), TextArea(limit=WORDS_LIMIT, lines=3), required=True)


def _ask_extension_told(form: Form, facts: Facts) -> None:
    _words(form, _tr(_TOLD_HOW), required=True)
    form.add("told_at", _tr(_TOLD_AT), DateTimeInput(elapsed.now()))
    _ask_letter(form, facts)


def _ask_grade(form: Form, facts: Facts) -> None:
    now = facts.complaint
    offered = [(code, words.say(term)) for code, term in GRADES.items() if code != now.grade]
    by_rule = [("", _tr(_BY_RULE))] if now.grade_why and now.grade_set else []
    form.add("grade", _tr(_GRADE), Choice([*offered, *by_rule]), required=not by_rule)
    form.add("reason", _tr(_WHY), TextArea(limit=500, lines=3), required=True)


def _ask_hold(form: Form, facts: Facts) -> None:
    form.add("reason", _tr(_WHY), TextArea(limit=500, lines=3), required=True)


_GRADE = str(QT_TRANSLATE_NOOP("CaseActions", "Grade"))
_BY_RULE = str(QT_TRANSLATE_NOOP("CaseActions", "As the rules say"))
_LETTER = str(QT_TRANSLATE_NOOP("CaseActions", "By which letter"))
_NO_LETTER = str(QT_TRANSLATE_NOOP("CaseActions", "By no letter"))
_SATISFACTION = str(QT_TRANSLATE_NOOP("CaseActions", "How content they are"))
_NOT_SAID = str(QT_TRANSLATE_NOOP("CaseActions", "Not asked, or no answer"))
_HANDLER = str(QT_TRANSLATE_NOOP("CaseActions", "Handler"))
_NOTE = str(QT_TRANSLATE_NOOP("CaseActions", "Note"))
_WHY = str(QT_TRANSLATE_NOOP("CaseActions", "Why"))
_WAITED_FOR = str(QT_TRANSLATE_NOOP("CaseActions", "What the customer was asked for"))
_DECISION = str(QT_TRANSLATE_NOOP("CaseActions", "Decision and reasons"))
_TOLD_HOW = str(QT_TRANSLATE_NOOP("CaseActions", "How the complainant was told"))
_WITHDRAWN_HOW = str(QT_TRANSLATE_NOOP("CaseActions", "How and why it was withdrawn"))
_MERGE_INTO = str(QT_TRANSLATE_NOOP("CaseActions", "Number of the earlier complaint"))
_APPRAISAL = str(QT_TRANSLATE_NOOP("CaseActions", "Which appraisal or test, by whom"))
_TOLD_AT = str(QT_TRANSLATE_NOOP("CaseActions", "Complainant told at"))
_CLASS = str(QT_TRANSLATE_NOOP("CaseActions", "Class of the legal limit"))
_COMPLEX = str(QT_TRANSLATE_NOOP("CaseActions", "What is especially complex, or the special reason"))

_MOVES = (
    CaseAction(
        "assigned",
        "",
        "user-plus",
        str(QT_TRANSLATE_NOOP("CaseActions", "Assign this complaint")),
        str(QT_TRANSLATE_NOOP("CaseActions", "Not to anybody it is about.")),
        _ask_assign,
    ),
    CaseAction(
        "awaiting_customer",
        "",
        "hourglass",
        str(QT_TRANSLATE_NOOP("CaseActions", "Wait for the customer")),
        str(
            QT_TRANSLATE_NOOP("CaseActions", "The legal limit runs on. The bank may not ask for what it already holds.")
        ),
        _ask_wait,
    ),
    CaseAction(
        "decided",
        "",
        "scale",
        str(QT_TRANSLATE_NOOP("CaseActions", "Record the decision")),
        str(QT_TRANSLATE_NOOP("CaseActions", "The legal limit runs until the complainant is told.")),
        _ask_decide,
    ),
    CaseAction(
        "told",
        "",
        "phone-call",
        str(QT_TRANSLATE_NOOP("CaseActions", "The complainant was told")),
        str(QT_TRANSLATE_NOOP("CaseActions", "This ends the legal limit, now.")),
        _ask_tell,
    ),
    CaseAction("closed", "", "check"),
    CaseAction(
        "withdrawn",
        "",
        "undo-2",
        str(QT_TRANSLATE_NOOP("CaseActions", "Withdraw this complaint")),
        str(QT_TRANSLATE_NOOP("CaseActions", "It ends today and cannot be taken up again.")),
        _ask_withdraw,
    ),
    CaseAction(
        "merged",
        "",
        "link",
        str(QT_TRANSLATE_NOOP("CaseActions", "Merge into an earlier complaint")),
        str(QT_TRANSLATE_NOOP("CaseActions", "The earlier one goes on under its own limit; this one ends.")),
        _ask_merge,
    ),
)
_START = CaseAction("in_progress", "", "play")
_AGAIN = CaseAction(
    "in_progress",
    "",
    "refresh-cw",
    str(QT_TRANSLATE_NOOP("CaseActions", "Take this complaint up again")),
    str(QT_TRANSLATE_NOOP("CaseActions", "What was decided and told stays; a limit of its own begins.")),
    _ask_again,
)
_ANSWERED = CaseAction("in_progress", "", "play")
_OTHERS = (
    CaseAction("edit", str(QT_TRANSLATE_NOOP("CaseActions", "Correct")), "pencil"),
    CaseAction(
        "pause",
        str(QT_TRANSLATE_NOOP("CaseActions", "Outside appraisal begins")),
        "pause",
        str(QT_TRANSLATE_NOOP("CaseActions", "Outside appraisal or testing begins")),
        str(QT_TRANSLATE_NOOP("CaseActions", "Its days are left out only if the complainant is told.")),
        _ask_pause,
    ),
    CaseAction(
        "resume",
        str(QT_TRANSLATE_NOOP("CaseActions", "Outside appraisal is over")),
        "play",
        str(QT_TRANSLATE_NOOP("CaseActions", "Outside appraisal or testing is over")),
        str(QT_TRANSLATE_NOOP("CaseActions", "Its days are left out only if the complainant is told.")),
        _ask_resume,
    ),
    CaseAction(
        "class",
        str(QT_TRANSLATE_NOOP("CaseActions", "Change the class")),
        "scale",
        str(QT_TRANSLATE_NOOP("CaseActions", "Change the class of the legal limit")),
        "",
        _ask_class,
    ),
    CaseAction(
        "extend",
        str(QT_TRANSLATE_NOOP("CaseActions", "Ask for an extension")),
        "calendar-days",
        str(QT_TRANSLATE_NOOP("CaseActions", "Extend the legal limit")),
        str(
            QT_TRANSLATE_NOOP(
                "CaseActions",
                "A second person has to approve it. It counts once it is noted that the complainant was told, within the limit.",
            )
        ),
        _ask_extend,
    ),
    CaseAction(
        "extension_told",
        str(QT_TRANSLATE_NOOP("CaseActions", "Told of the extension")),
        "phone-call",
        str(QT_TRANSLATE_NOOP("CaseActions", "The complainant was told of the extension")),
        str(QT_TRANSLATE_NOOP("CaseActions", "From then on the longer limit counts.")),
        _ask_extension_told,
    ),
    CaseAction(
        "grade",
        str(QT_TRANSLATE_NOOP("CaseActions", "Change the grade")),
        "triangle-alert",
        str(QT_TRANSLATE_NOOP("CaseActions", "Another grade than the rules give")),
        str(QT_TRANSLATE_NOOP("CaseActions", "The centre's own limit follows the grade; the legal one does not.")),
        _ask_grade,
    ),
    CaseAction(
        "hold",
        str(QT_TRANSLATE_NOOP("CaseActions", "Put on legal hold")),
        "lock",
        str(QT_TRANSLATE_NOOP("CaseActions", "Put this complaint on legal hold")),
        str(
            QT_TRANSLATE_NOOP(
                "CaseActions", "Nothing of it is removed, nor the recording of its call, until two people lift it."
            )
        ),
        _ask_hold,
    ),
    CaseAction(
        "release",
        str(QT_TRANSLATE_NOOP("CaseActions", "Lift the legal hold")),
        "lock-open",
        str(QT_TRANSLATE_NOOP("CaseActions", "Lift the legal hold")),
        str(QT_TRANSLATE_NOOP("CaseActions", "A second person has to approve it.")),
        _ask_hold,
    ),
)
_FIRST = ("told", "in_progress", "decided", "closed")
"""Of the states that may be entered, the first of these is the next step."""


def _reason(form: Form, facts: Facts) -> None:
    _words(form, _tr(_WHY), required=True)


def _step(way: ComplaintWay, state: str) -> CaseAction:
    """Return a step of the definition: what entering a state of the law asks for, or the reason of one of the bank's own."""
    laws = {action.word: action for action in _MOVES}
    begins = {"awaiting_customer": _ANSWERED, "received": _START, "assigned": _START}
    laws["in_progress"] = begins.get(state, _AGAIN)
    known = laws.get(way.enters or "")
    if known is None:
        return CaseAction(way.to, "", "arrow-right", ask=_reason if way.reason else None, way=way)
    title = known.title if known.ask is not None else ""
    return replace(known, word=way.to, title=title, way=way)


def actions_of(complaint: Complaint) -> tuple[CaseAction | None, list[CaseAction]]:
    """Return the next step for the one button that counts (None where there is none), and everything else, in a settled order."""
    steps = [_step(way, complaint.state) for way in complaint.ways]
    ahead = {one.way.enters: one for one in reversed(steps) if one.way is not None and _leads(one.way, complaint)}
    first = next((ahead[word] for word in _FIRST if word in ahead), None)
    if first is None and complaint.open and complaint.step is not None:
        # Out of a state of the bank's own, the first of its ways.
        first = next((one for one in steps if one.way is not None and one.way.enters is None), None)
    moves = [one for one in steps if one is not first]
    return first, [*moves, *(action for action in _OTHERS if action.word in complaint.may)]


def _leads(way: ComplaintWay, complaint: Complaint) -> bool:
    """Return whether a step leads on; one that is taken up again is none that is waited for."""
    return not (way.enters == "in_progress" and complaint.state in ("decided", "told", "closed"))


def fault_words(code: str) -> str:
    """Return the sentence for a field's fault: of a complaint, or of a field of the bank's own."""
    return presentation.fault_words(code) if code in FAULTS else fields.fault(code)


class ActionDialog(FormDialog):
    """Asks what the action needs. `saved` carries the Complaint; it stays open with what the hub did not take."""

    def __init__(
        self,
        context: DeskContext,
        action: CaseAction,
        facts: Facts,
        send: Callable[[Submission[Complaint]], Complaint],
        words: Callable[[DeskError], str | None],
        parent: QWidget | None = None,
    ) -> None:
        danger = action.word in ("withdrawn", "merged")
        super().__init__(
            context,
            _tr(action.title) if action.title else action.name(),
            f"complaint_{action.word}",
            send,
            Complaint,
            action=action.name(),
            action_kind="danger" if danger else "primary",
            icon=action.icon,
            tone="bad" if danger else "accent_ink",
            hint=_tr(action.hint) if action.hint else "",
            fault=fault_words,
            words=words,
            parent=parent,
        )
        self.action = action
        own = action.way.fields if action.way is not None else []
        fields.add_fields(self.form, own, facts.choices, [one.code for one in own])
        if action.ask is not None:
            action.ask(self.form, facts)
        held = {one.code: facts.complaint.fields[one.code] for one in own if one.code in facts.complaint.fields}
        self.begin(str(facts.complaint.id), blank=held)
