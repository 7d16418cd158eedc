<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AbandonedPanel</name>
    <message>
        <source>Still to be called</source>
        <translation>待回拨</translation>
    </message>
    <message>
        <source>All of today</source>
        <translation>今日全部</translation>
    </message>
    <message>
        <source>Have them called back</source>
        <translation>安排回拨</translation>
    </message>
    <message>
        <source>Abandoned callers</source>
        <translation>放弃来电客户</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电号码</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>未显示号码</translation>
    </message>
    <message>
        <source>May be</source>
        <translation>可能的客户</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>末次</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>called back {time}</source>
        <translation>{time} 已回拨</translation>
    </message>
    <message>
        <source>called again {time}</source>
        <translation>{time} 再次来电已接听</translation>
    </message>
    <message>
        <source>keeps a place in the queue</source>
        <translation>队列中保留位置</translation>
    </message>
    <message>
        <source>cannot be called</source>
        <translation>无法回拨</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>{name} calls</source>
        <translation>{name} 回拨中</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>任意坐席</translation>
    </message>
    <message>
        <source>to be called by {name}</source>
        <translation>待 {name} 回拨</translation>
    </message>
    <message>
        <source>Abandoned calls: {calls}. Callers nobody has talked to since: {open}</source>
        <translation>放弃来电 {calls} 通，尚未联系上的客户 {open} 位</translation>
    </message>
    <message>
        <source>Everybody has been talked to</source>
        <translation>全部客户均已联系</translation>
    </message>
    <message>
        <source>Nobody gave up waiting today</source>
        <translation>今日无人放弃等待</translation>
    </message>
    <message>
        <source>Call back: anybody</source>
        <translation>回拨：任意坐席</translation>
    </message>
    <message>
        <source>Call back: {name}</source>
        <translation>回拨：{name}</translation>
    </message>
    <message>
        <source>Nobody need call any more</source>
        <translation>无需回拨</translation>
    </message>
</context>
<context>
    <name>AgentActions</name>
    <message>
        <source>{count} agents</source>
        <translation>{count} 名坐席</translation>
    </message>
    <message>
        <source>Set ready …</source>
        <translation>置为就绪…</translation>
    </message>
    <message>
        <source>Set not ready …</source>
        <translation>置为未就绪…</translation>
    </message>
    <message>
        <source>Sign out …</source>
        <translation>签退…</translation>
    </message>
    <message>
        <source>Free, if stuck …</source>
        <translation>卡住时释放…</translation>
    </message>
    <message>
        <source>Change queues for a while …</source>
        <translation>临时调整队列…</translation>
    </message>
    <message>
        <source>Message …</source>
        <translation>发消息…</translation>
    </message>
    <message>
        <source>Queues changed</source>
        <translation>队列已调整</translation>
    </message>
    <message>
        <source>Everybody on the floor serves this queue.</source>
        <translation>在岗坐席均已服务该队列。</translation>
    </message>
    <message>
        <source>Set {name} ready</source>
        <translation>将{name}置为就绪</translation>
    </message>
    <message>
        <source>Set ready</source>
        <translation>置为就绪</translation>
    </message>
    <message>
        <source>Set {name} not ready</source>
        <translation>将{name}置为未就绪</translation>
    </message>
    <message>
        <source>Set not ready</source>
        <translation>置为未就绪</translation>
    </message>
    <message>
        <source>Sign {name} out</source>
        <translation>将{name}签退</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Free {name}</source>
        <translation>释放{name}</translation>
    </message>
    <message>
        <source>Free agent</source>
        <translation>释放坐席</translation>
    </message>
    <message>
        <source>The agent is not ready afterwards and their part of the call ends here. A call that the exchange still has goes on.</source>
        <translation>释放后该坐席为未就绪，其在本通电话中的部分到此结束；交换机上仍在进行的电话不受影响。</translation>
    </message>
    <message>
        <source>The agent is busy: this is asked for, and holds when the call is over.</source>
        <translation>该坐席正忙：状态将在本通电话结束后生效。</translation>
    </message>
    <message>
        <source>Some are busy: for them this is asked for, and holds when the call is over.</source>
        <translation>部分坐席正在通话：对其先行登记，通话结束后生效。</translation>
    </message>
    <message>
        <source>For {names}.</source>
        <translation>坐席：{names}。</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因说明（将留痕）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{name}: {state}.</source>
        <translation>{name}：{state}。</translation>
    </message>
    <message>
        <source>{name}: {state} asked for; it holds when the call is over.</source>
        <translation>{name}：已要求{state}，通话结束后生效。</translation>
    </message>
    <message>
        <source>The agent is free.</source>
        <translation>该坐席已释放。</translation>
    </message>
</context>
<context>
    <name>AgentCards</name>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
</context>
<context>
    <name>AgentPanel</name>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>After call</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Seat lost</source>
        <translation>席位失联</translation>
    </message>
    <message>
        <source>Name or code</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Agents as lines, or as cards</source>
        <translation>坐席显示为列表或卡片</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>全部队列</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>全部班组</translation>
    </message>
    <message>
        <source>By code</source>
        <translation>按工号</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>Longest in state</source>
        <translation>按状态时长</translation>
    </message>
    <message>
        <source>Most calls</source>
        <translation>按接听量</translation>
    </message>
    <message>
        <source>Longest AHT</source>
        <translation>按平均处理时长</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No agent matches</source>
        <translation>没有符合条件的坐席</translation>
    </message>
    <message>
        <source>Choose All, or clear the search.</source>
        <translation>请选择“全部”，或清空搜索。</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>目前无人签入</translation>
    </message>
    <message>
        <source>Agents appear when they take a seat.</source>
        <translation>坐席签入后将显示在这里。</translation>
    </message>
    <message>
        <source>Nobody answered a call that day</source>
        <translation>当日无坐席接听电话</translation>
    </message>
</context>
<context>
    <name>AlarmDesk</name>
    <message>
        <source>Acknowledge: {alarm}</source>
        <translation>确认告警：{alarm}</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>What is done about it (everybody sees it)</source>
        <translation>处理说明（所有人可见）</translation>
    </message>
</context>
<context>
    <name>AlarmHistory</name>
    <message>
        <source>Alarms so far</source>
        <translation>告警记录</translation>
    </message>
    <message>
        <source>No alarm yet</source>
        <translation>暂无告警</translation>
    </message>
    <message>
        <source>They appear here when a rule raises one.</source>
        <translation>规则触发告警后显示在此。</translation>
    </message>
    <message>
        <source>Earlier alarms</source>
        <translation>更早的告警</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>产生时间</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差值</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>持续中</translation>
    </message>
</context>
<context>
    <name>AlarmLine</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>✓ {name} {time}</source>
        <translation>✓ {name} {time}</translation>
    </message>
    <message>
        <source>quiet hours, no sound</source>
        <translation>免打扰时段，不发声</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>{now}, below {limit}</source>
        <translation>{now}，低于 {limit}</translation>
    </message>
    <message>
        <source>{now}, threshold {limit}</source>
        <translation>{now}，阈值 {limit}</translation>
    </message>
</context>
<context>
    <name>CallBackCard</name>
    <message>
        <source>Call back</source>
        <translation>回拨</translation>
    </message>
</context>
<context>
    <name>CallBackLine</name>
    <message>
        <source>{queue} · called {time}</source>
        <translation>{queue} · {time} 来电</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再拨</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>登记结果</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Not reached: keep on the list</source>
        <translation>未联系上：留待再拨</translation>
    </message>
    <message>
        <source>Not reached: give up</source>
        <translation>未联系上：不再回拨</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>号码错误</translation>
    </message>
</context>
<context>
    <name>Floor</name>
    <message>
        <source>{count} answered · AHT {aht}</source>
        <translation>接听 {count} · AHT {aht}</translation>
    </message>
</context>
<context>
    <name>FloorMessages</name>
    <message>
        <source>Write to agents</source>
        <translation>给坐席发消息</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>给 {name} 发消息</translation>
    </message>
</context>
<context>
    <name>FloorShortcuts</name>
    <message>
        <source>Chosen agents</source>
        <translation>所选坐席</translation>
    </message>
    <message>
        <source>Set ready</source>
        <translation>置为就绪</translation>
    </message>
    <message>
        <source>Set not ready</source>
        <translation>置为未就绪</translation>
    </message>
    <message>
        <source>Free a stuck agent</source>
        <translation>释放卡住的坐席</translation>
    </message>
    <message>
        <source>Change queues for a while</source>
        <translation>临时调整队列</translation>
    </message>
    <message>
        <source>Acknowledge the first alarm</source>
        <translation>确认首条告警</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Hand up: ask the supervisor, or take it down</source>
        <translation>举手求助或放下</translation>
    </message>
    <message>
        <source>Abandoned callers</source>
        <translation>放弃来电客户</translation>
    </message>
    <message>
        <source>Write to agents</source>
        <translation>给坐席发消息</translation>
    </message>
    <message>
        <source>Alarms so far</source>
        <translation>告警记录</translation>
    </message>
    <message>
        <source>Chosen queues</source>
        <translation>所选队列</translation>
    </message>
    <message>
        <source>Close the queue</source>
        <translation>关闭队列</translation>
    </message>
    <message>
        <source>Open the queue out of its hours</source>
        <translation>临时开放队列</translation>
    </message>
    <message>
        <source>Announcement for the queue</source>
        <translation>为队列播放公告</translation>
    </message>
    <message>
        <source>Overflow of the queue</source>
        <translation>队列溢出</translation>
    </message>
</context>
<context>
    <name>HandDesk</name>
    <message>
        <source>Hands today: {asked}</source>
        <translation>今日求助 {asked} 次</translation>
    </message>
    <message>
        <source>Hands today: {asked}, answered after {mean} on average, within 60 s {share}</source>
        <translation>今日求助 {asked} 次，平均 {mean} 响应，60 秒内响应 {share}</translation>
    </message>
</context>
<context>
    <name>HandLine</name>
    <message>
        <source>Listen</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Hand up</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>{name} answered after {time}</source>
        <translation>{name} 于 {time} 后响应</translation>
    </message>
</context>
<context>
    <name>HandUpBar</name>
    <message>
        <source>What about?</source>
        <translation>求助事项</translation>
    </message>
    <message>
        <source>What you need help with</source>
        <translation>需要帮助的事项</translation>
    </message>
    <message>
        <source>Hand up</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Messages from your supervisor</source>
        <translation>班长消息</translation>
    </message>
    <message>
        <source>Take down</source>
        <translation>放下</translation>
    </message>
    <message>
        <source>Ask the floor</source>
        <translation>向班长求助</translation>
    </message>
    <message>
        <source>{name} has seen it</source>
        <translation>{name} 已看到</translation>
    </message>
    <message>
        <source>Hand is up</source>
        <translation>已举手</translation>
    </message>
</context>
<context>
    <name>ListWindow</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message>
        <source>Close {queues}</source>
        <translation>关闭{queues}</translation>
    </message>
    <message>
        <source>Open {queues} out of its hours</source>
        <translation>临时开放{queues}</translation>
    </message>
    <message>
        <source>Announcement for {queues}</source>
        <translation>为{queues}播放公告</translation>
    </message>
    <message>
        <source>Overflow of {queues}</source>
        <translation>{queues}溢出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Play it</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Let it overflow</source>
        <translation>开始溢出</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>When</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>What callers hear</source>
        <translation>来电听到</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因（将记录）</translation>
    </message>
    <message>
        <source>Callers from now on hear it and are turned away; who waits already is served.</source>
        <translation>此后的来电听到提示后结束；已在排队的客户继续服务。</translation>
    </message>
    <message>
        <source>Numbers that lead to it take calls as in its hours.</source>
        <translation>通向该队列的号码按服务时间内处理。</translation>
    </message>
    <message>
        <source>Callers from now on hear it before they wait.</source>
        <translation>此后的来电在排队前听到。</translation>
    </message>
    <message>
        <source>Callers from now on; who waits already stays in place.</source>
        <translation>对此后的来电生效；已在排队的客户保持原位。</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>When more than {count} wait</source>
        <translation>等待超过 {count} 人时</translation>
    </message>
    <message>
        <source>After a wait of {time}</source>
        <translation>等待 {time} 后</translation>
    </message>
    <message>
        <source>{count} queues</source>
        <translation>{count} 个队列</translation>
    </message>
    <message>
        <source>Offer a call-back</source>
        <translation>提供回呼</translation>
    </message>
    <message>
        <source>Announcement “{name}”, then the end</source>
        <translation>播放“{name}”后结束</translation>
    </message>
    <message>
        <source>This moment is over already.</source>
        <translation>该时间已过。</translation>
    </message>
    <message>
        <source>A measure ends within 14 days; what holds longer belongs to the voice plan.</source>
        <translation>措施最长 14 天；更长期的请写入语音流程。</translation>
    </message>
</context>
<context>
    <name>MeasureStrip</name>
    <message>
        <source>Measures for queues</source>
        <translation>队列应急措施</translation>
    </message>
    <message>
        <source>Measures …</source>
        <translation>应急措施…</translation>
    </message>
    <message>
        <source>{count} measures</source>
        <translation>{count} 项应急措施</translation>
    </message>
</context>
<context>
    <name>MeasureWords</name>
    <message>
        <source>Until the end of today</source>
        <translation>至今日结束</translation>
    </message>
    <message>
        <source>Until I take it back</source>
        <translation>直至我收回</translation>
    </message>
    <message>
        <source>For 30 minutes</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>For 2 hours</source>
        <translation>2 小时</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>4 小时</translation>
    </message>
    <message>
        <source>Until {time}</source>
        <translation>至 {time}</translation>
    </message>
</context>
<context>
    <name>MeasuresPanel</name>
    <message>
        <source>Measures that hold now</source>
        <translation>正在执行的应急措施</translation>
    </message>
    <message>
        <source>Every queue is as the voice plan says</source>
        <translation>所有队列均按语音流程运行</translation>
    </message>
    <message>
        <source>Choose queues on the board and right click, or use Alt+C, U, K, O.</source>
        <translation>在看板上选择队列后右键，或按 Alt+C、U、K、O。</translation>
    </message>
    <message>
        <source>Take back now …</source>
        <translation>立即收回…</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>What holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Calls that met it until now</source>
        <translation>至今受影响的来电</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Take back: {queue}, {what}</source>
        <translation>收回：{queue}，{what}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因（将记录）</translation>
    </message>
</context>
<context>
    <name>MessageDialog</name>
    <message>
        <source>Everybody</source>
        <translation>全体坐席</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>This shift (8 hours)</source>
        <translation>本班次（8 小时）</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>Waits for whoever is away</source>
        <translation>有效期（未登录者登录后可见）</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>The {count} chosen agents</source>
        <translation>所选 {count} 名坐席</translation>
    </message>
    <message>
        <source>Team {name}</source>
        <translation>班组：{name}</translation>
    </message>
    <message>
        <source>Sent. Told: {count}; who has read it is on the list of messages.</source>
        <translation>已发送给 {count} 人，阅读情况见消息列表。</translation>
    </message>
    <message>
        <source>Nobody would be told: choose somebody else.</source>
        <translation>没有接收人，请重新选择。</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Nothing was written yet</source>
        <translation>尚未发送消息</translation>
    </message>
    <message>
        <source>Who has read it</source>
        <translation>阅读情况</translation>
    </message>
    <message>
        <source>Choose a message</source>
        <translation>请选择一条消息</translation>
    </message>
    <message>
        <source>Write to agents</source>
        <translation>给坐席发消息</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>发送人</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>阅读时间</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全体坐席</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>{read} of {told}</source>
        <translation>{read}/{told} 已读</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未读</translation>
    </message>
</context>
<context>
    <name>OverridesPanel</name>
    <message>
        <source>Queue changes that hold now</source>
        <translation>当前生效的队列调整</translation>
    </message>
    <message>
        <source>Everybody serves their own queues</source>
        <translation>全部坐席均在各自队列</translation>
    </message>
    <message>
        <source>Right click an agent to change their queues for a while.</source>
        <translation>右键点击坐席可临时调整其队列。</translation>
    </message>
    <message>
        <source>Take back now …</source>
        <translation>立即恢复…</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Take back: {name}, {queue}</source>
        <translation>恢复：{name}，{queue}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因（将留痕）</translation>
    </message>
</context>
<context>
    <name>OwnMessagesDialog</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>No message</source>
        <translation>暂无消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未读</translation>
    </message>
</context>
<context>
    <name>PickAgentsDialog</name>
    <message>
        <source>Which agents?</source>
        <translation>增派哪些坐席？</translation>
    </message>
    <message>
        <source>With Ctrl or Shift, or Ctrl+A, you choose several.</source>
        <translation>按住 Ctrl 或 Shift 点选，或按 Ctrl+A，可选多名。</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>QueueDialog</name>
    <message>
        <source>It holds from the next call on, goes back by itself, and the agent is told.</source>
        <translation>自下一通电话起生效，到期自动恢复，并通知坐席。</translation>
    </message>
    <message>
        <source>The agent is in a call, which goes on; the change holds after it, and the agent is told now.</source>
        <translation>坐席正在通话，通话不受影响；通话后生效，并立即通知坐席。</translation>
    </message>
    <message>
        <source>It holds from the next call on, goes back by itself, and each of them is told.</source>
        <translation>自下一通电话起生效，到期自动恢复，并逐一通知坐席。</translation>
    </message>
    <message>
        <source>does not serve it</source>
        <translation>不服务该队列</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>调整为</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>2 hours</source>
        <translation>2 小时</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 小时</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因（将留痕）</translation>
    </message>
    <message>
        <source>Change the queue</source>
        <translation>调整队列</translation>
    </message>
    <message>
        <source> until {time}</source>
        <translation>（至 {time}）</translation>
    </message>
    <message>
        <source>Now: {queues}</source>
        <translation>当前：{queues}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{name}, {queue}: {priority} until {time}.</source>
        <translation>{name}，{queue}：{priority}，至 {time}。</translation>
    </message>
    <message>
        <source>That is how it is already.</source>
        <translation>目前已是如此。</translation>
    </message>
    <message>
        <source>It is their last queue: sign the agent out instead, or give them another first.</source>
        <translation>这是该坐席的最后一个队列：请改为签退，或先为其增加其他队列。</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>Change the queues of {name} for a while</source>
        <translation>临时调整 {name} 的队列</translation>
    </message>
    <message>
        <source>{count} agents</source>
        <translation>{count} 名坐席</translation>
    </message>
    <message>
        <source>not served</source>
        <translation>不服务</translation>
    </message>
    <message>
        <source>priority 1 (first)</source>
        <translation>优先级 1（最先）</translation>
    </message>
    <message>
        <source>priority {n}</source>
        <translation>优先级 {n}</translation>
    </message>
    <message>
        <source>{queue} is as before again: {priority}.</source>
        <translation>{queue} 已恢复：{priority}。</translation>
    </message>
    <message>
        <source>{queue} is as before again: you do not serve it.</source>
        <translation>{queue} 已恢复：您不再服务该队列。</translation>
    </message>
    <message>
        <source>You serve {queue} until {time}, {priority}.</source>
        <translation>您临时服务 {queue} 至 {time}，{priority}。</translation>
    </message>
    <message>
        <source>You do not serve {queue} until {time}.</source>
        <translation>您暂不服务 {queue}，至 {time}。</translation>
    </message>
    <message>
        <source>{now}, before: {before}</source>
        <translation>{now}，原为{before}</translation>
    </message>
</context>
<context>
    <name>SeatMessages</name>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Messages of the last 7 days</source>
        <translation>最近 7 天的消息</translation>
    </message>
</context>
<context>
    <name>Supervising</name>
    <message>
        <source>Listen …</source>
        <translation>监听…</translation>
    </message>
    <message>
        <source>Whisper to the agent …</source>
        <translation>耳语…</translation>
    </message>
    <message>
        <source>Barge in …</source>
        <translation>强插…</translation>
    </message>
    <message>
        <source>Take over …</source>
        <translation>拦截…</translation>
    </message>
    <message>
        <source>Listen to {name}</source>
        <translation>监听{name}</translation>
    </message>
    <message>
        <source>Whisper to {name}</source>
        <translation>对{name}耳语</translation>
    </message>
    <message>
        <source>Barge in on {name}</source>
        <translation>强插{name}的通话</translation>
    </message>
    <message>
        <source>You hear agent and customer; neither hears you.</source>
        <translation>您能听到坐席和客户，双方都听不到您。</translation>
    </message>
    <message>
        <source>You hear both; the agent hears you, the customer does not.</source>
        <translation>您能听到双方，坐席听得到您，客户听不到。</translation>
    </message>
    <message>
        <source>All three hear each other.</source>
        <translation>三方都能互相听到。</translation>
    </message>
    <message>
        <source>Take over from {name}</source>
        <translation>拦截{name}的通话</translation>
    </message>
    <message>
        <source>When you answer, the customer talks to you and the agent is out of the call.</source>
        <translation>您接听后，客户与您通话，坐席退出通话。</translation>
    </message>
    <message>
        <source>Once you are connected, the customer talks to you and the agent is out of the call.</source>
        <translation>接入后客户即与您通话，坐席退出该通话。</translation>
    </message>
    <message>
        <source>Connect me</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Ring my telephone</source>
        <translation>呼叫我的话机</translation>
    </message>
    <message>
        <source>The telephone in this computer is not ready, so you are in no call.</source>
        <translation>本机话机尚未就绪，您没有进入任何通话。</translation>
    </message>
    <message>
        <source>Take the call over?</source>
        <translation>要拦截这通电话吗？</translation>
    </message>
    <message>
        <source>The customer talks to you; {name} is out of the call and goes to after-call work.</source>
        <translation>客户将与您通话；{name}退出通话，进入话后处理。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>拦截</translation>
    </message>
    <message>
        <source>You are out of the call.</source>
        <translation>您已退出通话。</translation>
    </message>
</context>
<context>
    <name>SupervisionBar</name>
    <message>
        <source>Listen</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation>耳语</translation>
    </message>
    <message>
        <source>Barge in</source>
        <translation>强插</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>拦截</translation>
    </message>
    <message>
        <source>Leave the call</source>
        <translation>退出通话</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>已拦截</translation>
    </message>
    <message>
        <source>Your telephone rings</source>
        <translation>您的话机正在振铃</translation>
    </message>
    <message>
        <source>the agent sees it</source>
        <translation>坐席可见</translation>
    </message>
    <message>
        <source>the agent does not see it</source>
        <translation>坐席不可见</translation>
    </message>
    <message>
        <source>You listen</source>
        <translation>监听中</translation>
    </message>
    <message>
        <source>The agent hears you</source>
        <translation>耳语中</translation>
    </message>
    <message>
        <source>You are in the call</source>
        <translation>已强插</translation>
    </message>
</context>
<context>
    <name>SupervisionDialog</name>
    <message>
        <source>You hear it in the headset of this computer.</source>
        <translation>您在本机的耳麦中收听。</translation>
    </message>
    <message>
        <source>Your telephone</source>
        <translation>您的话机</translation>
    </message>
    <message>
        <source>The extension that rings; answer it to be in the call.</source>
        <translation>将呼叫该分机，接听后进入通话。</translation>
    </message>
    <message>
        <source>Why (written down)</source>
        <translation>原因（留痕）</translation>
    </message>
    <message>
        <source>An extension of the house, such as 8009.</source>
        <translation>请填写内部分机号，例如 8009。</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Alarms and hands up</source>
        <translation>告警与求助</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃来电</translation>
    </message>
    <message>
        <source>Queue changes</source>
        <translation>队列调整</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>History</source>
        <translation>告警记录</translation>
    </message>
    <message>
        <source>Alarms are heard at this seat; press to silence</source>
        <translation>本席位告警有声音，点击静音</translation>
    </message>
    <message>
        <source>Alarms not known</source>
        <translation>告警情况未知</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>无告警</translation>
    </message>
    <message>
        <source>Alarms: {count}, to acknowledge: {open}</source>
        <translation>告警 {count} 条，待确认 {open} 条</translation>
    </message>
    <message>
        <source>Alarms: {count}, all acknowledged</source>
        <translation>告警 {count} 条，均已确认</translation>
    </message>
    <message>
        <source>Alarms are silent at this seat; press to hear them</source>
        <translation>本席位告警已静音，点击恢复</translation>
    </message>
    <message>
        <source>Abandoned callers today</source>
        <translation>今日放弃来电客户</translation>
    </message>
    <message>
        <source>Queue changes for a while</source>
        <translation>临时队列调整</translation>
    </message>
    <message>
        <source>Measures for queues</source>
        <translation>队列应急措施</translation>
    </message>
    <message>
        <source>Alarms so far</source>
        <translation>告警记录</translation>
    </message>
    <message>
        <source>Messages to agents</source>
        <translation>给坐席的消息</translation>
    </message>
</context>
<context>
    <name>_CardDelegate</name>
    <message>
        <source>{count} answered</source>
        <translation>接听 {count}</translation>
    </message>
    <message>
        <source>AHT {aht}</source>
        <translation>AHT {aht}</translation>
    </message>
</context>
</TS>
