"""Topics of wrap-ups: whether after-call work of each queue's calls may be finished without one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import TopicRuleChanged
from agent_desk.schemas.calls.records import TopicRuleForm, TopicRuleRow
from agent_desk.schemas.calls.words import TOPIC_RULES
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.pages.editor import Editor, Values
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.tables import Column, Mark


class TopicsPage(ListPage):
    """The queues with the rule of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        editor = Editor(context, TopicRuleRow, _values, self._send)
        listed = [
            (term.code, self.tr("{rule}: {what}").format(rule=words.say(term), what=words.help_of(term)))
            for term in TOPIC_RULES.values()
        ]
        editor.form.add("topic", self.tr("Done without a topic"), Choice(listed), required=True)
        self.put_editor(editor)

    def head(self) -> tuple[str, str]:
        return self.tr("Topics of wrap-ups"), self.tr(
            "Whether after-call work may be finished without a topic; a change counts at once."
        )

    def key(self, record: TopicRuleRow) -> str:
        return record.queue.code

    def columns(self) -> list[Column[TopicRuleRow]]:
        return [
            Column(self.tr("Queue"), lambda row: words.pick(row.queue.name_zh, row.queue.name_en)),
            Column(self.tr("Topic"), lambda row: _mark(row).text, mark=_mark, width=190),
        ]

    def cares(self, change: Change) -> bool:
        return TopicRuleChanged.is_told_by(change)

    def ask(self) -> Request[list[TopicRuleRow]]:
        return operations.topic_rules

    def open(self, record: TopicRuleRow) -> None:
        assert self.editor is not None
        name = words.pick(record.queue.name_zh, record.queue.name_en)
        self.editor.show_record(record, name, "topic_rule", record.queue.code)

    def _send(self, record: TopicRuleRow, values: Values) -> TopicRuleRow:
        form = TopicRuleForm.model_validate(values | {"version": record.version})
        return operations.set_topic_rule(self._context.api, record.queue.code, form)


def _mark(row: TopicRuleRow) -> Mark:
    return Mark.of(TOPIC_RULES[row.topic])


def _values(row: TopicRuleRow) -> Values:
    return row.model_dump(include={"topic"})
