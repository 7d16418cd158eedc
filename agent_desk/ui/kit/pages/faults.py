"""What is wrong with a field, in words: the hub's codes that more than one page meets."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_FAULTS: dict[str, str] = {
    "missing": str(QT_TRANSLATE_NOOP("AdminWords", "Please fill this in.")),
    "taken": str(QT_TRANSLATE_NOOP("AdminWords", "This is taken already.")),
    "unknown": str(QT_TRANSLATE_NOOP("AdminWords", "This is not on the list any more. Please choose again.")),
    "at_the_seat": str(
        QT_TRANSLATE_NOOP("AdminWords", "The agent is at the seat now. Change it after they have left.")
    ),
    "longer_than_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This cannot be longer than T.")),
    "not_a_share": str(QT_TRANSLATE_NOOP("AdminWords", "A share lies between 0 and 100 %.")),
    "below_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This must be at or above the threshold.")),
    "above_threshold": str(QT_TRANSLATE_NOOP("AdminWords", "This must be above 0, and at or below the threshold.")),
    "system_reason": str(QT_TRANSLATE_NOOP("AdminWords", "The hub sets this reason itself, so it cannot be retired.")),
    "not_a_sound": str(
        QT_TRANSLATE_NOOP("FormFaults", "The name of a file without an ending: letters, digits, - and _ only.")
    ),
    "calls_wait": str(
        QT_TRANSLATE_NOOP("AdminWords", "Calls wait in this queue now. Retire it when they are through.")
    ),
    "not_the_list": str(QT_TRANSLATE_NOOP("AdminWords", "The list has changed meanwhile. Look at it and try again.")),
    "not_an_agent": str(
        QT_TRANSLATE_NOOP("AdminWords", "Somebody here is no agent any more. Look at the list and try again.")
    ),
    "not_a_topic": str(QT_TRANSLATE_NOOP("AdminWords", "Choose a topic.")),
    "not_active": str(QT_TRANSLATE_NOOP("AdminWords", "This person is not active.")),
    "not_for_this_field": str(QT_TRANSLATE_NOOP("AdminWords", "This way of masking does not fit this field.")),
    "string_pattern_mismatch": str(
        QT_TRANSLATE_NOOP("AdminWords", "Small letters, digits, dot, hyphen and underscore only.")
    ),
    "unwanted_characters": str(QT_TRANSLATE_NOOP("AdminWords", "There are characters in this that cannot be stored.")),
    "string_too_long": str(QT_TRANSLATE_NOOP("AdminWords", "This is too long.")),
    "string_too_short": str(QT_TRANSLATE_NOOP("AdminWords", "Please fill this in.")),
}
_WRONG = str(QT_TRANSLATE_NOOP("AdminWords", "This is not right."))


def fault(code: str) -> str:
    """Return a sentence for what is wrong with a field."""
    return QCoreApplication.translate("AdminWords", _FAULTS.get(code, _WRONG))
