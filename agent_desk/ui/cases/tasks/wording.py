"""Tasks in words: their states, for whom they are, until when."""

from __future__ import annotations

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.tasks.records import CaseTask, TaskActionWord
from agent_desk.schemas.cases.tasks.words import ACTIONS, FAULTS, STATES, TEXTS
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.tables import Mark


def text(code: str) -> str:
    """Return a word of tasks in the language in force."""
    return words.say(TEXTS[code])


def action(code: TaskActionWord) -> str:
    """Return what an action is called."""
    return words.say(ACTIONS[code])


def offered(task: CaseTask, code: TaskActionWord) -> str:
    """Return what an action with a task is called; what everybody does in person is called by its own name."""
    return name(task) if task.in_person and code == "do" else action(code)


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return words.say(FAULTS[code]) if code in FAULTS else common_fault(code)


def name(task: CaseTask) -> str:
    """Return what a task is called."""
    return words.pick(task.name_zh, task.name_en)


def titled(task: CaseTask) -> str:
    """Return a task with the number of its case."""
    return f"{task.number} · {name(task)}"


def asked_title(task: CaseTask, code: TaskActionWord) -> str:
    """Return the title under which an action is asked for; what is called as the task itself is said once."""
    called = offered(task, code)
    return titled(task) if called == name(task) else f"{called} · {titled(task)}"


def person(one: PersonRef | None) -> str:
    """Return a person in the language in force; nothing for none."""
    return words.pick(one.name, one.name_en) if one is not None else ""


def to(task: CaseTask) -> str:
    """Return for whom a task is, and who of them has taken it."""
    found = words.pick(task.to_zh, task.to_en)
    return f"{found} · {person(task.holder)}" if task.holder is not None and task.person is None else found


def state_mark(task: CaseTask) -> Mark:
    """Return a task's state as a pill."""
    return Mark.of(STATES[task.state])


def due_mark(task: CaseTask) -> Mark | None:
    """Return until when it has to be done, as a pill; None where it is over or nobody has said."""
    if task.due_at is None or task.ended_at is not None:
        return None
    now, said = elapsed.now(), words.short(task.due_at)
    if task.due_at <= now:
        return Mark(said, "bad", "circle-alert")
    soon = words.local(task.due_at).date() == words.local(now).date()
    return Mark(said, "warning" if soon else "muted", "clock")


def pressing(task: CaseTask) -> list[str]:
    """Return what presses: how often it was urged, and who supervises it."""
    found = [text("urged").format(n=task.urged)] if task.urged else []
    if task.supervised_by is not None:
        found.append(text("supervised_by").format(who=person(task.supervised_by)))
    return found
