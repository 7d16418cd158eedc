"""What the hub tells of supervising. `said`: what happened to it."""

from agent_desk.schemas.kit.change import Change


class AlarmChanged(Change, area="floor", entity="alarm"):
    """An alarm: raised, value, cleared, acknowledged."""

    said: str
    severity: str
    silent: bool


class AlarmRuleChanged(Change, area="floor", entity="alarm_rule"):
    """A rule of alarms."""

    code: str


class MessageChanged(Change, area="floor", entity="message"):
    """A message: sent, read, withdrawn."""

    said: str


class AssistChanged(Change, area="floor", entity="assist"):
    """A hand: up, down, or the way it was answered."""

    said: str


class QueueOverrideChanged(Change, area="floor", entity="queue_override"):
    """A queue for a while: holds, over."""

    said: str


class CallbackTaskChanged(Change, area="floor", entity="callback_task"):
    """A call-back task."""

    state: str
