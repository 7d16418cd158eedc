"""Words of calls: how they end, agents' states and parts, facts a call tells of itself."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

OUTCOMES: Final = Vocabulary(
    "calls.outcome",
    Term("answered", "已接听", "Answered", tone="good", icon="phone-call"),
    Term("abandoned_ivr", "语音导航中挂断", "Given up in the menu", tone="muted", icon="phone"),
    Term("abandoned_queue", "排队中放弃", "Given up while waiting", tone="warning", icon="phone-missed"),
    Term("diverted", "已分流", "Diverted", tone="muted", icon="phone"),
    Term("full", "队列已满", "Queue full", tone="warning", icon="phone-missed"),
    Term("closed", "非服务时间", "Closed hours", tone="muted", icon="phone"),
    Term("join_empty", "无人值守", "Nobody on duty", tone="warning", icon="phone-missed"),
    Term("leave_empty", "坐席已全部离席", "Nobody left on duty", tone="warning", icon="phone-missed"),
    Term("timed_out", "等待超时", "Waited too long", tone="warning", icon="phone-missed"),
    Term("called_back", "已回呼", "Called back", tone="good", icon="phone-call"),
    Term("busy", "呼出，占线", "Called, busy", tone="warning", icon="phone-missed"),
    Term("no_answer", "呼出，无人接听", "Called, no answer", tone="warning", icon="phone-missed"),
    Term("rejected", "呼出，拒接", "Called, not taken", tone="warning", icon="phone-missed"),
    Term("invalid_number", "呼出，空号", "Called, no such number", tone="warning", icon="phone-missed"),
    Term("unreachable", "呼出，未打通", "Called, did not get through", tone="warning", icon="phone-missed"),
    Term("cancelled", "坐席取消呼叫", "Call given up by the agent", tone="muted", icon="phone"),
    Term("not_lifted", "本人话机未摘机", "Own telephone not lifted", tone="muted", icon="phone"),
)
LEG_RESULTS: Final = Vocabulary(
    "calls.leg_result",
    Term("open", "进行中", "In progress"),
    Term("answered", "已接听", "Answered"),
    Term("missed", "未接", "Missed"),
    Term("refused", "拒接", "Refused"),
    Term("caller_gone", "客户已挂机", "Caller gone"),
    Term("picked_up", "由同事代接", "Picked up by a colleague"),
    Term("transferred", "已转接", "Transferred"),
    Term("not_reached", "未打通", "Not reached"),
)
AGENT_STATES: Final = Vocabulary(
    "calls.agent_state",
    Term("signed_out", "已签退", "Signed out", tone="signed_out", icon="log-out"),
    Term("ready", "就绪", "Ready", tone="ready", icon="circle-check"),
    Term("not_ready", "未就绪", "Not ready", tone="not_ready", icon="circle-minus"),
    Term("reserved", "振铃", "Ringing", tone="ringing", icon="bell-ring"),
    Term("talking", "通话中", "Talking", tone="talking", icon="phone-call"),
    Term("on_hold", "保持中", "On hold", tone="on_hold", icon="circle-pause"),
    Term("after_call_work", "话后处理", "After-call work", tone="after_call", icon="clipboard-list"),
    Term("seat_lost", "席位失联", "Seat lost", tone="seat_lost", icon="unplug"),
)
FACTS: Final = Vocabulary(
    "calls.fact",
    Term("menu", "菜单按键", "Menu keys"),
    Term("identity", "证件尾号", "Identity digits"),
    Term("estimated_wait_s", "已播报等待", "Wait told"),
    Term("overflow", "溢出", "Overflow"),
    Term("announcement", "已听公告", "Announcement heard"),
    Term("turned_away", "队列关闭，未接入", "Turned away, queue closed"),
    Term("survey", "满意度评分", "Survey score"),
)
CALLER_ANSWERS: Final = Vocabulary(
    "calls.caller_answer",
    Term("known", "一位客户，号码已核实", "One customer, verified number", tone="good", icon="user-check"),
    Term("nobody", "无人登记此号码", "Nobody has this number", tone="muted", icon="user"),
    Term("several", "多位客户共用此号码", "Shared by several customers", tone="muted", icon="users"),
    Term("guess", "号码未核实", "Number not verified", tone="muted", icon="user"),
    Term("not_understood", "号码无法识别", "Number not understood", tone="muted", icon="phone"),
    Term("withheld", "未显示号码", "Number withheld", tone="muted", icon="phone"),
)
ROUTING_STATES: Final = Vocabulary(
    "calls.routing_state",
    Term("asked", "已答复，交换机尚未回报", "Answered, not done yet", tone="muted", icon="hourglass"),
    Term("obeyed", "已执行", "Done", tone="good", icon="circle-check"),
    Term("late", "答复超时，按未知处理", "Answer too late: as nobody known", tone="warning", icon="clock"),
)
MEASURES: Final = Vocabulary(
    "calls.measure",
    Term("opened", "临时开放", "Opened", tone="accent_ink", icon="lock-open"),
    Term("closed", "已关闭", "Closed", tone="bad", icon="circle-minus"),
    Term("announcement", "播放公告", "Announcement", tone="warning", icon="megaphone"),
    Term("overflow", "溢出", "Overflow", tone="warning", icon="arrow-right-left"),
)
PHONE_STATES: Final = Vocabulary(
    "calls.phone_state",
    Term(
        "off",
        "话机未启用",
        "Telephone off",
        tone="muted",
        icon="phone-off",
        help_zh="本机话机尚未注册。",
        help_en="The telephone on this computer is not signed in yet.",
    ),
    Term(
        "registering",
        "话机连接中…",
        "Telephone connecting …",
        tone="muted",
        icon="loader-circle",
        help_zh="请稍候几秒，连接成功后才会有来电。",
        help_en="Wait a few seconds; calls come only after that.",
    ),
    Term(
        "registered",
        "话机就绪",
        "Telephone ready",
        tone="good",
        icon="headset",
        help_zh="来电将进入您的耳麦。点击可测试或更换设备。",
        help_en="Calls come to your headset. Press to test or change it.",
    ),
    Term(
        "lost",
        "话机断线",
        "Telephone lost",
        tone="bad",
        icon="unplug",
        help_zh="无法连接电话系统，正在自动重试。请检查网线，仍不行请告知班长。",
        help_en="The exchange cannot be reached; it is tried again by itself. Check the network cable, then tell your supervisor.",
    ),
    Term(
        "untrusted",
        "话机证书不可信",
        "Telephone not trusted",
        tone="bad",
        icon="shield-alert",
        help_zh="电话系统的证书不是本行证书。请告知管理员：本坐席可能缺少本行证书文件。",
        help_en="The exchange's certificate is not the bank's. Tell an administrator: this seat may lack the bank's certificate file.",
    ),
    Term(
        "no_microphone",
        "没有麦克风",
        "No microphone",
        tone="bad",
        icon="mic-off",
        help_zh="请插好耳麦，或选择其他麦克风，然后重新置为就绪。",
        help_en="Plug the headset in, or choose another microphone; then set yourself ready again.",
    ),
    Term(
        "refused",
        "话机被拒绝",
        "Telephone refused",
        tone="bad",
        icon="circle-alert",
        help_zh="电话系统不接受本话机，正在申请新密钥。若一直如此，请告知管理员。",
        help_en="The exchange does not take this telephone; a new key is asked for. If it stays so, tell an administrator.",
    ),
)
"""The telephone on the seat's computer; the sentence says what to do."""
SOUND_GRADES: Final = Vocabulary(
    "calls.sound_grade",
    Term("good", "通话音质好", "Sound good", tone="good", icon="headset"),
    Term("fair", "通话音质一般", "Sound fair", tone="warning", icon="headset"),
    Term("poor", "通话音质差", "Sound poor", tone="bad", icon="headset"),
)
SYSTEM_REASONS: Final = Vocabulary(
    "calls.system_reason",
    Term("signed_in", "刚签入", "Signed in"),
    Term("missed_calls", "连续未接", "Several calls missed"),
    Term("freed", "已由班长释放", "Freed by a supervisor"),
    Term("device_failure", "话机或耳麦故障", "Telephone or headset fault"),
)
"""Why an agent is not ready where the hub itself says so."""
