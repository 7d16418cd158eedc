"""What holds for a queue beside its voice plan, as one value in Asterisk's own data base, which the dial plan reads as each call comes.

`<context>-measures/<queue>`: hours, sound of a closed queue, announcement, where it overflows, to what, how many must wait, how long one
must have waited, when it is shut by its own hours; commas between them. No entry: as the voice plan says.
"""

import re
from typing import Final, cast, get_args

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.protocol.queue_state import HoursState, OverflowsTo, QueueState

FIELDS: Final = ("AD_MH", "AD_MC", "AD_MA", "AD_MO", "AD_MX", "AD_MW", "AD_MT", "AD_MS")
"""The channel variables in which the dial plan has them."""
PLAIN: Final = re.compile(r"[A-Za-z0-9_.+*-]{0,64}")
"""What can stand in the value."""
_TIMES: Final = re.compile(r"(?:[0-9]{1,12}-[0-9]{1,12}(?:&[0-9]{1,12}-[0-9]{1,12})*)?")


def family(context: str) -> str:
    """Return the family in Asterisk's data base."""
    return f"{context}-measures"


def written(state: QueueState) -> str:
    """Return the value. Raises ValueError for signs that would be read as something else."""
    words = (state.closed_sound, state.announcement, state.overflow_to, state.target)
    if not all(PLAIN.fullmatch(word) for word in (state.queue, *words)):
        raise ValueError("a name that cannot stand in Asterisk's data base")
    hours = "" if state.hours == "plan" else state.hours
    shut = "&".join(f"{start}-{end}" for start, end in state.shut)
    return ",".join((hours, *words, str(state.waiting), str(state.after_s), shut))


def read(message: Message) -> QueueState:
    """Return the state of one entry; one that is not ours is a state that nobody wants, so that it is told anew."""
    queue = message.get("Key", "").rpartition("/")[2]
    parts = message.get("Val", "").split(",")
    if len(parts) == len(FIELDS):
        hours, closed, says, to, target, waiting, after, shut = parts
        known = hours in ("", "opened", "closed") and to in get_args(OverflowsTo)
        if known and waiting.isdigit() and after.isdigit() and _TIMES.fullmatch(shut):
            return QueueState(
                queue=queue,
                hours=cast(HoursState, hours or "plan"),
                closed_sound=closed,
                announcement=says,
                overflow_to=cast(OverflowsTo, to),
                target=target,
                waiting=int(waiting),
                after_s=int(after),
                shut=tuple(_time(one) for one in shut.split("&") if one),
            )
    return QueueState(queue=queue, announcement=message.get("Val", ""))


def _time(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


# ---------------------------------------------------------------------- steps of the dial plan


def reading(context: str, queue: str) -> str:
    """Return the step that reads what holds for a queue."""
    return f"Set(ARRAY({','.join(FIELDS)})=${{DB({family(context)}/{queue})}})"


def limit(otherwise: int) -> str:
    """Return the seconds that a call may wait in its queue: by the measure, else so many."""
    return f"${{IF($[0${{AD_MT}} > 0]?${{AD_MT}}:{otherwise})}}"


def late(context: str) -> str:
    """Return the step after a queue was left: it has waited as long as the measure lets it."""
    return f'GotoIf($["${{QUEUESTATUS}}"="TIMEOUT" & 0${{AD_MT}} > 0]?{context}-measures,late,1)'
