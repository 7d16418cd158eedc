"""What the person at the seat is told: error id -> (Chinese, English). A test compares it with every error of the hub.

Light on purpose: the sign-in window imports it before anything else is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Final, Literal

from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.sentences_exchange import EXCHANGE
from agent_desk.desk.kit.sentences_reports import REPORTS
from agent_desk.schemas.kit.file_text import SENTENCES as NO_TEXT

Language = Literal["zh", "en"]

SENTENCES: dict[str, tuple[str, str]] = {
    **REPORTS,
    **{f"file_not_read.{word}": (f"{{path}}：{zh}。", f"{{path}} {en}.") for word, (zh, en) in NO_TEXT.items()},
    "file_not_read.too_large": ("{path} 过大，请分成几个文件。", "{path} is too large: split it."),
    "file_not_read.no_bytes": ("{path} 是空文件。", "{path} is empty."),
    "file_not_read.too_many_bytes": (
        "{path} 大于 20 MB，请压缩或分成几个文件。",
        "{path} is larger than 20 MB. Make it smaller, or split it.",
    ),
    "file_not_read.system": ("无法读取 {path}。", "{path} cannot be read."),
    "centre_file_refused": ("文件有问题，未导入任何内容。", "The file has faults; nothing of it was taken."),
    "nobody_without_password": (
        "其中没有尚无本人密码的人员，或均为管理人员；请逐个设置一次性密码。",
        "Nobody among them is without a password of their own, or they administer: set those one by one.",
    ),
    "people_file_refused": (
        "所选行中有 {n} 行不能导入，未更改任何内容。请重新查看文件。",
        "{n} of the chosen rows are refused; nothing was changed. Look at the file again.",
    ),
    "nowhere_to_keep": (
        "中心服务没有可保存现有配置的文件夹，请管理员在设置文件中填写 reports 后再导入。",
        "This hub has no folder in which to keep what holds now: an administrator sets reports in its settings file.",
    ),
    # -- the hub's refusals
    "not_signed_in": ("请先登录。", "Please sign in first."),
    "password_change_needed": (
        "该密码为一次性密码，请设置您自己的新密码后登录。",
        "This password was given to you for one use. Choose your own password to sign in.",
    ),
    "weak_password": (
        "新密码至少 {least} 位，不能与原密码相同，也不能包含用户名。",
        "The new password needs at least {least} characters, must differ from the old one, and must not contain the user name.",
    ),
    "last_administrator": (
        "这样将没有人能够管理人员。请先给其他人员分配安全管理员岗位。",
        "Then nobody could manage people any more. Give somebody else an administrator's role first.",
    ),
    "own_rights": (
        "任何人都不能扩大自己的权限，请由其他人员管理员办理。",
        "Nobody widens their own rights. Ask somebody else who manages people.",
    ),
    "role_stands": (
        "该岗位的状态已经变更，请刷新后查看。",
        "The state of this role has been changed already. Look at it again.",
    ),
    "lent_rights": (
        "您只是代理他人，代理得来的权限不能再转给别人，请由人员管理员本人办理。",
        "What you may do only because you stand in for somebody is not passed on. Ask somebody who manages people themselves.",
    ),
    "review_under_way": ("权限复核已在进行中。", "A review of rights is under way already."),
    "review_over": ("该次复核已完成，不能再更改。", "This review is finished; nothing in it is changed any more."),
    "review_left": (
        "还有 {left} 项未处理：请确认或取消。",
        "{left} rows are not settled yet: confirm them, or have them taken away.",
    ),
    "own_review": (
        "任何人不能确认本人的权限，须由其他人员复核。",
        "Nobody confirms their own rights; somebody else has to look at them.",
    ),
    "role_of_group": (
        "此人的岗位由目录中的组决定：请在目录中移出该组，或在“目录组与岗位”页取消对应。",
        "This person has their roles by groups of the directory: take them out of the group, or the role from the group.",
    ),
    "beyond_reach": (
        "您不能授予超出自身管理范围的权限。",
        "You cannot hand out rights that reach further than your own.",
    ),
    "waits_for_second_person": (
        "此项需要第二人复核：已提交申请，{expires_at} 前有效。",
        "This needs a second person. It has been asked for and waits for approval until {expires_at}.",
    ),
    "about_yourself": (
        "该申请涉及您本人，须由其他人员复核。",
        "This request is about yourself; somebody else has to decide.",
    ),
    "wrong_credentials": (
        "用户名或密码不正确，还可尝试 {tries_left} 次。",
        "The user name or password is not right. Tries left: {tries_left}.",
    ),
    "directory_down": (
        "行内目录暂无响应，请稍后再试；本系统自有账号仍可登录。",
        "The bank's directory does not answer. Try again in a minute; accounts of the hub's own go on working.",
    ),
    "directory_off": (
        "此登录方式已停用，请联系系统管理员。",
        "Sign-in by the bank's directory or browser is switched off. Ask a system administrator.",
    ),
    "no_role_here": (
        "您的账号有效，但所在的组没有对应岗位，请联系管理员。",
        "You are known, but none of your groups gives a role here. Ask an administrator.",
    ),
    "not_here": (
        "您的账号有效，但尚未在本系统登记，请联系管理员添加。",
        "You are known, but have no account here yet. Ask an administrator to add you.",
    ),
    "openid_refused": (
        "浏览器登录未成功或已超时，请重新开始。",
        "The sign-in in the browser did not succeed or took too long. Please begin again.",
    ),
    "openid_cancelled": ("已取消浏览器登录。", "The sign-in in the browser was cancelled."),
    "no_return_port": (
        "本机无法接收浏览器的登录结果，请联系运维。",
        "This computer cannot take the answer of the browser. Please tell operations.",
    ),
    "no_browser": (
        "无法打开浏览器，请联系运维。",
        "The browser could not be opened. Please tell operations.",
    ),
    "sign_in_delayed": (
        "登录错误次数过多，请 {seconds} 秒后再试，或请管理员解除限制。",
        "Too many wrong sign-ins. Try again in {seconds} seconds, or ask an administrator to lift the delay.",
    ),
    "code_needed": (
        "请输入手机上的动态口令，或一个恢复码。",
        "Enter the code that your telephone shows, or one of your recovery codes.",
    ),
    "wrong_code": (
        "动态口令不正确、已过期或已使用，还可尝试 {tries_left} 次。",
        "The code is wrong, has run out or was used already. Tries left: {tries_left}.",
    ),
    "second_factor_needed": (
        "您的岗位须用动态口令登录。请用手机验证器扫描二维码，然后输入手机上的口令。",
        "Your role signs in with a second factor. Scan this with an authenticator, then enter the code that it shows.",
    ),
    "one_time_password_expired": (
        "一次性密码已过期，请管理员重新设置。",
        "The password that was given to you has run out. Ask an administrator for a new one.",
    ),
    "guessable_password": (
        "新密码容易被猜中。请用几个互不相干、与您本人无关的词组成密码。",
        "The new password is easily guessed. Take several words that have nothing to do with each other, or with you.",
    ),
    "busy": (
        "中心服务繁忙，请 {seconds} 秒后再试。",
        "The hub has too much to do just now. Try again in {seconds} seconds.",
    ),
    "too_large": ("内容过大，最多 {most} 字节。", "This is too large: at most {most} bytes are taken here."),
    "too_slow": ("请求未能及时送达，请重试。", "The request did not arrive in time. Please try again."),
    "seat_taken": (
        "您自 {since_at} 起已在坐席 {seat} 登录。是否接管到本坐席？",
        "You are signed in at seat {seat} since {since_at}. Take over here?",
    ),
    "session_expired": (
        "登录已到期，请重新登录；已录入的内容不会丢失。",
        "Your sign-in has run out. Please sign in again; nothing you typed is lost.",
    ),
    "cannot_call_back": (
        "来电隐藏了号码，无法回拨。",
        "The caller's number was withheld, so nobody can call them back.",
    ),
    "overflow_to_itself": ("队列不能溢出到自身。", "A queue cannot overflow to itself."),
    "overflow_target_unknown": ("队列“{queue_zh}”未启用。", "The queue {queue_en} is not in use."),
    "overflow_target_closed": ("队列“{queue_zh}”本身已关闭。", "The queue {queue_en} is closed itself."),
    "overflow_circle": (
        "队列“{queue_zh}”会溢出回来，来电将循环往复。",
        "The queue {queue_en} overflows back: callers would go in a circle.",
    ),
    "no_callback_key": (
        "语音流程中该队列没有回呼按键。",
        "The voice plan has no call-back key for this queue.",
    ),
    "relied_on": (
        "队列“{queue_zh}”正溢出到本队列，请先收回。",
        "The queue {queue_en} overflows into this one. Take that back first.",
    ),
    "taken_over": (
        "您的账号已在另一坐席（{seat}）登录，本坐席已退出。",
        "You have signed in at another seat ({seat}); this seat is signed out.",
    ),
    "signed_out": ("您已退出登录。", "You are signed out."),
    "signed_out.call": (
        "您已退出登录，但通话仍在进行：通话和话后处理结束后才会签退，不再接入新来电。再次登录即可继续处理。",
        "You are signed out, but your call goes on: you leave the queues after it and its after-call work, and no new call "
        "comes. Sign in again to go on with it.",
    ),
    "signed_out.after_call_work": (
        "您已退出登录，但上一通电话的话后处理尚未结束，不再接入新来电。再次登录即可补填小结。",
        "You are signed out, but the after-call work of your last call is still open; no new call comes. Sign in again to "
        "finish it.",
    ),
    "not_permitted": (
        "您的岗位没有此项权限（{permission}）。",
        "Your roles do not allow this (permission {permission}).",
    ),
    "not_found": ("没有找到该记录（{what}）。", "There is no such {what}."),
    "stale_version": (
        "这条记录刚刚被他人修改过，请比对两个版本后再保存。",
        "Somebody else changed this meanwhile. Compare both versions and save again.",
    ),
    "already_asked": (
        "{author} 已提请复核此项更改，正在等待复核。",
        "{author} has asked for a change of this already; it waits for approval.",
    ),
    "recused": (
        "须回避：您{why_zh}，不能处理本件投诉。",
        "You have to stand back: whoever {why_en} does not handle it.",
    ),
    "own_request": (
        "这是您自己提交的申请，须由另一人复核。",
        "You have asked for this yourself; a second person has to decide.",
    ),
    "already_decided": ("该申请已结束（{state}）。", "This request is over: {state}."),
    "approval_expired": (
        "该申请已于 {expires_at} 过期，可重新提交。",
        "This request has run out at {expires_at}; it can be asked for again.",
    ),
    "other_content": (
        "您看到的内容与申请内容不一致，请重新查看。",
        "What you have seen is not what was asked for. Look at it again.",
    ),
    "malformed_request": (
        "中心服务无法读取该请求，本次未作任何更改。",
        "This is no request that the hub can read; nothing was done.",
    ),
    "no_such_method": (
        "不能以这种方式提出该请求，本次未作任何更改。",
        "This cannot be asked for in this way; nothing was done.",
    ),
    "value_refused": (
        "有内容无法保存（请求编号 {request_id}），本次未作任何更改。",
        "One of the values is none that can be stored (request {request_id}); nothing was done.",
    ),
    "database_busy": (
        "该记录正被他人占用，数据库繁忙。已录入的内容已保留，稍后自动重试。",
        "The central database is busy with this very thing. What you typed is kept; it is tried again at once.",
    ),
    "disk_full": (
        "中心磁盘已满，无法保存，本次未作任何更改。请通知系统管理员。",
        "A disk of the centre is full, so nothing can be stored; nothing was done. Please tell an administrator.",
    ),
    "invalid_form": ("有内容未填写或填写有误：{names}。", "Some fields are missing or wrong: {names}."),
    "customers_alike": (
        "已有可能是同一人的客户，请选择，或确认不是他们。",
        "There are customers who may be the same person. Choose one, or say that it is none of them.",
    ),
    "transition_refused": (
        "当前状态（{state}）下不能进行此操作（{trigger}）。",
        "This is not possible now: {trigger} while {state}.",
    ),
    "extension_taken": (
        "{name} 正在话机 {extension} 上签入。请换一部话机，或先请对方签退。",
        "{name} sits at the telephone {extension} now. Take another one, or have them sign out there first.",
    ),
    "not_an_agent": (
        "您没有话务工号，不能在电话交换系统签入。请联系管理员分配。",
        "You have no agent code on the telephone exchange. An administrator can give you one.",
    ),
    "no_such_day": (
        "没有 {day} 的看板：这一天尚未开始，或不存在。",
        "There is no board of {day}: the day has not begun, or is none.",
    ),
    "bad_window": (
        "无法统计 {start} 至 {end}：请填写日期或时间，且止不早于起。",
        "The report cannot be made from {start} to {end}: give dates or times, the end after the start.",
    ),
    "unknown_zone": ("没有名为 {zone} 的时区。", "There is no time zone {zone}."),
    "bad_interval": (
        "时段长度应为 {known} 分钟之一，不能是 {minutes}。",
        "An interval has {known} minutes, not {minutes}.",
    ),
    "idempotency_mismatch": (
        "该请求编号已用于另一项操作，本次未作任何更改。",
        "This key was used before for a different request; nothing was done.",
    ),
    "idempotency_missing": (
        "请求缺少编号，本次未作任何更改。",
        "Every write needs an Idempotency-Key; nothing was done.",
    ),
    "too_many_requests": (
        "操作过于频繁，请 {seconds} 秒后再试。",
        "Too many requests; try again in {seconds} seconds.",
    ),
    "database_down": (
        "中心数据库暂无响应。已录入的内容已保留，恢复后自动提交。",
        "The central database does not answer. What you typed is kept; it will be sent when it is back.",
    ),
    "database_too_new": (
        "中心数据库属于更新的版本（{found}），请先升级中心服务。",
        "The database belongs to a newer Agent Desk ({found}). Update the hub first.",
    ),
    "clock_not_trusted": (
        "中心服务与数据库的时钟不可信（{why}：{seconds} 秒）。请用时间服务器校准两者；未删除任何内容。",
        "The clocks of the hub and of the database cannot be trusted ({why}: {seconds} s). Set both by a time server; nothing was deleted.",
    ),
    "exchange_down": (
        "电话交换系统暂无响应，正在进行的通话不受影响。",
        "The telephone exchange does not answer. Calls in progress go on.",
    ),
    "no_softphone": (
        "本中心的电话系统不支持电脑话机，请使用桌面话机。",
        "The telephone exchange takes no telephones in desks here; please use a desk telephone.",
    ),
    "no_phone_here": (
        "本机安装的坐席工作台不含电脑话机，请使用桌面话机，或请管理员安装带电脑话机的版本。",
        "The desk on this computer has no telephone in it; use a desk telephone, or ask an administrator for the build with one.",
    ),
    "exchange_refused": ("电话交换系统拒绝了该操作：{error}。", "The telephone exchange refused: {error}."),
    **EXCHANGE,
    # -- why an outbound call came to nobody; the agent is where they were before
    "dial_busy": ("对方占线。您已回到呼叫前的状态。", "They are busy. You are back where you were before the call."),
    "dial_no_answer": (
        "对方无人接听。您已回到呼叫前的状态。",
        "Nobody answers. You are back where you were before the call.",
    ),
    "dial_rejected": (
        "对方拒接。您已回到呼叫前的状态。",
        "They did not take the call. You are back where you were before it.",
    ),
    "dial_invalid_number": (
        "号码不存在或已停用，请核对。您已回到呼叫前的状态。",
        "There is no such number; please check it. You are back where you were before the call.",
    ),
    "dial_unreachable": (
        "电话未能打通。您已回到呼叫前的状态。",
        "The call did not get through. You are back where you were before it.",
    ),
    "dial_cancelled": (
        "您已取消呼叫，回到呼叫前的状态。",
        "You gave the call up, and are back where you were before it.",
    ),
    "dial_not_lifted": (
        "您自己的话机没有摘机或无法使用，未呼叫对方。您已回到呼叫前的状态。",
        "Your own telephone was not lifted, or does not work, so nobody was called. You are back where you were before.",
    ),
    "cannot_dial": ("这个号码不能呼叫（{why}）。", "This number is not dialled ({why})."),
    "cannot_dial_not_a_number": (
        "这不是完整的电话号码，请核对。",
        "This is no complete telephone number; please check it.",
    ),
    "cannot_dial_forbidden": ("这个号码不允许从工作台呼叫。", "This number may not be called from the desk."),
    "cannot_dial_abroad": ("不允许呼叫境外号码。", "Numbers abroad may not be called."),
    "cannot_dial_no_queue": (
        "中心没有启用的队列，不能呼出。",
        "The centre has no queue in use, so nobody can be called.",
    ),
    "topic_missing": (
        "该队列要求每通电话选择通话分类，请先选择再完成。",
        "This queue wants a topic for every call. Choose one, then finish.",
    ),
    "queue_has_project": (
        "队列{queue}的电话现属于项目{project}，请先结束或暂停该项目。",
        "Calls of the queue {queue} belong to the project {project} now. End or pause that first.",
    ),
    "nobody_for_task": (
        "没有人可以完成任务“{name}”：该角色或机构下无在岗人员。",
        "Nobody could do the task {name}: no one of that role and branch works here.",
    ),
    "tasks_open": ("请先完成这些任务：{names}。", "These tasks have to be done first: {names}."),
    "has_owner": ("{name}已接手这条记录。", "{name} has this case already."),
    "flow_not_allowed": ("“{step}”不由您执行。", "This step is for somebody else: {step}."),
    "complaint_file_refused": (
        "所选的行中有 {n} 行不能导入，未登记任何投诉，请重新查看文件。",
        "{n} of the chosen lines are refused; nothing was registered. Look at the file again.",
    ),
    "not_decided": (
        "该投诉尚未作出处理决定。",
        "The complaint has not been decided: there is nothing to be asked for yet.",
    ),
    "begun_already": ("该投诉已有在办的 {number}。", "{number} is open already for this complaint."),
    "needs_complaint": ("此类记录须从投诉发起。", "Such a case is begun from a complaint."),
    "kind_not_open": (
        "该台账当前没有生效的版本，不能登记。",
        "No case of this register can be opened now: no version of it counts today.",
    ),
    "kind_cannot_be_read": ("该文件不能作为登记种类：{fault}", "This file cannot be taken as a kind of case: {fault}"),
    "kind_needed": (
        "投诉必须随时可以受理：请先发布另一个版本。",
        "Complaints have to be received at any time: publish another version first.",
    ),
    "task_not_yours": ("该任务由他人办理：{task}。", "This task is for somebody else: {task}."),
    "task_taken": ("{name}已接手该任务。", "{name} has taken this task already."),
    "kind_has_findings": ("该版本未通过检查，不能发布：{finding}", "This version is not published: {finding}"),
    "project_over": ("该项目已结束，不能再修改。", "This project has ended; it cannot be changed any more."),
    "answers_missing": (
        "项目{project}要求先回答：{names}。",
        "The project {project} wants these answered before the call is finished: {names}.",
    ),
    "nobody_ready": ("该队列现在没有就绪的坐席。", "Nobody is ready in this queue now."),
    "nothing_to_draw": (
        "没有符合条件的已结束通话。请放宽时间范围、队列、坐席或通话时长。",
        "No ended call matches. Choose a longer period, more queues or agents, or a shorter talk time.",
    ),
    "not_your_item": (
        "该通话已分配给{reviewer}评分，其他人不能评分。",
        "This call was given to {reviewer}; only they can score it.",
    ),
    "own_call": (
        "您参与过这通电话，须由他人评分。",
        "You took part in this call, so somebody else has to score it.",
    ),
    "review_final": (
        "该评分已于 {submitted_at} 提交，不能再修改。",
        "This review was submitted on {submitted_at} and is final.",
    ),
    "edition_in_use": (
        "第 {edition} 版评分表已启用过，不能修改；请另建新版后再调整。",
        "Edition {edition} has been used and stays as it is. Make a new edition and change that.",
    ),
    "no_score_form": (
        "没有启用中的评分表，请先启用一个版本。",
        "No score form is in force. Put an edition in force first.",
    ),
    "internal_fault": (
        "中心服务出现内部错误，已记录，编号 {request_id}。",
        "The hub met a fault of its own; it has been written down under request {request_id}.",
    ),
    # -- the line to the hub
    "hub_unreachable.no_connection": (
        "连接不上中心服务（{address}）。请检查网络，或确认地址无误。",
        "The hub at {address} cannot be reached. Check the network, or the address.",
    ),
    "hub_unreachable.timeout": (
        "中心服务（{address}）没有及时响应，请稍后再试。",
        "The hub at {address} did not answer in time. Try again in a moment.",
    ),
    "hub_unreachable.certificate": (
        "{address} 出示的证书不是本行签发的，已中止连接，密码没有发送。请联系管理员。",
        "The certificate shown by {address} is not one the bank signed. The line was closed and no password was sent. "
        "Please tell an administrator.",
    ),
    "hub_unreachable.certificate_file": (
        "无法读取本坐席的证书文件，请在设置中检查。",
        "The certificate file of this seat cannot be read. Check it under Settings.",
    ),
    "hub_unreachable.not_tls": (
        "{address} 未使用加密连接。地址应以 http:// 还是 https:// 开头，请核对。",
        "{address} does not speak TLS. Check whether the address begins with http:// or https://.",
    ),
    "hub_unreachable.tls_only": (
        "{address} 只接受加密连接（TLS）。地址应以 https:// 开头，请在设置中更正。",
        "{address} speaks TLS only: its address begins with https://. Correct it under Settings.",
    ),
    "hub_unreachable.address": ("中心服务地址不正确：{address}。", "This is not an address of a hub: {address}."),
    "hub_away": (
        "中心服务正在重启或维护，请稍后再试。",
        "The hub is restarting or being serviced. Try again in a moment.",
    ),
    "unreadable_answer": (
        "中心服务的应答无法识别，地址或版本可能不符。",
        "The answer cannot be read: this may be another service, or another version of the hub.",
    ),
    # -- the seat itself
    "kept_for_later": (
        "暂时无法提交，内容已保存在本坐席，恢复连接后自动提交。",
        "Not sent yet: it is kept on this seat and goes out by itself when the hub is back.",
    ),
    "outbox_unusable.disk_full": (
        "本坐席磁盘已满，未提交的内容无法保存（{path}）。请清理磁盘；在此之前请勿关闭窗口。",
        "The disk of this seat is full; unsent work cannot be kept ({path}). Free some space, and do not close the desk before.",
    ),
    "outbox_unusable.read_only": (
        "本坐席的数据文件夹只读，未提交的内容无法保存（{path}）。请联系管理员。",
        "The data folder of this seat is read-only; unsent work cannot be kept ({path}). Please tell an administrator.",
    ),
    "outbox_unusable.unreadable": (
        "无法使用本坐席的暂存文件（{path}），未提交的内容无法保存。请联系管理员。",
        "The file for unsent work cannot be used ({path}); unsent work cannot be kept. Please tell an administrator.",
    ),
    "outbox_set_aside": (
        "暂存文件已损坏，已另存为 {path}，未丢弃任何内容；请联系管理员。",
        "The file for unsent work was damaged. It is set aside as {path}, nothing was thrown away; please tell an administrator.",
    ),
    "no_keyring": (
        "本坐席没有可用的密钥环服务，无法保持登录；关闭窗口后需要重新输入密码，其他功能不受影响。",
        "This seat has no keyring service, so you cannot stay signed in: after closing the desk the password is needed again. "
        "Everything else works.",
    ),
    "desk_fault": (
        "坐席工作台出现内部错误（{kind}），已记录在 {log}。",
        "The desk met a fault of its own ({kind}); it has been written down in {log}.",
    ),
    "no_workspace": (
        "您的账号没有可用的岗位，请联系管理员。",
        "Your account has no role with a workspace. Please tell an administrator.",
    ),
    "program.too_old": (
        "本席的程序（{own}）过旧，中心服务已是 {hub}，暂不能登录。请联系{ask_zh}安装新程序。",
        "The program of this seat ({own}) is too old: the hub is {hub} already. Nobody can sign in here. Ask {ask_en} for the new program.",
    ),
    "program.too_old_at": (
        "本席的程序（{own}）过旧，中心服务已是 {hub}，暂不能登录。新程序在 {place}，如有疑问请联系{ask_zh}。",
        "The program of this seat ({own}) is too old: the hub is {hub} already. Nobody can sign in here. The new program lies at {place}; "
        "ask {ask_en}.",
    ),
    "program.too_new": (
        "本席的程序（{own}）比中心服务（{hub}）新，暂不能登录。请联系{ask_zh}升级中心服务，或换回原来的程序。",
        "The program of this seat ({own}) is newer than the hub ({hub}). Nobody can sign in here. Ask {ask_en}: the hub is to be "
        "updated, or the program of before put back.",
    ),
    # -- the seat's settings
    "settings_fault": ("本坐席的设置有误。", "The settings of this seat cannot be used."),
    "settings.unknown_name": (
        "设置项“{name}”无法识别，请从 {file} 中删除或更正。",
        "Setting '{name}' is not known; remove it from {file} or correct its spelling.",
    ),
    "settings.not_text": (
        "设置项“{name}”应为带引号的文字，而不是 {value}。",
        "Setting '{name}' must be text in quotation marks, not {value}.",
    ),
    "settings.hub_address": (
        "中心服务地址应形如 https://主机:端口，而不是“{value}”。",
        "The hub's address must look like https://host:port, not '{value}'.",
    ),
    "settings.no_such_file": (
        "设置项“{name}”指向的文件不存在：{value}。",
        "Setting '{name}': there is no file {value}.",
    ),
    "settings.not_a_folder": (
        "设置项“{name}”应为文件夹，而 {value} 是文件。",
        "Setting '{name}' must be a folder; {value} is a file.",
    ),
    "settings.not_allowed": (
        "设置项“{name}”的值“{value}”不可用，可选：{allowed}。",
        "Setting '{name}' cannot be '{value}'; it is one of {allowed}.",
    ),
    "settings.not_toml": (
        "设置文件 {file} 不是有效的 TOML：{reason}。",
        "The settings file {file} is not valid TOML: {reason}.",
    ),
    "settings.not_readable": (
        "无法读取设置文件 {file}：{reason}。",
        "The settings file {file} cannot be read: {reason}.",
    ),
    "settings.not_saved": (
        "无法保存设置文件 {file}：{reason}。",
        "The settings file {file} cannot be saved: {reason}.",
    ),
    "settings.demo_accounts": (
        "演示账号文件 {file} 无法识别。",
        "The file of demonstration accounts cannot be read: {file}.",
    ),
}
USUAL_ZONE: Final = timezone(timedelta(hours=8))
"""China's time: of a centre whose zone is not known yet. Where the seat's machine believes itself to be is nobody's time."""
_UNKNOWN = ("中心服务拒绝了该操作：{sentence}", "{sentence}")


def sentence(error: DeskError, language: str, zone: tzinfo | None = None) -> str:
    """Return the sentence for an error. Times in its values (names ending in ``_at``) are shown in ``zone``, the centre's; None
    where it is not known: never in the machine's."""
    values = {name: _shown(name, value, zone or USUAL_ZONE) for name, value in error.values.items()}
    word = str(error.values.get("error"))
    own_word = word if word == "exchange_down" else f"exchange_{word}"
    if error.error_id == "exchange_refused" and own_word in SENTENCES:
        return fill(own_word, values, language)
    if error.error_id == "cannot_dial" and f"cannot_dial_{error.values.get('why')}" in SENTENCES:
        return fill(f"cannot_dial_{error.values.get('why')}", values, language)
    if error.error_id in SENTENCES:
        return fill(error.error_id, values, language)
    told = error.sentence if isinstance(error, HubRefused) and error.sentence else error.detail or error.error_id
    return _UNKNOWN[0 if language == "zh" else 1].format_map(_Dashes(sentence=told))


def fill(sentence_id: str, values: Mapping[str, Any], language: str) -> str:
    """Return one sentence of the table, filled; a value that is missing shows as a dash."""
    zh, en = SENTENCES[sentence_id]
    return (zh if language == "zh" else en).format_map(_Dashes(values))


class _Dashes(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def _shown(name: str, value: Any, zone: tzinfo) -> Any:
    if name.endswith("_at") and isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value).astimezone(zone)
        except ValueError:
            return value
        today = datetime.now(zone).date()
        return moment.strftime("%H:%M" if moment.date() == today else "%m-%d %H:%M")
    if isinstance(value, Mapping):
        return ", ".join(str(key) for key in value)
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return value
