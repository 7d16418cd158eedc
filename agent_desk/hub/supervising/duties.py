"""What the hub does by itself for work on the floor; each under the ticker's lease, so one hub does it at a time."""

from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.supervising import assist, overrides, tasks
from agent_desk.hub.supervising.alarms import EVERY_S, AlarmKeeper


def duties() -> list[Duty]:
    """Alarms, queue changes whose time is over, tasks that the calls have settled, hands of agents who have left."""
    return [
        Duty("look for alarms", EVERY_S, AlarmKeeper().look),
        Duty("end queue changes", overrides.EVERY_S, overrides.go_back_when_due),
        Duty("settle call-back tasks", tasks.EVERY_S, tasks.settle_what_is_over),
        Duty("take hands down", assist.EVERY_S, assist.take_down_the_gone),
    ]
