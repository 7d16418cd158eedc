<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>EditionBar</name>
    <message>
        <source>The hub was updated while you were signed in. Finish what you are doing, then sign out.</source>
        <translation>中心服务已在您登录期间升级，请完成手头工作后退出登录。</translation>
    </message>
</context>
<context>
    <name>EndedPage</name>
    <message>
        <source>{n} unsent entries stay on this seat and are sent after your next sign-in here.</source>
        <translation>本坐席尚有 {n} 项内容未提交，您下次在此登录后自动提交。</translation>
    </message>
    <message>
        <source>Your account was taken over at another seat. If that was not you, tell your supervisor at once.</source>
        <translation>您的账号已被另一坐席接管。如非本人操作，请立即告知班长。</translation>
    </message>
    <message>
        <source>Back to sign-in</source>
        <translation>返回登录</translation>
    </message>
    <message>
        <source>Signed in elsewhere</source>
        <translation>已在其他坐席登录</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已退出登录</translation>
    </message>
</context>
<context>
    <name>LockedPage</name>
    <message>
        <source>The password is not right.</source>
        <translation>密码不正确。</translation>
    </message>
    <message>
        <source>That was not you, or too long ago.</source>
        <translation>不是本人，或登录已过时。</translation>
    </message>
    <message>
        <source>This seat is locked</source>
        <translation>工作台已锁定</translation>
    </message>
    <message>
        <source>{name} is signed in here. Calls go on; the password unlocks.</source>
        <translation>{name} 已在此登录。通话不受影响，输入密码解锁。</translation>
    </message>
    <message>
        <source>{name} is signed in here. Calls go on; signing in anew in the browser unlocks.</source>
        <translation>{name} 已在此登录。通话不受影响，在浏览器中重新登录即可解锁。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Unlock in the browser</source>
        <translation>在浏览器中解锁</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>OwnPasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Password in use</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password, again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>The two entries differ. Please type the new password twice.</source>
        <translation>两次输入不一致，请重新输入新密码。</translation>
    </message>
    <message>
        <source>Your password has been changed.</source>
        <translation>密码已修改。</translation>
    </message>
</context>
<context>
    <name>RecoveryCodesDialog</name>
    <message>
        <source>Recovery codes</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Your second factor is in force. Keep these codes where your telephone is not: each of them signs you in once without it. They are not shown again.</source>
        <translation>动态口令已启用。请将以下恢复码保存在手机以外的地方：手机不在身边时，每个恢复码可登录一次。恢复码不再显示。</translation>
    </message>
    <message>
        <source>I have written them down</source>
        <translation>我已记下</translation>
    </message>
</context>
<context>
    <name>SeatCheck</name>
    <message>
        <source>No workspace within {seconds} s.</source>
        <translation>{seconds} 秒内未能打开工作区。</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>{title} · Agent Desk</source>
        <translation>{title} · 坐席工作台</translation>
    </message>
    <message>
        <source>What you may do has changed. Your workspaces are in the menu at your name.</source>
        <translation>您的权限已变更，可在姓名菜单中切换工作台。</translation>
    </message>
    <message>
        <source>This is done in another of your workspaces.</source>
        <translation>此项请在您的其他工作台办理。</translation>
    </message>
    <message>
        <source>Refused: {what}. {why}</source>
        <translation>被退回：{what}。{why}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Agent&apos;s workspace</source>
        <translation>坐席工作区</translation>
    </message>
    <message>
        <source>Supervisor&apos;s workspace</source>
        <translation>班长工作区</translation>
    </message>
    <message>
        <source>Complaint handler&apos;s workspace</source>
        <translation>投诉处理员工作台</translation>
    </message>
    <message>
        <source>Reviewer&apos;s workspace</source>
        <translation>质检工作区</translation>
    </message>
    <message>
        <source>Knowledge editor&apos;s workspace</source>
        <translation>知识编辑工作台</translation>
    </message>
    <message>
        <source>Administrator&apos;s workspace</source>
        <translation>管理工作区</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>While I am away …</source>
        <translation>我不在时 …</translation>
    </message>
    <message>
        <source>Lock this seat</source>
        <translation>锁定工作台</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>What waits for the hub, and what it refused</source>
        <translation>等待提交和被退回的内容</translation>
    </message>
    <message>
        <source>Simulated telephone exchange</source>
        <translation>模拟电话交换</translation>
    </message>
    <message>
        <source>No telephone exchange is connected</source>
        <translation>未连接电话交换系统</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>The centre&apos;s time</source>
        <translation>中心时间</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>Calls ring aloud</source>
        <translation>来电有铃声</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Hub away, as of {time}</source>
        <translation>中心服务中断，数据截至 {time}</translation>
    </message>
    <message>
        <source>As of {time}, reconnecting</source>
        <translation>数据截至 {time}，正在重连</translation>
    </message>
    <message>
        <source>{n} unsent</source>
        <translation>待提交 {n} 项</translation>
    </message>
    <message>
        <source>{n} refused</source>
        <translation>被退回 {n} 项</translation>
    </message>
    <message>
        <source>Certificate refused, as of {time}</source>
        <translation>证书不被信任，数据截至 {time}</translation>
    </message>
</context>
<context>
    <name>UnsentPanel</name>
    <message>
        <source>Unsent work</source>
        <translation>待提交内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Kept on this seat&apos;s disk and sent in order as soon as the hub answers.</source>
        <translation>已保存在本坐席磁盘，中心服务恢复后按顺序自动提交。</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有待提交内容</translation>
    </message>
    <message>
        <source>Everything you saved has reached the hub.</source>
        <translation>您保存的内容均已提交到中心服务。</translation>
    </message>
    <message>
        <source>Written at {time}</source>
        <translation>录入时间 {time}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Discard this entry</source>
        <translation>放弃此项</translation>
    </message>
</context>
</TS>
