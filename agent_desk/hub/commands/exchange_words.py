"""Sentences of `agent-desk exchange check`, Chinese and English: each says how it should be; the mark before it says whether it is."""

from agent_desk.hub.exchange.asterisk.setup.findings import Kind

SENTENCES: dict[Kind, tuple[str, str]] = {
    "unreachable": (
        "{about} 没有 Asterisk 管理接口应答：请检查 manager.conf 的 enabled、bindaddr、port 以及防火墙。",
        "No Asterisk manager answers at {about}: see enabled, bindaddr and port in manager.conf, and the firewall.",
    ),
    "refused": (
        "Asterisk 不接受管理用户 {about}：请检查 manager.conf 中的密码以及 permit/deny。",
        "Asterisk does not take the manager {about}: see its secret and permit/deny in manager.conf.",
    ),
    "version": (
        "Asterisk 版本 {about}（至少需要 {needs}）。",
        "Asterisk {about} (at least {needs} is needed).",
    ),
    "right": (
        "管理用户可以执行 {about}（manager.conf 的 write 需含 {needs}）。",
        "The manager may use {about} (needs '{needs}' in 'write' in manager.conf).",
    ),
    "right_optional": (
        "管理用户可以执行 {about}（write 含 {needs}）；否则断线期间来去的电话无从得知。",
        "The manager may use {about} ('{needs}' in 'write'); without it calls during a broken line stay unknown.",
    ),
    "events": (
        "事件能到达本系统（read 需含 call,agent,{needs}）。",
        "Events reach us (needs call,agent,{needs} in 'read').",
    ),
    "stamps": (
        "事件带有时间戳（manager.conf [general] timestampevents=yes）；与本机时钟相差 {about} 秒。",
        "Events bear their time (timestampevents=yes in [general] of manager.conf); {about} s from this machine's clock.",
    ),
    "module": ("模块 {about} 已加载（modules.conf）。", "The module {about} is loaded (modules.conf)."),
    "module_optional": (
        "模块 {about} 已加载；缺少时相应功能（等待音乐、断线补录）不可用。",
        "The module {about} is loaded; without it music on hold or the notes for broken lines are missing.",
    ),
    "context": (
        "拨号方案中有 [{about}]（extensions.conf 需 #include agent-desk-extensions.conf）。",
        "The dial plan has [{about}] (#include agent-desk-extensions.conf in extensions.conf).",
    ),
    "queue": (
        "队列 {about} 已在 queues.conf 中定义（#include agent-desk-queues.conf）。",
        "The queue {about} is defined in queues.conf (#include agent-desk-queues.conf).",
    ),
    "right_recording": (
        "管理用户可以执行 {about}（write 含 {needs}）；否则不能录音。",
        "The manager may use {about} ('{needs}' in 'write'); without it calls are not recorded.",
    ),
    "right_supervision": (
        "管理用户可以执行 {about}（write 含 {needs}）；否则不能监听、耳语、强插和拦截。",
        "The manager may use {about} ('{needs}' in 'write'); without it nobody can listen, whisper, barge in or take over.",
    ),
    "module_recording": (
        "模块 {about} 已加载；缺少时不能录音。",
        "The module {about} is loaded; without it calls are not recorded.",
    ),
    "module_supervision": (
        "模块 {about} 已加载；缺少时不能监听、耳语、强插和拦截。",
        "The module {about} is loaded; without it nobody can listen, whisper, barge in or take over.",
    ),
    "dial_plan_unseen": (
        "管理用户看不到拨号方案（write 需含 {needs}），未检查。",
        "The manager may not look at the dial plan ('{needs}' in 'write'); it was not checked.",
    ),
    "not_trusted": (
        "{about} 的证书不受信任（tls={needs}）：请检查签发机构与证书中的主机名。",
        "The certificate at {about} is not trusted (tls={needs}): see its authority and the name it was made for.",
    ),
    "line": (
        "到 {about} 的线路已加密，或不出本机（asterisks:// 或 ?tls=；manager.conf 的 tlsenable、tlsbindaddr、tlscertfile）。",
        "The line to {about} is encrypted, or stays on this machine (asterisks:// or ?tls=; tlsenable, tlsbindaddr, tlscertfile "
        "in manager.conf).",
    ),
    "read_class": (
        "管理用户可以读取 {about} 类事件（manager.conf 的 read）。",
        "The manager may read events of the class '{about}' (read= in manager.conf).",
    ),
    "write_class": (
        "管理用户有 {about} 类权限（manager.conf 的 write）。",
        "The manager has the class '{about}' (write= in manager.conf).",
    ),
    "channel_variable": (
        "事件带有通道变量 {about}（manager.conf [general] channelvars）。",
        "Events bear the channel variable {about} (channelvars= in [general] of manager.conf).",
    ),
    "member_state": (
        "队列按 {about} 振铃，并在 {needs} 查看话机是否占用（?state=）；未设置时，通话中的坐席也会被振铃。",
        "Queues ring {about} and look at {needs} whether the telephone is in use (?state=); without it agents are rung in a talk.",
    ),
    "queue_option": ("队列选项 {about}（应为 {needs}）。", "The queue's option {about} (should be {needs})."),
    "sorcery": (
        "坐席电脑电话的密码从 Asterisk 自己的数据库读取：sorcery.conf [res_pjsip] {about}。",
        "Secrets of desks are looked for in Asterisk's own data base: {about} in [res_pjsip] of sorcery.conf.",
    ),
    "files_unseen": (
        "未能查看 Asterisk 的配置文件（需加载 {about}）：管理类别与队列选项未检查。",
        "Asterisk's files could not be looked at (needs the module {about}): classes of the manager and options of queues were "
        "not checked.",
    ),
    "sound": (
        "语音文件 {about} 存在（放在 Asterisk 的 sounds 目录下）。",
        "The sound file {about} is there (below Asterisk's folder of sounds).",
    ),
    "announcement": (
        "应急公告的语音文件 {about} 存在（放在 Asterisk 的 sounds 目录下）；缺少时来电者听不到公告。",
        "The announcement's sound file {about} is there (below Asterisk's folder of sounds); without it callers hear nothing.",
    ),
    "sound_untold": (
        "语音文件 {about} 未能查看：交换机上的话务方案是旧的，请重新应用后再检查。",
        "The sound file {about} could not be looked at: the exchange has an older voice plan; apply it anew, then check again.",
    ),
    "sounds_unseen": (
        "未能查看语音文件（write 需含 {needs}，并加载 {about}）。",
        "Sound files could not be looked at (needs '{needs}' in 'write', and the module {about}).",
    ),
    "zone": (
        "Asterisk 认得本中心的时区（1970-01-01 零时 UTC 在那里是 {about}）；否则营业时间会错（tzdata）。",
        "Asterisk knows the centre's time zone (the epoch began at {about} there); else opening hours are wrong (tzdata).",
    ),
}
