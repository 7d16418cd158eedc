"""Settings of complaints: the limit of one that is taken up again."""

from typing import Annotated

from agent_desk.schemas.kit.settings import Number, Setting, SettingRecord, Words, declare


class ReopeningRules(SettingRecord):
    """What holds for a complaint that is taken up again after the complainant was told."""

    limit_days: Annotated[
        int,
        Number(
            label=Words("再次处理期限", "To be told again within"),
            hint=Words(
                "自再次受理之日起算。原处理决定、告知时间和期限保持不变。",
                "Counted from the day it is taken up again. What was decided and told before, and its limit, stay as they are.",
            ),
            low=1,
            high=60,
            unit=Words("日", "days"),
        ),
    ] = 15


REOPENING = declare(
    Setting(
        key="cases.reopening",
        name="reopening",
        record=ReopeningRules,
        title=Words("投诉再次处理", "Complaints taken up again"),
        subject=Words("投诉再次处理期限", "limit of complaints taken up again"),
        counts=Words("对此后再次处理的投诉有效。", "Counts for complaints that are taken up again from then on."),
        icon="refresh-cw",
        place=60,
    )
)
