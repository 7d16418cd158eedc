<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlarmRules</name>
    <message>
        <source>Service level (%)</source>
        <translation>服务水平（%）</translation>
    </message>
    <message>
        <source>Answer rate (%)</source>
        <translation>接通率（%）</translation>
    </message>
    <message>
        <source>Abandoned calls</source>
        <translation>放弃来电数</translation>
    </message>
    <message>
        <source>Callers waiting</source>
        <translation>排队人数</translation>
    </message>
    <message>
        <source>Longest wait (s)</source>
        <translation>最长等待（秒）</translation>
    </message>
    <message>
        <source>Agents ready</source>
        <translation>就绪坐席数</translation>
    </message>
    <message>
        <source>An agent too long in a state (s)</source>
        <translation>坐席某状态持续过久（秒）</translation>
    </message>
    <message>
        <source>State flaps: moves in 5 minutes</source>
        <translation>状态反复切换：5 分钟内次数</translation>
    </message>
    <message>
        <source>Seat lost (s)</source>
        <translation>席位失联（秒）</translation>
    </message>
    <message>
        <source>Complaints overdue</source>
        <translation>超期投诉（件）</translation>
    </message>
    <message>
        <source>Complaints due within a day</source>
        <translation>24 小时内到期的投诉（件）</translation>
    </message>
    <message>
        <source>Other work overdue</source>
        <translation>其他超时待办（项）</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>AlarmRulesPage</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Whole centre</source>
        <translation>全中心</translation>
    </message>
    <message>
        <source>Each queue</source>
        <translation>每个队列</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>The last 30 minutes</source>
        <translation>最近 30 分钟</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Counted over</source>
        <translation>统计时段</translation>
    </message>
    <message>
        <source>(no state)</source>
        <translation>（不限）</translation>
    </message>
    <message>
        <source>Agent&apos;s state</source>
        <translation>坐席状态</translation>
    </message>
    <message>
        <source>Any reason</source>
        <translation>任何原因</translation>
    </message>
    <message>
        <source>Not-ready reason</source>
        <translation>未就绪原因</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Percent, calls, agents or seconds, by the figure.</source>
        <translation>按指标为百分比、通数、人数或秒数。</translation>
    </message>
    <message>
        <source>Over again at</source>
        <translation>解除值</translation>
    </message>
    <message>
        <source>The alarm stays until the figure is back at this, so that it does not come and go.</source>
        <translation>指标恢复到该值才解除告警，避免反复告警。</translation>
    </message>
    <message>
        <source>Only when it lasts for</source>
        <translation>持续满</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>With so many calls at least</source>
        <translation>最少通话数</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Quiet hours from</source>
        <translation>免打扰时段起</translation>
    </message>
    <message>
        <source>Then alarms are shown and kept, without a sound.</source>
        <translation>该时段内告警照常显示并留存，但不发声。</translation>
    </message>
    <message>
        <source>Quiet hours to</source>
        <translation>免打扰时段止</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Alarms on the supervisors&apos; board. A change is in force within a second; alarms raised so far stay as they were.</source>
        <translation>班长看板上的告警。修改后一秒内生效；已产生的告警保持不变。</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>New alarm</source>
        <translation>新增告警规则</translation>
    </message>
</context>
<context>
    <name>AuditExportDialog</name>
    <message>
        <source>Export the audit trail</source>
        <translation>导出审计日志</translation>
    </message>
    <message>
        <source>The entries that the filters leave, in the words of the screen, as a workbook. The export is an entry of the trail itself; the file stays with the hub for a day.</source>
        <translation>将当前筛选的日志导出为工作簿，用语与页面一致。导出本身也记入审计日志；文件在中心服务保留一天。</translation>
    </message>
    <message>
        <source>{n} entries are in the workbook.</source>
        <translation>工作簿中共 {n} 条日志。</translation>
    </message>
    <message>
        <source>Save the audit trail</source>
        <translation>保存审计日志</translation>
    </message>
</context>
<context>
    <name>AuditTrailPage</name>
    <message>
        <source>Person: login or name</source>
        <translation>人员：用户名或姓名</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Record: customer, complaint or login</source>
        <translation>记录：客户号、投诉编号或用户名</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>立即校验</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Who did what, when. Every entry is chained to the one before it: a changed or removed one is found.</source>
        <translation>何人何时做了何事。各条记录依次串联，任何篡改或删除都能查出。</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>操作范围</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>日志详情</translation>
    </message>
    <message>
        <source>No entry chosen</source>
        <translation>未选择日志</translation>
    </message>
    <message>
        <source>No entries</source>
        <translation>没有符合条件的日志</translation>
    </message>
    <message>
        <source>Widen the days or take a filter away.</source>
        <translation>请放宽日期范围或减少筛选条件。</translation>
    </message>
    <message>
        <source>In the chain</source>
        <translation>链上序号</translation>
    </message>
    <message>
        <source>not sealed yet</source>
        <translation>尚未封存</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求编号</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>正在校验…</translation>
    </message>
    <message>
        <source>{done} of {total} entries checked</source>
        <translation>已校验 {done} / {total} 条</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> 等，另有 {n} 条</translation>
    </message>
    <message>
        <source>Not sound: {count} of {n} entries were changed or removed: {named}{more}.</source>
        <translation>校验不通过：{n} 条中有 {count} 条被篡改或删除：{named}{more}。</translation>
    </message>
    <message>
        <source>Not sound: the end of the trail was cut off after entry #{n}.</source>
        <translation>校验不通过：第 {n} 条之后的日志被截断。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>In doubt from entry #{n} on ({what}). Known to be right until: {until}.</source>
        <translation>自第 #{n} 条起可疑（{what}）。此前已知完整的时间：{until}。</translation>
    </message>
    <message>
        <source>Sound: all {n} entries are as they were written ({time}).</source>
        <translation>校验通过：共 {n} 条日志，均与写入时一致（{time}）。</translation>
    </message>
    <message>
        <source>Stopped: the trail was not checked to its end.</source>
        <translation>已停止，日志未校验完毕。</translation>
    </message>
</context>
<context>
    <name>FactorReset</name>
    <message>
        <source>Reset second factor …</source>
        <translation>重置动态口令 …</translation>
    </message>
    <message>
        <source>Take the second factor of {name} away?</source>
        <translation>重置 {name} 的动态口令？</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>For a lost telephone without recovery codes: make sure who asks. At the next sign-in they take a new one into their telephone.</source>
        <translation>用于手机丢失且没有恢复码的情况，请先核实本人。下次登录时重新绑定手机。</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Stored files</source>
        <translation>存储的文件</translation>
    </message>
    <message>
        <source>Every recording and every saved report is read and compared with its digest.</source>
        <translation>逐一读取所有录音和已存报表，与存入时的摘要核对。</translation>
    </message>
    <message>
        <source>Not checked in the last 90 days.</source>
        <translation>最近 90 天未核对。</translation>
    </message>
    <message>
        <source>Every file is encrypted.</source>
        <translation>所有文件均已加密。</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即核对</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{n} files checked, nothing wrong.</source>
        <translation>已核对 {n} 个文件，均完好。</translation>
    </message>
    <message>
        <source>{n} files checked, {wrong} are damaged or gone.</source>
        <translation>已核对 {n} 个文件，{wrong} 个损坏或丢失。</translation>
    </message>
    <message>
        <source>The command agent-desk files verify lists them.</source>
        <translation>命令 agent-desk files verify 可列出明细。</translation>
    </message>
    <message>
        <source>{n} files of an earlier release were encrypted.</source>
        <translation>已加密旧版本的 {n} 个文件。</translation>
    </message>
    <message>
        <source>{n} files were encrypted, {left} are not what they were and stay as they are.</source>
        <translation>已加密 {n} 个文件，{left} 个与存入时不一致，保持原样。</translation>
    </message>
</context>
<context>
    <name>Formulas</name>
    <message>
        <source>early abandons count as success</source>
        <translation>T 内放弃计为达标</translation>
    </message>
    <message>
        <source>abandons are ignored</source>
        <translation>不计放弃</translation>
    </message>
    <message>
        <source>every abandon hurts</source>
        <translation>放弃全部计为未达标</translation>
    </message>
    <message>
        <source>late abandons hurt</source>
        <translation>仅 T 后放弃计为未达标</translation>
    </message>
    <message>
        <source>only very short abandons are forgiven</source>
        <translation>仅极短放弃计为达标</translation>
    </message>
    <message>
        <source>as F4, counted from the calls offered</source>
        <translation>同 F4，按进线量计算</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>进线</translation>
    </message>
</context>
<context>
    <name>ListEntriesPage</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>A retired entry is no longer offered; what was said with it keeps its name.</source>
        <translation>停用后不再可选；已用到它的记录仍显示其名称。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Set by the hub</source>
        <translation>系统设定</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>The hub sets this itself: it can be renamed, not retired, and no agent can choose it.</source>
        <translation>由系统自动设定：可以改名，不能停用，坐席也不能选择。</translation>
    </message>
    <message>
        <source>From {day} ({by}): {fields}</source>
        <translation>{day} 起（{by}）：{fields}</translation>
    </message>
    <message>
        <source>This could not be made on its day and is tried again: {fault}</source>
        <translation>到日未能生效，正在重试：{fault}</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>(nothing: a new one of the upper level)</source>
        <translation>（无：新建一个上级）</translation>
    </message>
    <message>
        <source>Add: {subject}</source>
        <translation>添加{subject}</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>first and last characters stay</source>
        <translation>保留首尾字符</translation>
    </message>
    <message>
        <source>the surname stays</source>
        <translation>保留姓氏</translation>
    </message>
    <message>
        <source>the mail house stays</source>
        <translation>保留邮箱域名</translation>
    </message>
    <message>
        <source>hidden altogether</source>
        <translation>全部隐藏</translation>
    </message>
    <message>
        <source>shown in clear</source>
        <translation>明文显示</translation>
    </message>
</context>
<context>
    <name>MasksPage</name>
    <message>
        <source>How it is shown</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>First characters that stay</source>
        <translation>保留前几位</translation>
    </message>
    <message>
        <source>Last characters that stay</source>
        <translation>保留后几位</translation>
    </message>
    <message>
        <source>What seats see of customers&apos; data. In force with the next request; a reveal with a reason stays possible.</source>
        <translation>坐席看到的客户信息。保存后即时生效；仍可说明理由查看明文。</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>脱敏规则</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>after verification</source>
        <translation>核身后</translation>
    </message>
    <message>
        <source>before verification</source>
        <translation>核身前</translation>
    </message>
    <message>
        <source>first {head}, last {tail} stay</source>
        <translation>保留前 {head} 位、后 {tail} 位</translation>
    </message>
    <message>
        <source>A made-up value is shown as: {example}</source>
        <translation>示例值显示为：{example}</translation>
    </message>
</context>
<context>
    <name>MembersInput</name>
    <message>
        <source>Name or code</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Rung in turn</source>
        <translation>振铃次序</translation>
    </message>
    <message>
        <source>Agents of this queue</source>
        <translation>此队列的坐席</translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>Space ticks. 1 is rung first; agents of the next turn only when none of those before is free.</source>
        <translation>按空格勾选。1 最先振铃；前一次序无空闲坐席时，才轮到下一次序。</translation>
    </message>
    <message>
        <source>Serve this queue</source>
        <translation>服务此队列的坐席</translation>
    </message>
    <message>
        <source>Who is offered the calls of a queue. In force at once; a call that rings or is talked in goes on.</source>
        <translation>哪些坐席接听此队列的来电。保存后立即生效；正在振铃或通话的不受影响。</translation>
    </message>
    <message>
        <source>Queue members</source>
        <translation>队列成员</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message>
        <source>Missing recordings</source>
        <translation>缺失的录音</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接听时间</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NewEntryDialog</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Small letters, digits, dot, hyphen. It stays for ever, since history names it.</source>
        <translation>小写字母、数字、点或连字符。历史记录要引用它，保存后不能再改。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>NewPersonDialog</name>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Small letters and digits; it cannot be changed later.</source>
        <translation>使用小写字母和数字，创建后不能修改。</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name in letters</source>
        <translation>拼音姓名</translation>
    </message>
    <message>
        <source>Agent code</source>
        <translation>坐席工号</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>未分班组</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>NewWallboardDialog</name>
    <message>
        <source>Add a wallboard</source>
        <translation>新增大屏</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>生成密钥</translation>
    </message>
    <message>
        <source>What the screen is called, such as “hall”.</source>
        <translation>大屏的名称，如“大厅”。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>A page stays</source>
        <translation>每页停留</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>For {name} ({login}). It is shown only now: hand it over in person, not by mail.</source>
        <translation>{name}（{login}）的一次性密码，仅显示这一次，请当面告知，勿通过邮件发送。</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Login, name, pinyin or agent code</source>
        <translation>用户名、姓名、拼音或工号</translation>
    </message>
    <message>
        <source>All roles</source>
        <translation>全部岗位</translation>
    </message>
    <message>
        <source>Active only</source>
        <translation>仅启用人员</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>One-time password …</source>
        <translation>一次性密码…</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Changes of roles and teams are in force with the person&apos;s next request.</source>
        <translation>岗位和班组变更即时生效。</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>未设密码</translation>
    </message>
    <message>
        <source>One-time</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有符合条件的人员</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未选择人员</translation>
    </message>
    <message>
        <source>Choose a person on the left.</source>
        <translation>请在左侧选择人员。</translation>
    </message>
    <message>
        <source>Name in letters</source>
        <translation>拼音姓名</translation>
    </message>
    <message>
        <source>The code on the telephone exchange; empty for people who take no calls.</source>
        <translation>电话交换系统中的工号，不接电话的人员留空。</translation>
    </message>
    <message>
        <source>Agent code</source>
        <translation>坐席工号</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>未分班组</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Active: may sign in</source>
        <translation>启用，允许登录</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>共 {n} 人</translation>
    </message>
    <message>
        <source>Locked after wrong passwords, until {time}.</source>
        <translation>密码多次错误，已锁定至 {time}。</translation>
    </message>
    <message>
        <source>Signed in at seat {seat} since {time}.</source>
        <translation>自 {time} 起在坐席 {seat} 登录。</translation>
    </message>
    <message>
        <source>Has no password yet: set a one-time password to let them sign in.</source>
        <translation>尚未设置密码，请设置一次性密码后登录。</translation>
    </message>
    <message>
        <source>Set a one-time password for {name}?</source>
        <translation>为{name}设置一次性密码？</translation>
    </message>
    <message>
        <source>Their password stops working and they are signed out. At the next sign-in they choose a new one.</source>
        <translation>原密码立即失效，该人员将被退出登录；下次登录时须自行设置新密码。</translation>
    </message>
    <message>
        <source>Set it</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>No call</source>
        <translation>不录音</translation>
    </message>
    <message>
        <source>Every call</source>
        <translation>全部录音</translation>
    </message>
    <message>
        <source>A share of the calls</source>
        <translation>按比例录音</translation>
    </message>
    <message>
        <source>When the agent says so</source>
        <translation>由坐席决定</translation>
    </message>
    <message>
        <source>No store is set in the hub&apos;s settings.</source>
        <translation>中心服务未设置录音目录。</translation>
    </message>
    <message>
        <source>The file did not come.</source>
        <translation>未取到录音文件。</translation>
    </message>
    <message>
        <source>The file was never finished; it lies in the exchange&apos;s folder.</source>
        <translation>文件没有写完，仍在电话交换系统的目录中。</translation>
    </message>
    <message>
        <source>The exchange never said that it began.</source>
        <translation>电话交换系统未报告开始录音。</translation>
    </message>
    <message>
        <source>The store cannot be written.</source>
        <translation>录音目录无法写入。</translation>
    </message>
    <message>
        <source>The exchange cannot record.</source>
        <translation>电话交换系统无法录音。</translation>
    </message>
    <message>
        <source>The call was over already.</source>
        <translation>通话当时已经结束。</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>Stored files …</source>
        <translation>存储的文件…</translation>
    </message>
    <message>
        <source>Missing recordings …</source>
        <translation>缺失的录音…</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Share of the calls</source>
        <translation>录音比例</translation>
    </message>
    <message>
        <source>Agents may pause while card data is spoken</source>
        <translation>客户报卡号等信息时，坐席可暂停录音</translation>
    </message>
    <message>
        <source>Callers are told before they wait</source>
        <translation>排队前告知客户通话将被录音</translation>
    </message>
    <message>
        <source>The announcement is part of the dial plan: make it anew after a change.</source>
        <translation>告知语音属于拨号方案，修改后须重新生成。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>A change counts from the next call that is answered.</source>
        <translation>修改从下一通接听的电话起生效。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>可暂停</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>告知客户</translation>
    </message>
    <message>
        <source>{n} recordings are missing.</source>
        <translation>缺失 {n} 个录音。</translation>
    </message>
    <message>
        <source>No recording is missing.</source>
        <translation>没有缺失的录音。</translation>
    </message>
    <message>
        <source>This hub has no store for recordings: set recordings and recordings_from.</source>
        <translation>中心服务未设置录音目录，请设置 recordings 和 recordings_from。</translation>
    </message>
</context>
<context>
    <name>RolesPage</name>
    <message>
        <source>A person may do what any of their roles allows. Changes are in force with the next request.</source>
        <translation>人员可兼任多个岗位，权限取并集。修改后即时生效。</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Held by {n}.</source>
        <translation>{n} 人拥有该岗位。</translation>
    </message>
</context>
<context>
    <name>SettingPage</name>
    <message>
        <source>Reason, for the second person who confirms it</source>
        <translation>理由（供复核人查看）</translation>
    </message>
    <message>
        <source>Asked for by {by}: {fields}</source>
        <translation>{by} 申请：{fields}</translation>
    </message>
    <message>
        <source>From {day} ({by}): {fields}</source>
        <translation>{day} 起（{by}）：{fields}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Add an entry</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>系统管理</translation>
    </message>
</context>
<context>
    <name>SubstitutionPage</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>TargetsPage</name>
    <message>
        <source>Follow the centre</source>
        <translation>沿用中心目标</translation>
    </message>
    <message>
        <source>Formula of the service level</source>
        <translation>服务水平公式</translation>
    </message>
    <message>
        <source>T: answered within</source>
        <translation>T：应答时限</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>t: very short abandon, up to</source>
        <translation>t：极短放弃上限</translation>
    </message>
    <message>
        <source>Service level to be reached</source>
        <translation>服务水平目标</translation>
    </message>
    <message>
        <source>Answer rate to be reached</source>
        <translation>接通率目标</translation>
    </message>
    <message>
        <source>A change applies to history too: boards and reports show past days by the new target at once.</source>
        <translation>修改同样适用于历史数据：监控和报表立即按新目标展示过往日期。</translation>
    </message>
    <message>
        <source>Service targets</source>
        <translation>服务目标</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Whole centre</source>
        <translation>全中心</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>单独设定</translation>
    </message>
    <message>
        <source>As the centre</source>
        <translation>沿用中心</translation>
    </message>
    <message>
        <source>The counters behind board and reports are compared with the calls every night; not yet here.</source>
        <translation>看板与报表所用的时段计数每晚与通话逐一核对；此处尚未核对过。</translation>
    </message>
    <message>
        <source>Counters behind board and reports, compared with {calls} calls on {when}: {n} cells differ.</source>
        <translation>看板与报表所用的时段计数已于 {when} 与 {calls} 通来电核对：不一致 {n} 个。</translation>
    </message>
    <message>
        <source>Follows the centre. Saving gives this queue a target of its own.</source>
        <translation>目前沿用中心目标，保存后单独设定。</translation>
    </message>
    <message>
        <source>Every queue without a target of its own follows this one.</source>
        <translation>未单独设定目标的队列均沿用此目标。</translation>
    </message>
</context>
<context>
    <name>VoiceOutline</name>
    <message>
        <source>Parts of the voice plan</source>
        <translation>语音方案的组成</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Ask this rule sooner</source>
        <translation>提前判断此规则</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>服务时间</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>By who calls</source>
        <translation>按来电客户分流</translation>
    </message>
    <message>
        <source>Queues: overflow, call-back</source>
        <translation>队列：溢出与回呼</translation>
    </message>
    <message>
        <source>Special days</source>
        <translation>特殊日期</translation>
    </message>
    <message>
        <source>Identity digits</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>满意度调查</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Rule about callers</source>
        <translation>来电客户规则</translation>
    </message>
    <message>
        <source>Queue&apos;s rules</source>
        <translation>队列规则</translation>
    </message>
    <message>
        <source>Special day</source>
        <translation>特殊日期</translation>
    </message>
    <message>
        <source>Key of this menu</source>
        <translation>此菜单的按键</translation>
    </message>
</context>
<context>
    <name>VoiceParts</name>
    <message>
        <source>Waits in a queue</source>
        <translation>进入队列</translation>
    </message>
    <message>
        <source>Goes to a menu</source>
        <translation>进入菜单</translation>
    </message>
    <message>
        <source>Hears it again</source>
        <translation>重听</translation>
    </message>
    <message>
        <source>Hears a message, then hang-up</source>
        <translation>听语音后挂断</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不溢出</translation>
    </message>
    <message>
        <source>To another queue</source>
        <translation>转入其他队列</translation>
    </message>
    <message>
        <source>A message, then hang-up</source>
        <translation>播放语音后挂断</translation>
    </message>
    <message>
        <source>The offer of a call-back</source>
        <translation>提供排队回呼</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Queue, where there is no menu</source>
        <translation>无菜单时进入的队列</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>服务时间</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>Sound when shut</source>
        <translation>非服务时间语音名</translation>
    </message>
    <message>
        <source>Greeting (sound)</source>
        <translation>欢迎词（语音名）</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Survey after the agent has hung up</source>
        <translation>坐席挂机后请客户评分</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>As 09:00-12:00, 13:30-17:30; empty: shut.</source>
        <translation>如 09:00-12:00, 13:30-17:30；留空：不服务。</translation>
    </message>
    <message>
        <source>Day (YYYY-MM-DD)</source>
        <translation>日期（YYYY-MM-DD）</translation>
    </message>
    <message>
        <source>As {day}</source>
        <translation>按{day}</translation>
    </message>
    <message>
        <source>That day</source>
        <translation>当天</translation>
    </message>
    <message>
        <source>Shut, or own hours</source>
        <translation>不服务，或按当天时段</translation>
    </message>
    <message>
        <source>Own hours</source>
        <translation>当天时段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>语音名</translation>
    </message>
    <message>
        <source>Played at most</source>
        <translation>最多播放</translation>
    </message>
    <message>
        <source>times</source>
        <translation>遍</translation>
    </message>
    <message>
        <source>Waits for a key</source>
        <translation>等待按键</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Without a key: queue</source>
        <translation>未按键时的队列</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>The caller</source>
        <translation>来电者</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Message (sound)</source>
        <translation>语音（语音名）</translation>
    </message>
    <message>
        <source>Ask for the identity digits before</source>
        <translation>先要求输入证件号</translation>
    </message>
    <message>
        <source>Say the estimated wait</source>
        <translation>播报预计等待时间</translation>
    </message>
    <message>
        <source>Mean handling time, for the estimate</source>
        <translation>平均处理时长（用于估算）</translation>
    </message>
    <message>
        <source>No call-backs</source>
        <translation>不提供回呼</translation>
    </message>
    <message>
        <source>Key for a call-back</source>
        <translation>排队回呼的按键</translation>
    </message>
    <message>
        <source>Overflow</source>
        <translation>溢出</translation>
    </message>
    <message>
        <source>After waiting (0: not by time)</source>
        <translation>等待超过（0：不按时间）</translation>
    </message>
    <message>
        <source>More waiting calls for each agent than</source>
        <translation>每位坐席的等待数超过</translation>
    </message>
    <message>
        <source>Empty: not by load.</source>
        <translation>留空：不按排队人数。</translation>
    </message>
    <message>
        <source>To queue</source>
        <translation>转入队列</translation>
    </message>
    <message>
        <source>The caller is</source>
        <translation>来电人是</translation>
    </message>
    <message>
        <source>Known by a verified number of one customer; a number of several counts as unknown.</source>
        <translation>号码已核实且只属于一位客户才算已知；多人共用的号码按未知处理。</translation>
    </message>
    <message>
        <source>As the number or its menu says</source>
        <translation>按号码或其菜单</translation>
    </message>
    <message>
        <source>Straight to queue</source>
        <translation>直接进入队列</translation>
    </message>
    <message>
        <source>Past the menu, to the number&apos;s queue</source>
        <translation>跳过菜单，进入号码的队列</translation>
    </message>
    <message>
        <source>Priority in the queue (0: in turn, 9: first)</source>
        <translation>排队优先级（0 按先后，9 最先）</translation>
    </message>
    <message>
        <source>Sound when wrong</source>
        <translation>输错时的语音名</translation>
    </message>
    <message>
        <source>How many digits are right</source>
        <translation>正确的位数</translation>
    </message>
    <message>
        <source>As 15, 18.</source>
        <translation>如 15, 18。</translation>
    </message>
    <message>
        <source>Asked at most</source>
        <translation>最多询问</translation>
    </message>
    <message>
        <source>Sound of thanks</source>
        <translation>致谢语音名</translation>
    </message>
    <message>
        <source>Key {key}: {does}</source>
        <translation>按 {key}：{does}</translation>
    </message>
    <message>
        <source>New day</source>
        <translation>新日期</translation>
    </message>
    <message>
        <source>New number</source>
        <translation>新号码</translation>
    </message>
</context>
<context>
    <name>VoicePlanPage</name>
    <message>
        <source>Public holidays</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>Put in the public holidays and make-up workdays that are published</source>
        <translation>填入已公布的法定节假日和调休上班日</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Apply to the exchange …</source>
        <translation>应用到交换机…</translation>
    </message>
    <message>
        <source>Numbers, hours, menus, overflow, call-back and survey. A change reaches callers when it is applied.</source>
        <translation>号码、服务时间、菜单、溢出、回呼和满意度调查。应用之后来电者才会听到变化。</translation>
    </message>
    <message>
        <source>Voice plan</source>
        <translation>语音方案</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Version {version}.</source>
        <translation>第 {version} 版。</translation>
    </message>
    <message>
        <source>What you see is not saved yet.</source>
        <translation>当前内容尚未保存。</translation>
    </message>
    <message>
        <source>Not applied to the exchange yet.</source>
        <translation>尚未应用到交换机。</translation>
    </message>
    <message>
        <source>Version {version} is applied since {time}; this one is not.</source>
        <translation>交换机自 {time} 起使用第 {version} 版，本版尚未应用。</translation>
    </message>
    <message>
        <source>Applied since {time}.</source>
        <translation>自 {time} 起已应用。</translation>
    </message>
    <message>
        <source>It is applied by the command &apos;agent-desk exchange plan apply&apos;.</source>
        <translation>用命令“agent-desk exchange plan apply”应用。</translation>
    </message>
    <message>
        <source>Choose a part, or add one</source>
        <translation>请选择或添加一部分</translation>
    </message>
    <message>
        <source>This is not right.</source>
        <translation>此项有误。</translation>
    </message>
    <message>
        <source>{n} fields are not right yet.</source>
        <translation>{n} 处尚有错误。</translation>
    </message>
    <message>
        <source>No further public holidays are published yet.</source>
        <translation>尚无更多已公布的法定节假日。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Version {version} was saved by somebody else meanwhile.</source>
        <translation>他人已另存第 {version} 版。</translation>
    </message>
    <message>
        <source>New calls follow version {version} at once; calls in progress go on as they were.</source>
        <translation>新来电立即按第 {version} 版处理；进行中的通话不变。</translation>
    </message>
    <message>
        <source>Apply the voice plan?</source>
        <translation>应用语音方案？</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Discard what you changed?</source>
        <translation>放弃更改？</translation>
    </message>
    <message>
        <source>The voice plan is not saved.</source>
        <translation>语音方案尚未保存。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>VoiceSeen</name>
    <message>
        <source>What a caller hears</source>
        <translation>来电者听到的</translation>
    </message>
    <message>
        <source>What applying it changes</source>
        <translation>应用后的变化</translation>
    </message>
    <message>
        <source>Nothing: the exchange has this plan.</source>
        <translation>无变化：交换机已是此方案。</translation>
    </message>
    <message>
        <source>What this version changed</source>
        <translation>此版本的变化</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>VoiceVersions</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Edit this version again</source>
        <translation>以此版本继续编辑</translation>
    </message>
    <message>
        <source>Version {version} · {time} · {name}</source>
        <translation>第 {version} 版 · {time} · {name}</translation>
    </message>
    <message>
        <source>No version was saved yet.</source>
        <translation>尚未保存过版本。</translation>
    </message>
</context>
<context>
    <name>WallboardKeyDialog</name>
    <message>
        <source>Key of the wallboard</source>
        <translation>大屏密钥</translation>
    </message>
    <message>
        <source>For {name}. It is shown only now: put it into a file at the screen, and start “agent-desk wallboard” with it.</source>
        <translation>大屏“{name}”的密钥，只显示这一次：请存入大屏所在电脑的文件，再用它启动“agent-desk wallboard”。</translation>
    </message>
</context>
<context>
    <name>WallboardsPage</name>
    <message>
        <source>(choose)</source>
        <translation>（请选择）</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>No wallboard yet</source>
        <translation>尚无大屏</translation>
    </message>
    <message>
        <source>No wallboard chosen</source>
        <translation>未选择大屏</translation>
    </message>
    <message>
        <source>Add one, or choose one on the left.</source>
        <translation>请新增，或在左侧选择。</translation>
    </message>
    <message>
        <source>From when the screen connects next.</source>
        <translation>大屏下次连接起生效。</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>A page stays</source>
        <translation>每页停留</translation>
    </message>
    <message>
        <source>Withdraw the key …</source>
        <translation>撤销密钥…</translation>
    </message>
    <message>
        <source>New key …</source>
        <translation>更换密钥…</translation>
    </message>
    <message>
        <source>Screens on a wall that show figures and nobody&apos;s name. Each has a key of its own, shown once when it is made.</source>
        <translation>墙上的屏幕，只显示数字，不显示人名。每块屏幕有自己的密钥，生成时只显示一次。</translation>
    </message>
    <message>
        <source>Wallboards</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>The key that the screen has counts no more: it goes dark until it has the new one.</source>
        <translation>大屏现有密钥随即失效，换上新密钥前停止显示。</translation>
    </message>
    <message>
        <source>Give {name} a new key?</source>
        <translation>为{name}更换密钥？</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>生成密钥</translation>
    </message>
    <message>
        <source>The screen goes dark at once. A new key makes it show the board again.</source>
        <translation>大屏立即停止显示。重新生成密钥后可再显示。</translation>
    </message>
    <message>
        <source>Withdraw the key of {name}?</source>
        <translation>撤销“{name}”的密钥？</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>WorkingDaysPage</name>
    <message>
        <source>Calendar of the year</source>
        <translation>年历</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>The next year</source>
        <translation>下一年</translation>
    </message>
    <message>
        <source>Filled: off. Framed: worked on a weekend. Thick: the bank&apos;s own. Click or Space turns a day.</source>
        <translation>实底：休息；方框：周末上班；粗框：本行设定。点选或按空格更改。</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已公布</translation>
    </message>
    <message>
        <source>not published yet: enter the days</source>
        <translation>尚未公布，请填写</translation>
    </message>
</context>
<context>
    <name>YearView</name>
    <message>
        <source>worked</source>
        <translation>上班</translation>
    </message>
    <message>
        <source>off</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>set by the bank</source>
        <translation>本行设定</translation>
    </message>
</context>
</TS>
