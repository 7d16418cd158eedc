"""Parts of a voice plan as forms: which fields each has, what of the plan stands in them, and what they make of it.

A plan is edited as plain values (`VoicePlan.model_dump(mode="json")`); whether they are right is the record's own business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from agent_desk.schemas.kit import week
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import NumberInput, TextInput, Tick

Kind = Literal["number", "hours", "day", "menu", "choice", "queue", "caller", "identity", "survey"]
Part = dict[str, Any]
KEYS = tuple("1234567890*")
DAYS = 7
_DOES = (
    ("queue", str(QT_TRANSLATE_NOOP("VoiceParts", "Waits in a queue"))),
    ("menu", str(QT_TRANSLATE_NOOP("VoiceParts", "Goes to a menu"))),
    ("repeat", str(QT_TRANSLATE_NOOP("VoiceParts", "Hears it again"))),
    ("message", str(QT_TRANSLATE_NOOP("VoiceParts", "Hears a message, then hang-up"))),
)
_OVERFLOWS = (
    ("", str(QT_TRANSLATE_NOOP("VoiceParts", "Never"))),
    ("queue", str(QT_TRANSLATE_NOOP("VoiceParts", "To another queue"))),
    ("message", str(QT_TRANSLATE_NOOP("VoiceParts", "A message, then hang-up"))),
    ("callback", str(QT_TRANSLATE_NOOP("VoiceParts", "The offer of a call-back"))),
)


@dataclass(frozen=True, slots=True)
class Lists:
    """What a part can lead to: code and words."""

    queues: Sequence[tuple[str, str]]
    menus: Sequence[str]
    hours: Sequence[str]
    callers: Sequence[tuple[str, str]] = ()


def say(source: str) -> str:
    """In the language of the desk."""
    return QCoreApplication.translate("VoiceParts", source)


def make_form(kind: Kind, lists: Lists) -> Form:
    """Return the empty form of a part."""
    form = Form(labels="top")
    _MAKERS[kind](form, lists)
    return form


def _sound(form: Form, field: str, label: str, *, required: bool = True) -> None:
    form.add(field, label, TextInput(limit=61), required=required)


def _queue_choice(lists: Lists) -> Choice:
    return Choice(list(lists.queues))


def _number(form: Form, lists: Lists) -> None:
    form.add("number", QCoreApplication.translate("VoiceParts", "Number"), TextInput(limit=64), required=True)
    form.add(
        "queue",
        QCoreApplication.translate("VoiceParts", "Queue, where there is no menu"),
        _queue_choice(lists),
        required=True,
    )
    form.add(
        "hours",
        QCoreApplication.translate("VoiceParts", "Open"),
        Choice([("", QCoreApplication.translate("VoiceParts", "Always")), *((one, one) for one in lists.hours)]),
    )
    _sound(form, "closed_sound", QCoreApplication.translate("VoiceParts", "Sound when shut"), required=False)
    _sound(form, "greeting_sound", QCoreApplication.translate("VoiceParts", "Greeting (sound)"), required=False)
    form.add(
        "menu",
        QCoreApplication.translate("VoiceParts", "Menu"),
        Choice([("", QCoreApplication.translate("VoiceParts", "None")), *((one, one) for one in lists.menus)]),
    )
    form.add("survey", "", Tick(QCoreApplication.translate("VoiceParts", "Survey after the agent has hung up")))


def _hours(form: Form, lists: Lists) -> None:
    form.add("code", QCoreApplication.translate("VoiceParts", "Code"), TextInput(limit=31), required=True)
    for at in range(DAYS):
        hint = QCoreApplication.translate("VoiceParts", "As 09:00-12:00, 13:30-17:30; empty: shut.") if at == 0 else ""
        form.add(f"day{at}", words.weekday(at + 1), TextInput(limit=120), hint=hint)


def _day(form: Form, lists: Lists) -> None:
    form.add("day", QCoreApplication.translate("VoiceParts", "Day (YYYY-MM-DD)"), TextInput(limit=10), required=True)
    as_days = [
        (str(at), QCoreApplication.translate("VoiceParts", "As {day}").format(day=words.weekday(at)))
        for at in range(1, DAYS + 1)
    ]
    form.add(
        "as_weekday",
        QCoreApplication.translate("VoiceParts", "That day"),
        Choice([("", QCoreApplication.translate("VoiceParts", "Shut, or own hours")), *as_days]),
    )
    form.add(
        "periods",
        QCoreApplication.translate("VoiceParts", "Own hours"),
        TextInput(limit=120),
        hint=QCoreApplication.translate("VoiceParts", "As 09:00-12:00, 13:30-17:30; empty: shut."),
    )
    form.add("name", QCoreApplication.translate("VoiceParts", "Name"), TextInput(limit=40))


def _menu(form: Form, lists: Lists) -> None:
    form.add("code", QCoreApplication.translate("VoiceParts", "Code"), TextInput(limit=31), required=True)
    _sound(form, "sound", QCoreApplication.translate("VoiceParts", "Sound"))
    form.add(
        "tries",
        QCoreApplication.translate("VoiceParts", "Played at most"),
        NumberInput(1, 9, unit=QCoreApplication.translate("VoiceParts", "times")),
    )
    form.add(
        "wait_s",
        QCoreApplication.translate("VoiceParts", "Waits for a key"),
        NumberInput(1, 30, unit=QCoreApplication.translate("VoiceParts", "s")),
    )
    form.add(
        "otherwise",
        QCoreApplication.translate("VoiceParts", "Without a key: queue"),
        _queue_choice(lists),
        required=True,
    )


def _choice(form: Form, lists: Lists) -> None:
    form.add(
        "key", QCoreApplication.translate("VoiceParts", "Key"), Choice([(key, key) for key in KEYS]), required=True
    )
    form.add(
        "does",
        QCoreApplication.translate("VoiceParts", "The caller"),
        Choice([(word, say(text)) for word, text in _DOES]),
        required=True,
    )
    form.add("to_queue", QCoreApplication.translate("VoiceParts", "Queue"), _queue_choice(lists))
    form.add("to_menu", QCoreApplication.translate("VoiceParts", "Menu"), Choice([(one, one) for one in lists.menus]))
    _sound(form, "to_sound", QCoreApplication.translate("VoiceParts", "Message (sound)"), required=False)
    form.add("identity", "", Tick(QCoreApplication.translate("VoiceParts", "Ask for the identity digits before")))


def _queue(form: Form, lists: Lists) -> None:
    form.add("queue", QCoreApplication.translate("VoiceParts", "Queue"), _queue_choice(lists), required=True)
    form.add("tell_wait", "", Tick(QCoreApplication.translate("VoiceParts", "Say the estimated wait")))
    form.add(
        "handle_s",
        QCoreApplication.translate("VoiceParts", "Mean handling time, for the estimate"),
        NumberInput(5, 7200, unit=QCoreApplication.translate("VoiceParts", "s")),
    )
    keys = [("", QCoreApplication.translate("VoiceParts", "No call-backs")), *((key, key) for key in KEYS)]
    form.add("callback_key", QCoreApplication.translate("VoiceParts", "Key for a call-back"), Choice(keys))
    form.add(
        "does",
        QCoreApplication.translate("VoiceParts", "Overflow"),
        Choice([(word, say(text)) for word, text in _OVERFLOWS]),
    )
    form.add(
        "after_s",
        QCoreApplication.translate("VoiceParts", "After waiting (0: not by time)"),
        NumberInput(0, 7200, unit=QCoreApplication.translate("VoiceParts", "s")),
    )
    form.add(
        "per_agent",
        QCoreApplication.translate("VoiceParts", "More waiting calls for each agent than"),
        TextInput(limit=6),
        hint=QCoreApplication.translate("VoiceParts", "Empty: not by load."),
    )
    form.add("to_queue", QCoreApplication.translate("VoiceParts", "To queue"), _queue_choice(lists))
    _sound(form, "to_sound", QCoreApplication.translate("VoiceParts", "Message (sound)"), required=False)


def _caller(form: Form, lists: Lists) -> None:
    form.add(
        "who",
        QCoreApplication.translate("VoiceParts", "The caller is"),
        Choice(list(lists.callers)),
        required=True,
        hint=QCoreApplication.translate(
            "VoiceParts", "Known by a verified number of one customer; a number of several counts as unknown."
        ),
    )
    as_usual = ("", QCoreApplication.translate("VoiceParts", "As the number or its menu says"))
    form.add("queue", QCoreApplication.translate("VoiceParts", "Straight to queue"), Choice([as_usual, *lists.queues]))
    form.add("skip_menu", "", Tick(QCoreApplication.translate("VoiceParts", "Past the menu, to the number's queue")))
    form.add(
        "priority",
        QCoreApplication.translate("VoiceParts", "Priority in the queue (0: in turn, 9: first)"),
        NumberInput(0, 9),
    )


def _identity(form: Form, lists: Lists) -> None:
    _sound(form, "sound", QCoreApplication.translate("VoiceParts", "Sound"))
    _sound(form, "wrong_sound", QCoreApplication.translate("VoiceParts", "Sound when wrong"))
    form.add(
        "lengths",
        QCoreApplication.translate("VoiceParts", "How many digits are right"),
        TextInput(limit=40),
        required=True,
        hint=QCoreApplication.translate("VoiceParts", "As 15, 18."),
    )
    form.add(
        "tries",
        QCoreApplication.translate("VoiceParts", "Asked at most"),
        NumberInput(1, 5, unit=QCoreApplication.translate("VoiceParts", "times")),
    )


def _survey(form: Form, lists: Lists) -> None:
    _sound(form, "sound", QCoreApplication.translate("VoiceParts", "Sound"))
    _sound(form, "thanks_sound", QCoreApplication.translate("VoiceParts", "Sound of thanks"))


_MAKERS: Mapping[Kind, Callable[[Form, Lists], None]] = {
    "number": _number,
    "hours": _hours,
    "day": _day,
    "menu": _menu,
    "choice": _choice,
    "queue": _queue,
    "caller": _caller,
    "identity": _identity,
    "survey": _survey,
}


# ---------------------------------------------------------------------- from the plan into the fields, and back


def shown(kind: Kind, part: Part) -> dict[str, Any]:
    """Return a part as its form's values."""
    values = {name: ("" if value is None else value) for name, value in part.items()}
    if kind == "hours":
        values |= {f"day{at}": week.text_of(periods) for at, periods in enumerate(part["week"])}
    elif kind == "day":
        values |= {"periods": week.text_of(part["periods"]), "as_weekday": str(part["as_weekday"] or "")}
    elif kind == "identity":
        values["lengths"] = ", ".join(str(one) for one in part["lengths"])
    elif kind in ("choice", "queue"):
        inner = part if kind == "choice" else part["overflow"] or {}
        target = inner.get("target", "")
        per_agent = inner.get("per_agent")
        values |= {
            "does": inner.get("does", ""),
            "to_queue": target,
            "to_menu": target,
            "to_sound": target if inner.get("does") == "message" else "",
            "after_s": inner.get("after_s") or 0,
            "per_agent": f"{per_agent:g}" if per_agent is not None else "",
        }
    return values


def taken(kind: Kind, values: Mapping[str, Any], part: Part) -> Part:
    """Return the part as its form has it. `part`: as it was, for what is in no field."""
    made = {name: values.get(name, value) for name, value in part.items()}
    if kind == "number":
        made |= {name: values[name] or None for name in ("hours", "menu", "greeting_sound")}
        made["closed_sound"] = values["closed_sound"] or "closed"
    elif kind == "hours":
        made["week"] = [week.typed(values[f"day{at}"]) for at in range(7)]
    elif kind == "day":
        made |= {
            "periods": week.typed(values["periods"]),
            "as_weekday": int(values["as_weekday"]) if values["as_weekday"] else None,
        }
    elif kind == "identity":
        made["lengths"] = [
            int(one) if one.isdigit() else one for one in re.split(r"[,，、\s]+", values["lengths"]) if one
        ]
    elif kind == "choice":
        made["target"] = _target(values)
    elif kind == "caller":
        made["queue"] = values["queue"] or None
    elif kind == "queue":
        made |= {"callback_key": values["callback_key"] or None, "overflow": _overflow(values)}
    return made


def _target(values: Mapping[str, Any]) -> str:
    field = {"queue": "to_queue", "menu": "to_menu", "message": "to_sound"}.get(values["does"] or "")
    return (values[field] or "") if field is not None else ""


def _overflow(values: Mapping[str, Any]) -> Part | None:
    if not values["does"]:
        return None
    return {
        "does": values["does"],
        "target": _target(values),
        "after_s": values["after_s"] or None,
        "per_agent": values["per_agent"] or None,
    }


def fields_in_use(kind: Kind, values: Mapping[str, Any]) -> dict[str, bool]:
    """Return which fields count with these values; the others are off."""
    does = values.get("does")
    if kind == "choice":
        return {"to_queue": does == "queue", "to_menu": does == "menu", "to_sound": does == "message"}
    if kind == "queue":
        return {
            "to_queue": does == "queue",
            "to_sound": does == "message",
            "after_s": bool(does),
            "per_agent": bool(does),
            "handle_s": bool(values["tell_wait"]),
        }
    if kind == "caller":
        return {"skip_menu": not values["queue"]}
    if kind == "number":
        return {"closed_sound": bool(values["hours"])}
    if kind == "day":
        return {"periods": not values["as_weekday"]}
    return {}


def field_at(kind: Kind, place: Sequence[str | int]) -> str:
    """Return the form's field for a place inside a part, as the record names it."""
    first = str(place[0]) if place else ""
    if kind == "hours" and first == "week" and len(place) > 1:
        return f"day{place[1]}"
    if kind in ("choice", "queue") and "target" in place:
        return "to_sound"
    if kind == "queue" and first == "overflow":
        return str(place[1]) if len(place) > 1 and isinstance(place[1], str) else "does"
    return first


def new_part(kind: Kind, lists: Lists, taken_names: Sequence[str]) -> Part:
    """Return a part to begin with; its names are free."""
    queue = lists.queues[0][0] if lists.queues else ""
    office = [{"start": "09:00", "end": "17:30"}]
    free_queue = next((code for code, _ in lists.queues if code not in taken_names), queue)
    made: Mapping[Kind, Part] = {
        "number": {
            "number": "",
            "queue": queue,
            "hours": None,
            "closed_sound": "closed",
            "greeting_sound": None,
            "menu": None,
            "survey": False,
        },
        "hours": {"code": _free("hours", taken_names), "week": [list(office) for _ in range(5)] + [[], []]},
        "day": {"day": "", "as_weekday": None, "periods": [], "name": ""},
        "menu": {
            "code": _free("menu", taken_names),
            "sound": "",
            "tries": 3,
            "wait_s": 5,
            "otherwise": queue,
            "choices": [{"key": "0", "does": "queue", "target": queue, "identity": False}],
        },
        "choice": {
            "key": next((key for key in KEYS if key not in taken_names), "0"),
            "does": "queue",
            "target": queue,
            "identity": False,
        },
        "queue": {"queue": free_queue, "overflow": None, "callback_key": None, "tell_wait": False, "handle_s": 180},
        "caller": {
            "who": next((code for code, _ in lists.callers if code not in taken_names), ""),
            "queue": None,
            "skip_menu": True,
            "priority": 5,
        },
    }
    return made[kind]


def _free(word: str, names: Sequence[str]) -> str:
    return next(name for at in range(1, len(names) + 2) if (name := f"{word}{at}") not in names)


def title(kind: Kind, part: Part, lists: Lists) -> str:
    """Return one line of the outline."""
    names = dict(lists.queues)
    if kind == "choice":
        goes = {"queue": names.get(part["target"], part["target"]), "repeat": say(_DOES[2][1])}
        return QCoreApplication.translate("VoiceParts", "Key {key}: {does}").format(
            key=part["key"], does=goes.get(part["does"], part["target"])
        )
    if kind == "day":
        return " · ".join(word for word in (part["day"], part["name"]) if word) or QCoreApplication.translate(
            "VoiceParts", "New day"
        )
    if kind == "caller":
        return str(dict(lists.callers).get(part["who"], part["who"]))
    if kind == "queue":
        return str(names.get(part["queue"], part["queue"]))
    named = str(part.get("number") or part.get("code") or "")
    return named or QCoreApplication.translate("VoiceParts", "New number")
