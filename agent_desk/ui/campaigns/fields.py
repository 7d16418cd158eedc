"""The form of a project: what stands in it, and what it is made of and makes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from agent_desk.desk.kit.drafted_form import Values
from agent_desk.schemas.campaigns.records import (
    MOST_FIELDS,
    MOST_STEPS,
    AnswerField,
    ProjectChoices,
    ProjectForm,
    ProjectRow,
    ProjectTarget,
    ScriptStep,
)
from agent_desk.schemas.campaigns.words import ANSWER_KINDS, FAULTS, KINDS, TARGETS
from agent_desk.schemas.kit.vocabulary import Vocabulary
from agent_desk.ui.kit import words
from agent_desk.ui.kit.forms import Choice, DateTimeInput, Form, NumberInput, TextArea, TextInput, Tick
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.rows_input import Row, RowsInput

NO_QUESTION = "none"
LATER = ("script", "articles", "fields", "target", "target_value", "target_answer")
"""Filled in when the project is planned already: each needs room."""


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return words.say(FAULTS[code]) if code in FAULTS else common_fault(code)


def _options(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [(term.code, words.say(term)) for term in vocabulary.values()]


def add_fields(form: Form) -> None:
    """Put the fields of a project into a form; `offer` says what they choose from."""
    form.add("name", QCoreApplication.translate("ProjectForm", "Name"), TextInput(limit=80), required=True)
    form.add("kind", QCoreApplication.translate("ProjectForm", "Kind"), Choice(_options(KINDS)))
    queues = PickMany(
        QCoreApplication.translate("ProjectForm", "No queue"), QCoreApplication.translate("ProjectForm", "{n} queues")
    )
    form.add("queues", QCoreApplication.translate("ProjectForm", "Queues"), queues, required=True)
    form.add("from_at", QCoreApplication.translate("ProjectForm", "From"), DateTimeInput())
    form.add("until_at", QCoreApplication.translate("ProjectForm", "Until"), DateTimeInput())
    form.add("by_itself", "", Tick(QCoreApplication.translate("ProjectForm", "Starts and ends by itself at its time")))
    people = PickMany(
        QCoreApplication.translate("ProjectForm", "Nobody yet"), QCoreApplication.translate("ProjectForm", "{n} agents")
    )
    form.add("people", QCoreApplication.translate("ProjectForm", "Agents"), people)
    form.add(
        "joins",
        "",
        Tick(QCoreApplication.translate("ProjectForm", "They join its queues at its start and leave at its end")),
    )
    script = RowsInput(
        _fill_step,
        lambda row: words.pick(row.get("text_zh", ""), row.get("text_en", "")).replace("\n", " ")[:60],
        lambda _rows: {"text_zh": "", "text_en": "", **_question_of(None)},
        add=QCoreApplication.translate("ProjectForm", "Add a step"),
        most=MOST_STEPS,
    )
    form.add("script", QCoreApplication.translate("ProjectForm", "Script, in the order of the talk"), script)
    articles = PickMany(
        QCoreApplication.translate("ProjectForm", "No article"),
        QCoreApplication.translate("ProjectForm", "{n} articles"),
    )
    form.add(
        "articles",
        QCoreApplication.translate("ProjectForm", "Articles that come first"),
        articles,
    )
    fields = RowsInput(
        _fill_question,
        lambda row: words.pick(row.get("label_zh", ""), row.get("label_en", "")),
        lambda _rows: _question_of(None) | {"kind": "choice"},
        add=QCoreApplication.translate("ProjectForm", "Add a question"),
        most=MOST_FIELDS,
    )
    form.add("fields", QCoreApplication.translate("ProjectForm", "Wrap-up form"), fields)
    form.add("target", QCoreApplication.translate("ProjectForm", "Target"), Choice(_options(TARGETS)))
    form.add("target_value", QCoreApplication.translate("ProjectForm", "At least"), NumberInput(0, 10_000_000))
    form.add(
        "target_answer",
        QCoreApplication.translate("ProjectForm", "Answer that counts"),
        Choice(placeholder=QCoreApplication.translate("ProjectForm", "Question and answer")),
    )
    form.edited.connect(lambda _name: _follow(form))
    _follow(form)


def offer(form: Form, choices: ProjectChoices) -> None:
    """Say what can be chosen."""
    queues, people, articles = (form.field(name) for name in ("queues", "people", "articles"))
    assert isinstance(queues, PickMany) and isinstance(people, PickMany) and isinstance(articles, PickMany)
    queues.set_options([(one.code, words.pick(one.name_zh, one.name_en)) for one in choices.queues])
    people.set_options(
        [
            (str(one.person.id), f"{words.pick(one.person.name, one.person.name_en)} {one.person.agent_code}")
            for one in choices.agents
        ]
    )
    articles.set_options([(str(one.id), f"{one.code} {one.title}") for one in choices.articles])


def _follow(form: Form) -> None:
    """Show what the target needs; the answers to choose from are those of the questions as they are typed."""
    values = form.values()
    form.set_shown("target_value", values["target"] not in (None, "none"))
    form.set_shown("target_answer", values["target"] == "answers")
    choice = form.field("target_answer")
    assert isinstance(choice, Choice)
    offered = []
    for row in (*values["script"], *values["fields"]):
        if row.get("kind") in ("choice", "yes_no"):
            label = words.pick(row.get("label_zh", ""), row.get("label_en", ""))
            answers = ["yes", "no"] if row["kind"] == "yes_no" else _lines(row.get("choices", ""))
            offered += [(f"{row['code']}={one}", f"{label}: {one}") for one in answers]
    if [(choice.itemData(at), choice.itemText(at)) for at in range(choice.count())] != offered:
        choice.set_options(offered)


def _fill_step(form: Form) -> None:
    form.add(
        "text_zh", QCoreApplication.translate("ProjectForm", "What to say, in Chinese"), TextArea(limit=1000, lines=3)
    )
    form.add("text_en", QCoreApplication.translate("ProjectForm", "In English"), TextArea(limit=1000, lines=2))
    kinds = [
        (NO_QUESTION, QCoreApplication.translate("ProjectForm", "Nothing is asked")),
        *_options(ANSWER_KINDS),
    ]
    _add_question(form, kinds)


def _fill_question(form: Form) -> None:
    _add_question(form, _options(ANSWER_KINDS))


def _add_question(form: Form, kinds: Sequence[tuple[str, str]]) -> None:
    form.add("kind", QCoreApplication.translate("ProjectForm", "Answer"), Choice(kinds))
    form.add("label_zh", QCoreApplication.translate("ProjectForm", "Question, in Chinese"), TextInput(limit=80))
    form.add("label_en", QCoreApplication.translate("ProjectForm", "Question, in English"), TextInput(limit=80))
    form.add(
        "choices",
        QCoreApplication.translate("ProjectForm", "Choices, one a line"),
        TextArea(limit=1000, lines=3),
    )
    form.add(
        "required", "", Tick(QCoreApplication.translate("ProjectForm", "Must be answered before the call is finished"))
    )

    def follow(_name: str = "") -> None:
        kind = form.values()["kind"]
        form.set_shown("choices", kind == "choice")
        for name in ("label_zh", "label_en", "required"):
            form.set_shown(name, kind != NO_QUESTION)

    form.edited.connect(follow)
    follow()


def _question_of(field: AnswerField | None) -> Row:
    """Return a question as the form has it; a new one has a code that no other has."""
    if field is not None:
        return field.model_dump(include={"code", "kind", "label_zh", "label_en", "required"}) | {
            "choices": "\n".join(field.choices)
        }
    return {
        "code": f"q{uuid.uuid4().hex[:8]}",
        "kind": NO_QUESTION,
        "label_zh": "",
        "label_en": "",
        "required": False,
        "choices": "",
    }


def _field_of(row: Mapping[str, Any]) -> AnswerField:
    return AnswerField.model_validate(
        {name: row[name] for name in ("code", "kind", "label_zh", "label_en", "required")}
        | {"choices": _lines(row["choices"]) if row["kind"] == "choice" else []}
    )


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def values_of(row: ProjectRow) -> Values:
    """Return a project as the form shows it."""
    target = row.target
    return {
        "name": row.name,
        "kind": row.kind,
        "queues": tuple(row.queues),
        "from_at": row.from_at,
        "until_at": row.until_at,
        "by_itself": row.by_itself,
        "people": tuple(str(one) for one in row.people),
        "joins": row.joins,
        "script": [{"text_zh": step.text_zh, "text_en": step.text_en, **_question_of(step.ask)} for step in row.script],
        "articles": tuple(str(one) for one in row.articles),
        "fields": [_question_of(one) for one in row.fields],
        "target": target.kind,
        "target_value": target.value,
        "target_answer": f"{target.code}={target.answer}" if target.code else None,
    }


def form_of(values: Values, version: int | None = None) -> ProjectForm:
    """Return what is sent. Raises ValidationError for what the hub would refuse, too."""
    code, _, answer = (values["target_answer"] or "").partition("=") if values["target"] == "answers" else ("", "", "")
    target = ProjectTarget(kind=values["target"] or "none", value=values["target_value"] or 0, code=code, answer=answer)
    script = [
        ScriptStep(
            text_zh=one["text_zh"],
            text_en=one["text_en"],
            ask=_field_of(one) if one["kind"] != NO_QUESTION else None,
        )
        for one in values["script"]
    ]
    plain = {
        name: values[name]
        for name in ("name", "kind", "queues", "from_at", "until_at", "by_itself", "people", "joins", "articles")
    }
    return ProjectForm.model_validate(
        plain
        | {
            "script": script,
            "fields": [_field_of(one) for one in values["fields"]],
            "target": target,
            "version": version,
        }
    )
