"""What came of a call-back, in words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.schemas.supervising.records import TaskResult

RESULTS: dict[TaskResult, str] = {
    "reached": str(QT_TRANSLATE_NOOP("Tasks", "reached")),
    "not_reached": str(QT_TRANSLATE_NOOP("Tasks", "not reached")),
    "called_again": str(QT_TRANSLATE_NOOP("Tasks", "called again by themselves")),
    "wrong_number": str(QT_TRANSLATE_NOOP("Tasks", "wrong number")),
    "withdrawn": str(QT_TRANSLATE_NOOP("Tasks", "not needed any more")),
}


def result_word(result: TaskResult | None) -> str:
    """In the language in force; empty for none."""
    return QCoreApplication.translate("Tasks", RESULTS[result]) if result is not None else ""
