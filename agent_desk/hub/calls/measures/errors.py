"""Why a measure is not taken."""

from agent_desk.hub.kit.errors import HubError


class OverflowToItself(HubError):
    """A queue overflows to itself."""

    id, status, sentence = "overflow_to_itself", 409, "A queue cannot overflow to itself."


class OverflowTargetUnknown(HubError):
    """The other queue is not there."""

    id, status, sentence = "overflow_target_unknown", 409, "The queue {queue_en} is not in use."


class OverflowTargetClosed(HubError):
    """The other queue is closed."""

    id, status, sentence = "overflow_target_closed", 409, "The queue {queue_en} is closed itself."


class OverflowCircle(HubError):
    """The other queue's calls come back."""

    id, status, sentence = "overflow_circle", 409, "The queue {queue_en} overflows back: callers would go in a circle."


class NoCallbackKey(HubError):
    """The voice plan gives no key for it."""

    id, status, sentence = "no_callback_key", 409, "The voice plan has no call-back key for this queue."


class ReliedOn(HubError):
    """Another queue overflows into the one that is to be closed."""

    id, status, sentence = "relied_on", 409, "The queue {queue_en} overflows into this one. Take that back first."


REFUSALS: dict[str, type[HubError]] = {
    one.id: one
    for one in (OverflowToItself, OverflowTargetUnknown, OverflowTargetClosed, OverflowCircle, NoCallbackKey, ReliedOn)
}
