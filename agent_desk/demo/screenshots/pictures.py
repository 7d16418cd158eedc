"""The pictures of the papers: each declared once. `agent-desk screenshots --docs` makes them all anew."""

from dataclasses import dataclass
from typing import Final, Literal

WIDTH, HEIGHT = 1440, 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One file of docs/pictures. `scene`: what the walk through the screens calls it (empty: as the file); `shows`: role, page, what
    was done; `width`: pixels it is scaled down to."""

    file: str
    shows: str
    scene: str = ""
    language: Literal["zh", "en"] = "zh"
    theme: Literal["light", "dark"] = "light"
    width: int = WIDTH

    @property
    def name(self) -> str:
        """The scene."""
        return self.scene or self.file


PICTURES: Final = (
    Picture(file="sign-in", shows="nobody: the sign-in window with the tiles of the demonstration"),
    Picture(file="agent-ringing", shows="agent: a known customer rings"),
    Picture(file="agent-talking", shows="agent: in the call, the customer is attached"),
    Picture(file="agent-identity-check", shows="agent: the identity check, two questions answered"),
    Picture(file="agent-complaint", shows="agent: a complaint filled in, its due date computed"),
    Picture(file="agent-wrap-up", shows="agent: after-call work with its limit running"),
    Picture(file="agent-hub-away", shows="agent: the hub is gone in the middle of a call"),
    Picture(file="agent-keys.en", scene="agent-keys", language="en", shows="agent: the sheet of keys"),
    Picture(file="supervisor-board", shows="supervisor: the floor at work"),
    Picture(file="supervisor-steer", scene="supervisor-agent-menu", shows="supervisor: what may be done with an agent"),
    Picture(file="supervisor-explain", shows="supervisor: where a figure comes from"),
    Picture(file="supervisor-history", shows="supervisor: 30 days by day"),
    Picture(
        file="supervisor-history.en", scene="supervisor-history", language="en", theme="dark", shows="the same, dark"
    ),
    Picture(
        file="supervisor-complaints", scene="supervisor-complaint", shows="supervisor: a complaint of the list read"
    ),
    Picture(file="wallboard", scene="wallboard-figures", width=960, shows="nobody: the floor on a wall"),
    Picture(file="reviewer-score", scene="reviewer-score-card", shows="reviewer: a call half scored"),
    Picture(file="reviewer-draw", scene="reviewer-new-sample", shows="reviewer: a sample about to be drawn"),
    Picture(file="reviewer-results", shows="reviewer: results by agent"),
    Picture(file="administrator-people", shows="administrator of security: people, one of them open"),
    Picture(file="administrator-masks", shows="administrator of security: masks"),
    Picture(file="administrator-targets", shows="administrator: service targets"),
    Picture(file="administrator-voice-plan", shows="administrator: the voice plan, a key of its menu open"),
    Picture(file="administrator-audit", shows="auditor: the audit trail"),
)
BY_HAND: Final = {
    "asterisk-ringing": "a telephone and a real Asterisk are in it (docs/exchange.md)",
    "asterisk-talking": "as the one before",
}
"""Pictures that no command makes, and why."""


def of_scene(scene: str) -> tuple[Picture, ...]:
    """Return the pictures that a scene gives."""
    return tuple(one for one in PICTURES if one.name == scene)
