"""A change of an agent's queues in words."""

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.supervising.records import OverrideRow, QueueNews
from agent_desk.ui.kit import words
from agent_desk.ui.kit.floor_presentation import queue_name


def priority_word(penalty: int | None) -> str:
    """ "priority 1 (first)": the smaller, the sooner; none: not served."""
    if penalty is None:
        return QCoreApplication.translate("QueueWords", "not served")
    if penalty == 0:
        return QCoreApplication.translate("QueueWords", "priority 1 (first)")
    return QCoreApplication.translate("QueueWords", "priority {n}").format(n=penalty + 1)


def news_text(news: QueueNews) -> str:
    """Return what an agent is told."""
    name, until = queue_name(news.queue), news.until_at
    if until is None:
        if news.member:
            said = QCoreApplication.translate("QueueWords", "{queue} is as before again: {priority}.")
            return said.format(queue=name, priority=priority_word(news.penalty))
        return QCoreApplication.translate("QueueWords", "{queue} is as before again: you do not serve it.").format(
            queue=name
        )
    if news.member:
        said = QCoreApplication.translate("QueueWords", "You serve {queue} until {time}, {priority}.")
        return said.format(queue=name, time=words.time_of_day(until), priority=priority_word(news.penalty))
    said = QCoreApplication.translate("QueueWords", "You do not serve {queue} until {time}.")
    return said.format(queue=name, time=words.time_of_day(until))


def override_text(row: OverrideRow) -> str:
    """ "priority 1 (first), before: not served"."""
    return QCoreApplication.translate("QueueWords", "{now}, before: {before}").format(
        now=priority_word(row.penalty), before=priority_word(row.before_penalty)
    )
