"""Words of seats and devices."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

TEXTS: Final = Vocabulary(
    "equipment.text",
    Term("page", "席位登记", "Register of seats"),
    Term(
        "note",
        "席位在登录时自动登记；机房、网络和备注在此补充，设备在“设备”列表中领用到席位。",
        "Seats register themselves at sign-in; add room, network and a note here, and give devices to seats in the list Devices.",
    ),
    Term("nothing", "尚无席位登录过", "No seat has signed in yet"),
    Term("seat", "席位", "Seat"),
    Term("room", "房间", "Room"),
    Term("no_room", "（未填写）", "(not said)"),
    Term("who", "现在座位上", "Sits there now"),
    Term("nobody", "空闲", "nobody"),
    Term("machine", "计算机", "Machine"),
    Term("program", "程序版本", "Program"),
    Term("telephone", "话机", "Telephone"),
    Term("network", "网络", "Network"),
    Term("network_hint", "信息点、交换机端口或网段。", "Socket, port of the switch, or network."),
    Term("remark", "备注", "Note"),
    Term("in_use", "在用", "In use"),
    Term(
        "in_use_hint",
        "撤销的席位不再计入运行状况；有人登录时重新启用。",
        "A seat out of use counts for no check; a sign-in brings it back.",
    ),
    Term("tests", "自检", "Self-test"),
    Term("tests_good", "通过", "passed"),
    Term("tests_none", "未自检", "none yet"),
    Term("complaints", "音质（7 天）", "Sound, 7 d"),
    Term("incidents", "故障", "Incidents"),
    Term("last_seen", "最近登录", "Last sign-in"),
    Term("devices", "设备", "Devices"),
    Term("what_is_wrong", "故障与音质", "Incidents and sound"),
    Term("nothing_wrong", "没有记录。", "Nothing was noted."),
    Term("report", "登记故障", "Report an incident"),
    Term(
        "report_note",
        "故障会进入待办事项，直到写明如何解决。",
        "It stands in the inbox until it says how it was mended.",
    ),
    Term("what", "故障情况", "What is wrong"),
    Term("mend", "已解决", "Mended"),
    Term("solution", "怎样解决", "How it was mended"),
    Term("open", "未解决", "open"),
    Term("mended", "已解决", "mended"),
    Term("sound_bad", "音质差", "Bad sound"),
    Term("sound_noted", "已记下本次通话音质差。", "Noted: the sound of this call is bad."),
    Term("sound_often", "{times} 次音质投诉（24 小时内）", "bad sound said {times} times within 24 h"),
    Term("measured", "MOS {mos}，丢包 {loss}%，抖动 {jitter} ms", "MOS {mos}, loss {loss}%, jitter {jitter} ms"),
    Term("work", "席位 {seat}：{what}", "Seat {seat}: {what}"),
    Term("off", "时钟相差 {seconds} 秒", "clock off by {seconds} s"),
)
STATES: Final = Vocabulary(
    "equipment.seat_state",
    Term("good", "正常", "Good", "good", "circle-check"),
    Term("too_old", "程序过旧", "Too old", "bad", "download"),
    Term("too_new", "程序过新", "Too new", "warning", "download"),
    Term("failed", "自检未通过", "Test failed", "warning", "triangle-alert"),
    Term("incident", "有故障", "Incident", "bad", "circle-alert"),
    Term("retired", "已撤销", "Out of use", "muted", "circle-off"),
    Term("silent", "未登记", "Not seen", "muted", "circle-dot"),
)
TELEPHONES: Final = Vocabulary(
    "equipment.telephone",
    Term("desk", "桌面话机", "on the desk"),
    Term("computer", "耳机（软电话）", "headset"),
)
TESTS: Final = Vocabulary(
    "equipment.test",
    Term("disk", "磁盘空间", "disk"),
    Term("clock", "时钟", "clock"),
    Term("sound", "声音组件", "sound"),
)
