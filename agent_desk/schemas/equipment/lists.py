"""Lists of the centre's equipment: rooms, and the stock of devices."""

from typing import Annotated, Final, Literal

from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Choice, Text, Words

KEEP: Final = "equipment.keep"
DeviceKind = Literal["headset", "telephone", "computer", "screen", "other"]
DeviceState = Literal["in_stock", "given", "broken", "in_repair"]

ROOMS: Final = declare(
    DeclaredList(
        name="rooms",
        entity="room",
        fields=ListFields,
        title=Words("房间", "Rooms"),
        subject=Words("房间", "Room"),
        counts=Words(
            "席位在哪个房间。立即生效；停用的房间不再可选。",
            "Which room a seat stands in. Counts at once; a retired room is offered no more.",
        ),
        icon="map-pin",
        place=70,
        permission=KEEP,
        audience=(f"perm:{KEEP}",),
    )
)


class DeviceFields(ListFields):
    """A device: what it is, where it is."""

    kind: Annotated[
        DeviceKind,
        Choice(
            label=Words("类别", "Kind"),
            words={
                "headset": Words("耳机", "Headset"),
                "telephone": Words("话机", "Telephone"),
                "computer": Words("计算机", "Computer"),
                "screen": Words("显示器", "Screen"),
                "other": Words("其他", "Other"),
            },
        ),
    ] = "headset"
    state: Annotated[
        DeviceState,
        Choice(
            label=Words("状态", "Where it is"),
            words={
                "in_stock": Words("在库", "In stock"),
                "given": Words("已领用", "Given to a seat"),
                "broken": Words("损坏", "Broken"),
                "in_repair": Words("送修", "Sent for repair"),
            },
        ),
    ] = "in_stock"
    seat: Annotated[
        str,
        Text(
            label=Words("席位", "Seat"),
            hint=Words(
                "领用到哪个席位，与席位登记中的名称一致。", "Which seat has it, by its name in the register of seats."
            ),
            longest=60,
            only_if=("state", "given"),
        ),
    ] = ""
    serial: Annotated[str, Text(label=Words("序列号", "Serial number"), longest=60)] = ""


DEVICES: Final = declare(
    DeclaredList(
        name="devices",
        entity="device",
        fields=DeviceFields,
        title=Words("设备", "Devices"),
        subject=Words("设备", "Device"),
        counts=Words(
            "耳机、话机等的库存：在库、领用、损坏、送修。编码为资产编号；报废的停用即可。",
            "The stock of headsets and telephones: in stock, given to a seat, broken, sent for repair. The code is the number in "
            "the inventory; what is written off is retired.",
        ),
        icon="headphones",
        place=71,
        permission=KEEP,
        audience=(f"perm:{KEEP}",),
    )
)
