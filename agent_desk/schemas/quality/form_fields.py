"""Fields of a question of a score form, as a page shows them."""

from collections.abc import Mapping
from typing import Final

from agent_desk.schemas.kit.settings import Choice, Number, Shown, Text, Words

QUESTION_FIELDS: Final[Mapping[str, Shown]] = {
    "name_zh": Text(label=Words("中文问题", "Question in Chinese"), longest=120, required=True),
    "name_en": Text(label=Words("英文问题", "Question in English"), longest=120, required=True),
    "kind": Choice(
        label=Words("评分方式", "Scored by"),
        words={
            "points": Words("0 到 5 分", "0 to 5 points"),
            "yesno": Words("是 / 否", "yes or no"),
            "fatal": Words("致命项：出现即 0 分", "fatal: takes the whole score"),
        },
    ),
    "weight": Number(
        label=Words("权重", "Weight"),
        hint=Words("致命项的权重为 0。", "A fatal one has 0."),
        low=0,
        high=100,
    ),
    "section_zh": Text(label=Words("中文分组", "Section in Chinese"), longest=60, required=True),
    "section_en": Text(label=Words("英文分组", "Section in English"), longest=60, required=True),
    "help_zh": Text(label=Words("中文说明", "Help in Chinese"), longest=600),
    "help_en": Text(label=Words("英文说明", "Help in English"), longest=600),
    "code": Text(
        label=Words("代码", "Code"),
        hint=Words("小写字母、数字、下划线；评分记录以此引用。", "Small letters, digits, _; reviews name it."),
        longest=40,
        required=True,
    ),
}
LISTED: Final = ("name_zh", "kind", "weight")
