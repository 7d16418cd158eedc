"""What `agent-desk exchange check` finds: a word, with the thing it is about; the sentences are the command's."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "unreachable",
    "refused",
    "not_trusted",
    "line",
    "version",
    "right",
    "right_optional",
    "read_class",
    "write_class",
    "events",
    "stamps",
    "channel_variable",
    "module",
    "module_optional",
    "right_recording",
    "right_supervision",
    "module_recording",
    "module_supervision",
    "context",
    "queue",
    "queue_option",
    "member_state",
    "sorcery",
    "dial_plan_unseen",
    "files_unseen",
    "sound",
    "announcement",
    "sound_untold",
    "sounds_unseen",
    "zone",
]
State = Literal["fine", "lacking", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `about`: which version, right, module, context or queue; `needs`: what it should be."""

    kind: Kind
    state: State
    about: str = ""
    needs: str = ""


def state_of(there: bool) -> State:
    """Fine or lacking."""
    return "fine" if there else "lacking"
