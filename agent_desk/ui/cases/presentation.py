"""How this area's words look: states, classes, due days and the faults of a form, each with its symbol and tone."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from agent_desk.desk.cases.operations import closeness, days_left
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.records import (
    AboutBranch,
    CaseClassWord,
    CaseStateWord,
    Complaint,
    ComplaintRow,
    DueDate,
    GradeWord,
    RecusalWord,
    SimilarComplaint,
    Term,
    TermRef,
    Terms,
)
from agent_desk.schemas.cases.words import CLASSES, FAULTS, GRADES, RECUSED, STATES
from agent_desk.schemas.customers.records import CustomerBrief
from agent_desk.schemas.kit.vocabulary import WRONG
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.choices import Option
from agent_desk.ui.kit.tables import Mark

_CLOSENESS = {
    "over": ("bad", "circle-alert"),
    "today": ("bad", "bell-ring"),
    "soon": ("warning", "triangle-alert"),
    "week": ("accent_ink", "clock"),
    "far": ("muted", "calendar"),
}


def state_word(state: CaseStateWord) -> str:
    """Return the state's name in the language in force."""
    return words.say(STATES[state])


def state_mark(state: CaseStateWord) -> Mark:
    """Return a state as a pill."""
    return Mark.of(STATES[state])


def class_word(case_class: CaseClassWord, days: int | None = None) -> str:
    """Return a class; with the days that the edition of the law gives it, where they are known."""
    name = words.say(CLASSES[case_class])
    if days is None:
        return name
    return QCoreApplication.translate("CaseWords", "{class_} ({days} days)").format(class_=name, days=days)


def grade_mark(grade: GradeWord) -> Mark:
    """Return a grade as a pill."""
    return Mark.of(GRADES[grade])


def grade_words(complaint: Complaint) -> str:
    """Return a complaint's grade with why it has it."""
    why = words.pick("；", "; ").join(words.pick(one.zh, one.en) for one in complaint.grade_why)
    return f"{words.say(GRADES[complaint.grade])} · {why}" if why else words.say(GRADES[complaint.grade])


def recusal_words(why: RecusalWord) -> str:
    """Return why the person at the seat has to stand back from a complaint."""
    return words.say(RECUSED[why])


def branch_words(branch: AboutBranch | None) -> str:
    """Return a branch in the language in force; nothing for none."""
    return words.pick(branch.name_zh, branch.name_en) if branch is not None else ""


def fault_words(code: str) -> str:
    """Return the sentence for a field's fault."""
    return words.say(FAULTS.get(code, WRONG))


def days_words(days: int) -> str:
    """Return how far away a due day is: "3 days left", "Due today", "1 day overdue"."""
    if days == 0:
        return QCoreApplication.translate("CaseWords", "Due today")
    if days < 0:
        late = -days
        one = QCoreApplication.translate("CaseWords", "1 day overdue")
        return one if late == 1 else QCoreApplication.translate("CaseWords", "{n} days overdue").format(n=late)
    one = QCoreApplication.translate("CaseWords", "1 day left")
    return one if days == 1 else QCoreApplication.translate("CaseWords", "{n} days left").format(n=days)


def due_mark(row: ComplaintRow) -> Mark:
    """Return the due day of a complaint as a pill: how far away it is while the clock runs, else how it ended."""
    if not row.open:
        look = state_mark(row.state)
        told_at = row.told_at if row.round == 1 else row.told_again_at
        if row.state in ("told", "closed") and told_at is not None and told_at >= row.due_at:
            return Mark(QCoreApplication.translate("CaseWords", "Told late"), "bad", "circle-alert")
        done = QCoreApplication.translate("CaseWords", "Told in time")
        return Mark(done, "good", "circle-check") if row.state in ("told", "closed") else look
    return day_mark(row.due_on)


def day_mark(due_on: date) -> Mark:
    """Return how far away a last day is, with the tone of its nearness."""
    days = days_left(due_on, elapsed.now(), words.zone())
    tone, icon = _CLOSENESS[closeness(days)]
    return Mark(days_words(days), tone, icon)


def day_words(day: date) -> str:
    """Return a calendar day: "2025年11月13日", "13 Nov 2025"."""
    if words.language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def due_words(due: DueDate) -> str:
    """Return a due date in one line: "by 24:00 on 17 Mar 2026", and in how many days that is."""
    said = QCoreApplication.translate("CaseWords", "by 24:00 on {day} ({days} days)")
    return said.format(day=day_words(due.due_on), days=due.limit_days + due.paused_days)


def similar_words(found: SimilarComplaint) -> str:
    """Return an open complaint about the same thing, in one line."""
    said = QCoreApplication.translate("CaseWords", "{number} · {state} · last day {day}")
    return said.format(number=found.number, state=state_word(found.state), day=day_words(found.due_on))


def name_of(term: TermRef | Term) -> str:
    """Return a term in the language in force."""
    return words.pick(term.name_zh, term.name_en)


def options_of(terms: list[Term]) -> list[Option]:
    """Return a tree of terms as a choice."""
    return [
        Option(
            term.key,
            f"{term.code} {name_of(term)}".strip(),
            tuple(options_of(term.children)),
            also=(term.name_zh, term.name_en),
        )
        for term in terms
    ]


def people_options(terms: Terms) -> list[Option]:
    """Return whom of the bank a complaint can be about, with nobody first; nobody is the empty text."""
    nobody = Option("", QCoreApplication.translate("CaseWords", "Nobody named"))
    return [nobody, *(Option(str(one.id), person_words(one), also=(one.name, one.name_en)) for one in terms.people)]


def branch_options(terms: Terms) -> list[Option]:
    """Return the branches a complaint can be about, with none first; none is the empty text."""
    none = Option("", QCoreApplication.translate("CaseWords", "No branch named"))
    return [none, *(Option(one.code, branch_words(one), also=(one.name_zh, one.name_en)) for one in terms.branches)]


def customer_words(customer: CustomerBrief | None, complainant: str = "") -> str:
    """Return who it is about: the masked customer, or the complainant's name."""
    if customer is None:
        return complainant
    return f"{customer.name.text} · {customer.number}"


def person_words(person: PersonRef | None) -> str:
    """Return one of the bank's people in the language in force; a dash for nobody."""
    return words.pick(person.name, person.name_en) if person is not None else "–"
