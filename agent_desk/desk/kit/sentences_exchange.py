"""The exchange's own words, instead of the sentence "the exchange refused": error id -> (Chinese, English)."""

from __future__ import annotations

EXCHANGE: dict[str, tuple[str, str]] = {
    "exchange_answer_at_phone": ("请在话机上摘机接听。", "Please lift the receiver of your telephone."),
    "exchange_hold_at_phone": (
        "请用话机上的保持键保持或取回通话。",
        "Please hold the call, or take it back, with the key of your telephone.",
    ),
    "exchange_no_such_extension": (
        "电话交换系统中没有这个分机，未能签入。请核对分机号。",
        "The telephone exchange has no such extension, so you are not signed in. See that its number is right.",
    ),
    "exchange_no_such_queue": (
        "您的某个队列在电话交换系统中不存在，未能签入。请联系系统管理员。",
        "One of your queues is missing at the telephone exchange, so you are not signed in. Tell the administrator.",
    ),
    "exchange_target_busy": (
        "对方正忙或未就绪，通话仍在您这里。",
        "They are busy or not ready; the call is still yours.",
    ),
    "exchange_no_such_target": (
        "没有这个转接目标，通话仍在您这里。",
        "There is nobody to transfer to there; the call is still yours.",
    ),
    "exchange_plan_not_read": (
        "电话交换系统没有重新读取语音方案，文件已写入。",
        "The exchange did not read the voice plan anew; its file is written.",
    ),
    "exchange_plan_not_written": (
        "语音方案的文件无法写入交换机的目录。",
        "The voice plan's file cannot be written into the exchange's folder.",
    ),
    "exchange_no_measures": (
        "交换机的拨号方案尚不支持队列措施。请重新生成并下发。",
        "The exchange's dial plan does not know measures yet: have it made and brought there anew.",
    ),
    "exchange_no_such_call": ("这通电话已经结束。", "That call is over."),
    "exchange_not_ringing": ("这通电话已不在振铃。", "That call does not ring any more."),
    "exchange_not_talking": ("这通电话不在通话中。", "You are not talking in that call."),
    "exchange_no_telephone": (
        "电话交换系统中没有这部话机，或话机未开机。请核对分机号。",
        "There is no such telephone at the exchange, or it is switched off. See that its number is right.",
    ),
    "exchange_extension_busy": ("您的话机正在使用中。", "Your telephone is in use."),
    "exchange_no_recording": ("电话交换系统未能录音。", "The telephone exchange does not record."),
    "exchange_not_supervising": ("您已不在这通电话中。", "You are not in that call any more."),
    "exchange_not_answered": ("您的话机无人接听，未进入通话。", "Your telephone was not answered; you are in no call."),
    "listens_already": ("您已在另一通电话中，请先退出。", "You are in another call already. Leave it first."),
    "no_recording": ("该录音没有可播放的声音（{state}）。", "There is no sound for this recording ({state})."),
    "exchange_too_late": ("操作来得太晚，未执行。", "That came too late and was not done."),
    "exchange_telephone_busy": (
        "您的话机正在使用，请先挂机。",
        "Your own telephone is in use. Please hang it up first.",
    ),
    "exchange_not_dialled": ("电话交换系统未能呼叫您的话机。", "The exchange could not ring your own telephone."),
    "exchange_no_consult": ("现在没有正在咨询的对象，请重试。", "Nobody is being asked now. Please try again."),
    "exchange_not_answered_yet": ("对方尚未接听。", "They have not answered yet."),
    "exchange_not_parked": (
        "这通电话不在驻留中，可能已被他人取走。",
        "That call is not parked; somebody may have picked it up.",
    ),
}
