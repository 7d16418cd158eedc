"""How long a customer will wait, as it is told to them: for the dial plan, which does the same sum, and for whoever asks."""


def estimated_wait_s(ahead: int, agents: int, handle_s: float) -> float | None:
    """Seconds until a customer with `ahead` before them is served by `agents` agents of mean handling time `handle_s`.

    (ahead + 1) x handle_s / agents: while all are busy, one of them becomes free every handle_s / agents in the mean, and
    it takes ahead + 1 of these (W. Whitt, "Predicting queueing delays", Management Science 45(6), 1999, for
    exponential handling times). None without an agent: nothing honest can be said. Patience is left out, so where
    others give up it is too long rather than too short. Raises ValueError for negative numbers.
    """
    if ahead < 0 or agents < 0 or handle_s < 0:
        raise ValueError("numbers of people and times are at least 0")
    return (ahead + 1) * handle_s / agents if agents else None
