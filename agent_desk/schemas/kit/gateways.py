"""What the centre is joined to from outside: words and records of the page of gateways."""

from datetime import datetime
from typing import Final, Literal

from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.health import State
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

StandWord = Literal["none", "real", "simulated"]

STANDS: Final = Vocabulary(
    "gateways.stand",
    Term("none", "未配置", "Not set up", "muted", "circle-off"),
    Term("real", "真实系统", "Real", "good", "link"),
    Term("simulated", "模拟系统", "Simulated", "warning", "circle-dot"),
)
SWITCHED: Final = Vocabulary(
    "gateways.switched",
    Term("on", "启用", "On", "good", "circle-check"),
    Term("off", "停用", "Off", "warning", "circle-off"),
)
TEXTS: Final = Vocabulary(
    "gateways.text",
    Term("name", "系统", "System"),
    Term("address", "地址", "Address"),
    Term("stand", "类型", "Kind"),
    Term("switch", "启用状态", "In use"),
    Term("state", "状态", "State"),
    Term("answer", "最近应答", "Last answer"),
    Term("looked_at", "{at} 检查", "at {at}"),
    Term("not_looked", "尚未检查", "not looked at yet"),
    Term("nothing", "没有外部接口", "No gateway"),
)


class GatewayRow(WireRecord):
    """One system outside. `address`: without user and secret, empty where none is set up; `on`: as switched at the desk, None where it
    cannot be. State and what was seen last are its worst check's; None where nothing was looked at."""

    code: str
    icon: str
    name_zh: OwnText
    name_en: OwnText
    use_zh: OwnText
    use_en: OwnText
    address: OwnText
    stand: StandWord
    on: bool | None = None
    state: State | None = None
    value: float | None = None
    unit: str = ""
    said_zh: OwnText = ""
    said_en: OwnText = ""
    looked_at: datetime | None = None
