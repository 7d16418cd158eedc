<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CallsTable</name>
    <message>
        <source>No calls in it</source>
        <translation>没有符合的电话</translation>
    </message>
</context>
<context>
    <name>ChartPage</name>
    <message>
        <source>Service level {formula} (≥ {target})</source>
        <translation>服务水平 {formula}（≥ {target}）</translation>
    </message>
    <message>
        <source>Answer rate (≥ {target})</source>
        <translation>接通率（≥ {target}）</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>DayPicker</name>
    <message>
        <source>The day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>返回实时</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Where this figure comes from</source>
        <translation>这个数字的由来</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>The story of this call</source>
        <translation>这通电话的经过</translation>
    </message>
    <message>
        <source>Its forecast</source>
        <translation>本时段预测</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>{count} 通电话</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>全部队列</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>{name}: own part of each call</source>
        <translation>{name}：每通电话中本人的部分</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 名</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>t, forgiven</source>
        <translation>极短放弃 t</translation>
    </message>
    <message>
        <source>{t} s</source>
        <translation>{t} 秒</translation>
    </message>
    <message>
        <source>{queues} are counted with their own T</source>
        <translation>{queues} 按各自的 T 统计</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>this moment</source>
        <translation>此刻</translation>
    </message>
    <message>
        <source>calls offered {start} to {end} (not included), {zone}</source>
        <translation>{start} 至 {end}（不含）进线的电话，{zone}</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>Answer rate</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>Average speed of answer</source>
        <translation>平均应答速度</translation>
    </message>
    <message>
        <source>Average handle time</source>
        <translation>平均处理时长</translation>
    </message>
    <message>
        <source>Offered calls</source>
        <translation>进线电话</translation>
    </message>
    <message>
        <source>Answered calls</source>
        <translation>接听电话</translation>
    </message>
    <message>
        <source>Abandoned calls</source>
        <translation>放弃电话</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>此刻排队</translation>
    </message>
    <message>
        <source>Longest wait now</source>
        <translation>此刻最长等待</translation>
    </message>
    <message>
        <source>Talking now</source>
        <translation>此刻通话中</translation>
    </message>
    <message>
        <source>Ready now</source>
        <translation>此刻就绪</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>≥ {level}</source>
        <translation>≥ {level}</translation>
    </message>
    <message>
        <source>{acw} after call · {away} not ready</source>
        <translation>话后 {acw} · 未就绪 {away}</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>通</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>名坐席</translation>
    </message>
</context>
<context>
    <name>FloorCharts</name>
    <message>
        <source>The day by intervals</source>
        <translation>当日分时走势</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>话量</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>ASA</source>
        <translation>ASA</translation>
    </message>
    <message>
        <source>AHT</source>
        <translation>AHT</translation>
    </message>
    <message>
        <source>30</source>
        <translation>30</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>同星期中位数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>同星期均值</translation>
    </message>
    <message>
        <source>Today alone</source>
        <translation>仅今日</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Beside it: the same weekday of the last weeks, their median or mean</source>
        <translation>并列显示：最近几周同一星期几的中位数或均值</translation>
    </message>
    <message>
        <source>Service level and answer rate by interval</source>
        <translation>分时服务水平与接通率</translation>
    </message>
    <message>
        <source>Offered and abandoned calls by interval</source>
        <translation>分时进线与放弃</translation>
    </message>
    <message>
        <source>Callers waiting on average, by interval</source>
        <translation>分时平均排队人数</translation>
    </message>
    <message>
        <source>Average speed of answer by interval</source>
        <translation>分时平均应答速度</translation>
    </message>
    <message>
        <source>Average handle time by interval</source>
        <translation>分时平均处理时长</translation>
    </message>
    <message>
        <source>Service level {formula} (≥ {target})</source>
        <translation>服务水平 {formula}（≥ {target}）</translation>
    </message>
    <message>
        <source>Answer rate (≥ {target})</source>
        <translation>接通率（≥ {target}）</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Waiting on average</source>
        <translation>平均排队人数</translation>
    </message>
    <message>
        <source>ASA (T = {seconds} s)</source>
        <translation>ASA（T = {seconds} 秒）</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>SL, {weekday}</source>
        <translation>服务水平，{weekday}</translation>
    </message>
    <message>
        <source>Usual {weekday}</source>
        <translation>往常{weekday}</translation>
    </message>
    <message>
        <source>By when the call was offered; {zone}.</source>
        <translation>按进线时间统计；{zone}。</translation>
    </message>
    <message>
        <source>No earlier {weekday} with calls to compare with.</source>
        <translation>此前没有可对比的{weekday}。</translation>
    </message>
    <message>
        <source>Beside the last {count} {weekday}s with calls.</source>
        <translation>与此前 {count} 个有来电的{weekday}对比。</translation>
    </message>
</context>
<context>
    <name>ForecastDialog</name>
    <message>
        <source>Forecast for today: {total}, learnt of {days} days. So far {so_far} came, {expected} were expected; × {factor} for the rest.</source>
        <translation>今日预测 {total} 通，学自 {days} 天；至今来了 {so_far} 通，原应 {expected} 通，其余时段 × {factor}。</translation>
    </message>
    <message>
        <source>No forecast: days like this one never had calls.</source>
        <translation>无预测：这样的日子从来没有来电。</translation>
    </message>
    <message>
        <source>No forecast: no day with calls yet to learn from.</source>
        <translation>无预测：还没有可供学习的、有来电的日子。</translation>
    </message>
    <message>
        <source>The public holidays of {year} are not known: Monday to Friday count as workdays. An administrator enters them under &quot;Working days&quot;.</source>
        <translation>{year} 年节假日尚未公布，周一至周五按工作日计；由管理员在“工作日历”填写。</translation>
    </message>
    <message>
        <source>Where this figure comes from</source>
        <translation>这个数字的由来</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>calls expected = level of a day × weekday × month × calendar × part of the day × today</source>
        <translation>预计来电 = 日均水平 × 星期 × 月内位置 × 日历 × 时段占比 × 今日</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>calls offered {start} to {end} (not included), {zone}</source>
        <translation>{start} 至 {end}（不含）进线的电话，{zone}</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>{level} calls a day: the days below, the newest weighing most</source>
        <translation>每天 {level} 通：取自下列日子，越新越重</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>a {weekday} has {factor} times as many</source>
        <translation>{weekday}为其 {factor} 倍</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月内位置</translation>
    </message>
    <message>
        <source>at this place in the month × {factor}</source>
        <translation>月内这一位置 × {factor}</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Part of the day</source>
        <translation>时段占比</translation>
    </message>
    <message>
        <source>{share} of the calls of a {weekday} come then</source>
        <translation>{weekday}来电的 {share} 在此时段</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{mark}: × {factor}, learnt of {days} days</source>
        <translation>{mark}：× {factor}，学自 {days} 天</translation>
    </message>
    <message>
        <source>a day like any other of its weekday</source>
        <translation>与其他同星期的日子一样</translation>
    </message>
    <message>
        <source>this interval is over: as it was expected in the morning</source>
        <translation>该时段已过：显示当天早晨的预测</translation>
    </message>
    <message>
        <source>as it was expected in the morning: nothing says otherwise yet</source>
        <translation>同早晨的预测：尚无依据作调整</translation>
    </message>
    <message>
        <source>{recent} came in the last 90 minutes, {expected} were expected: {deviation}. {near} of that persists for an hour, {later} after it, as {days} days have shown: × {factor}</source>
        <translation>近 90 分钟来了 {recent} 通，原应 {expected} 通：{deviation}。据 {days} 天所见，其中 {near} 延续一小时，{later} 延续到其后：× {factor}</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 30 min</source>
        <translation>近 30 分钟</translation>
    </message>
    <message>
        <source>No queues</source>
        <translation>没有队列</translation>
    </message>
    <message>
        <source>No queue had a call, and nobody serves one.</source>
        <translation>没有队列有来电，也没有坐席值守。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>SL</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>Service level by the queue&apos;s own formula</source>
        <translation>按该队列自己的公式计算的服务水平</translation>
    </message>
    <message>
        <source>Ans. rate</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>Answer rate: answered / offered</source>
        <translation>接通率 = 接听 ÷ 进线</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线</translation>
    </message>
    <message>
        <source>Aband.</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Given up in the queue</source>
        <translation>排队中挂断</translation>
    </message>
    <message>
        <source>ASA</source>
        <translation>ASA</translation>
    </message>
    <message>
        <source>Mean wait of the answered calls</source>
        <translation>接听电话的平均等待时长</translation>
    </message>
    <message>
        <source>AHT</source>
        <translation>AHT</translation>
    </message>
    <message>
        <source>Talk, hold and after-call work per call</source>
        <translation>每通电话的通话、保持与话后处理时长之和</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>全部队列</translation>
    </message>
    <message>
        <source>Its calls</source>
        <translation>查看电话</translation>
    </message>
    <message>
        <source>Explain the service level</source>
        <translation>服务水平的由来</translation>
    </message>
    <message>
        <source>Explain the answer rate</source>
        <translation>接通率的由来</translation>
    </message>
    <message>
        <source>Explain ASA</source>
        <translation>ASA 的由来</translation>
    </message>
    <message>
        <source>Explain AHT</source>
        <translation>AHT 的由来</translation>
    </message>
    <message>
        <source>Abandoned calls</source>
        <translation>放弃电话</translation>
    </message>
    <message>
        <source>Waiting calls</source>
        <translation>排队中的电话</translation>
    </message>
    <message>
        <source>Show its agents</source>
        <translation>只看该队列的坐席</translation>
    </message>
    <message>
        <source>Agents for this queue for a while …</source>
        <translation>为该队列临时增派坐席…</translation>
    </message>
    <message>
        <source>Close …</source>
        <translation>关闭…</translation>
    </message>
    <message>
        <source>Open out of its hours …</source>
        <translation>临时开放…</translation>
    </message>
    <message>
        <source>Announcement …</source>
        <translation>播放公告…</translation>
    </message>
    <message>
        <source>Overflow …</source>
        <translation>溢出…</translation>
    </message>
</context>
<context>
    <name>QueuesPage</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>TileRow</name>
    <message>
        <source>Service level of {window} by formula {formula}, T = {seconds} s. Press for the formula and the calls.</source>
        <translation>{window}服务水平，公式 {formula}，T = {seconds} 秒。点击查看公式与所含电话。</translation>
    </message>
    <message>
        <source>Answered / offered. Press for the calls.</source>
        <translation>接听 ÷ 进线。点击查看所含电话。</translation>
    </message>
    <message>
        <source>Callers who gave up in the queue. Press for the list.</source>
        <translation>排队中挂断的来电。点击查看清单。</translation>
    </message>
    <message>
        <source>of answered calls</source>
        <translation>接听电话平均等待</translation>
    </message>
    <message>
        <source>talk, hold, after-call work</source>
        <translation>通话＋保持＋话后</translation>
    </message>
    <message>
        <source>≥ {level}</source>
        <translation>≥ {level}</translation>
    </message>
    <message>
        <source>{share} of {offered}</source>
        <translation>占进线 {offered} 的 {share}</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>通</translation>
    </message>
    <message>
        <source>Calls that wait or ring. Press for the list.</source>
        <translation>正在排队或振铃的电话。点击查看清单。</translation>
    </message>
    <message>
        <source>How long the one who waits longest has waited. Press for the list.</source>
        <translation>等待最久的来电已等待的时间。点击查看清单。</translation>
    </message>
    <message>
        <source>of {count} agents</source>
        <translation>共 {count} 名坐席</translation>
    </message>
    <message>
        <source>Agents in a call, held ones too. Press to see them, right click for how they are counted.</source>
        <translation>正在通话（含保持）的坐席。点击查看这些坐席，右键查看如何计算。</translation>
    </message>
    <message>
        <source>{acw} after call · {away} not ready</source>
        <translation>话后 {acw} · 未就绪 {away}</translation>
    </message>
    <message>
        <source>Agents who can take a call now. Press to see them, right click for how they are counted.</source>
        <translation>现在可以接听的坐席。点击查看这些坐席，右键查看如何计算。</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>无人等待</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
</context>
<context>
    <name>WallboardView</name>
    <message>
        <source>Wallboard</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Connecting to the hub</source>
        <translation>正在连接中心服务</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>As of {time}, {age} s ago · reconnecting</source>
        <translation>截至 {time}，{age} 秒前 · 正在重新连接</translation>
    </message>
    <message>
        <source>The hub does not take this screen&apos;s token. Ask an administrator for a new one.</source>
        <translation>中心服务不接受本屏的令牌。请向系统管理员索取新令牌。</translation>
    </message>
</context>
<context>
    <name>_Columns</name>
    <message>
        <source>Counts</source>
        <translation>计入</translation>
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
        <source>Whether the call is in the numerator</source>
        <translation>该通电话是否计入分子</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>未显示号码</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Talk, hold and after-call work</source>
        <translation>通话、保持与话后处理</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Left in the menu</source>
        <translation>语音导航中挂断</translation>
    </message>
    <message>
        <source>Diverted</source>
        <translation>转往他处</translation>
    </message>
    <message>
        <source>Queue full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>非服务时间</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>无坐席值守</translation>
    </message>
    <message>
        <source>Nobody left</source>
        <translation>坐席均已离开</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>等待超时</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>排队回呼</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Weighs</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Its part in the level of a day</source>
        <translation>在日均水平中的比重</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>counts as a {weekday}</source>
        <translation>按{weekday}计</translation>
    </message>
    <message>
        <source>unusual, weighed down</source>
        <translation>异常，少计</translation>
    </message>
</context>
</TS>
