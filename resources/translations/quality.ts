<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CallFacts</name>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户往来</translation>
    </message>
    <message>
        <source>No call open</source>
        <translation>尚未打开通话</translation>
    </message>
    <message>
        <source>Choose a call on the left, or press Alt+Down.</source>
        <translation>请在左侧选择一通电话，或按 Alt+Down。</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Article used</source>
        <translation>引用知识</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持时长</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线时间</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电号码</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待时长</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>核身</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>挂机方</translation>
    </message>
    <message>
        <source>yes, at {time}</source>
        <translation>已核身，{time}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>未核身</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>the exchange</source>
        <translation>交换系统</translation>
    </message>
    <message>
        <source>{time} · rang {ring} · talked {talk}</source>
        <translation>{time} · 振铃 {ring} · 通话 {talk}</translation>
    </message>
    <message>
        <source>solved at once</source>
        <translation>一次解决</translation>
    </message>
    <message>
        <source>not solved yet</source>
        <translation>未解决</translation>
    </message>
    <message>
        <source>no disposition</source>
        <translation>未选通话分类</translation>
    </message>
    <message>
        <source>no notes</source>
        <translation>无备注</translation>
    </message>
    <message>
        <source>Notes: {text}</source>
        <translation>备注：{text}</translation>
    </message>
</context>
<context>
    <name>FormPreview</name>
    <message>
        <source>As reviewers see it</source>
        <translation>质检员所见</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NewSampleDialog</name>
    <message>
        <source>Draw a sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽取</translation>
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
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>全部队列</translation>
    </message>
    <message>
        <source>{n} queues</source>
        <translation>{n} 个队列</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>All agents</source>
        <translation>全部坐席</translation>
    </message>
    <message>
        <source>{n} agents</source>
        <translation>{n} 名坐席</translation>
    </message>
    <message>
        <source>Talked at least</source>
        <translation>通话时长不少于</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Spread over</source>
        <translation>分层方式</translation>
    </message>
    <message>
        <source>the same number each</source>
        <translation>各层数量相同</translation>
    </message>
    <message>
        <source>by their share of the calls</source>
        <translation>按各层话务占比</translation>
    </message>
    <message>
        <source>How</source>
        <translation>分配方式</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Calls to draw</source>
        <translation>抽取数量</translation>
    </message>
    <message>
        <source>Reviewers</source>
        <translation>质检员</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>{n} reviewers</source>
        <translation>{n} 名质检员</translation>
    </message>
    <message>
        <source>Due by the end of</source>
        <translation>完成期限（当日内）</translation>
    </message>
    <message>
        <source>Score form</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>The edition in force</source>
        <translation>现行版本</translation>
    </message>
    <message>
        <source>The same seed and criteria draw the same calls again.</source>
        <translation>相同的随机种子和条件会抽到相同的通话。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>drawn by the hub</source>
        <translation>由系统生成</translation>
    </message>
    <message>
        <source>nothing: purely at random</source>
        <translation>不分层，完全随机</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>按坐席</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>按队列</translation>
    </message>
    <message>
        <source>agents and queues</source>
        <translation>按坐席和队列</translation>
    </message>
    <message>
        <source>Sample of {day}</source>
        <translation>{day}抽样</translation>
    </message>
    <message>
        <source>{name}, again</source>
        <translation>{name}（重抽）</translation>
    </message>
    <message>
        <source>{n} calls match</source>
        <translation>符合条件的通话 {n} 通</translation>
    </message>
    <message>
        <source>Fewer than asked for: all of them will be drawn.</source>
        <translation>少于抽取数量，将全部抽取。</translation>
    </message>
    <message>
        <source>{n} left out: every reviewer took part in them.</source>
        <translation>已排除 {n} 通：所选质检员均参与过。</translation>
    </message>
    <message>
        <source>{name}: {n}</source>
        <translation>{name}：{n} 通</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 层</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>A whole number of at most nine digits.</source>
        <translation>请填写不超过九位的整数。</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>正在抽取…</translation>
    </message>
</context>
<context>
    <name>NewScoreFormDialog</name>
    <message>
        <source>Add a score form</source>
        <translation>新增评分表</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
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
        <source>Small letters, digits, _. It stays for ever.</source>
        <translation>小写字母、数字、下划线；以后不变。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>PutInForceDialog</name>
    <message>
        <source>Put edition {edition} of {name} in force</source>
        <translation>启用“{name}”第 {edition} 版</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Not ticked: at once. New samples follow it; drawn ones keep theirs.</source>
        <translation>不勾选：立即。此后抽取的样本按此版评分，已抽取的不变。</translation>
    </message>
    <message>
        <source>From a later day on</source>
        <translation>以后某日起</translation>
    </message>
</context>
<context>
    <name>QualityWords</name>
    <message>
        <source>{n} days over</source>
        <translation>逾期 {n} 天</translation>
    </message>
    <message>
        <source>1 day over</source>
        <translation>逾期 1 天</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>due tomorrow</source>
        <translation>明日到期</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>{day}到期</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>{form}, edition {n}</source>
        <translation>{form} 第 {n} 版</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>Needs an answer</source>
        <translation>尚未评分</translation>
    </message>
    <message>
        <source>Weight in the score</source>
        <translation>分值权重</translation>
    </message>
    <message>
        <source>Fatal fault: the score is 0</source>
        <translation>一票否决项：出现即计 0 分</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>{n} of 5 points</source>
        <translation>{n} 分（满分 5 分）</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>出现</translation>
    </message>
    <message>
        <source>None</source>
        <translation>未出现</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>未评分</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Agents</source>
        <translation>按坐席</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>按评分项</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>按评分表</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>评分数</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>评分项</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>评分次数</translation>
    </message>
    <message>
        <source>Form and edition</source>
        <translation>评分表与版本</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>No reviews in this period</source>
        <translation>该时段内没有评分记录</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均分</translation>
    </message>
    <message>
        <source>Mean score in percent; of a question, the mean share of its points</source>
        <translation>百分制平均分；评分项为其平均得分率</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>进线时间</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>质检员</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>平均分</translation>
    </message>
    <message>
        <source>Mean of all scores in the period, 0 to 100</source>
        <translation>该时段全部评分的平均值，0 至 100</translation>
    </message>
    <message>
        <source>Share at or over the form&apos;s pass mark</source>
        <translation>达到评分表合格线的占比</translation>
    </message>
    <message>
        <source>Fatal faults</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>Reviews with a fatal fault: their score is 0</source>
        <translation>出现一票否决项的评分，计 0 分</translation>
    </message>
    <message>
        <source>submitted in the last {n} days</source>
        <translation>最近 {n} 天提交</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Draw again …</source>
        <translation>再次抽取…</translation>
    </message>
    <message>
        <source>Opens a new draw with this seed and these criteria</source>
        <translation>以该随机种子和条件打开新的抽样</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>抽取时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话数</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>How it was drawn</source>
        <translation>抽样依据</translation>
    </message>
    <message>
        <source>Reviewers</source>
        <translation>质检员</translation>
    </message>
    <message>
        <source>Draw one with Ctrl+N: the calls go to the reviewers at once.</source>
        <translation>按 Ctrl+N 抽取，通话将立即分配给质检员。</translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>暂无样本</translation>
    </message>
    <message>
        <source>No sample chosen</source>
        <translation>未选择样本</translation>
    </message>
    <message>
        <source>{done} of {n}</source>
        <translation>已完成 {done} / {n}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>nothing: purely at random</source>
        <translation>不分层，完全随机</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>按坐席</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>按队列</translation>
    </message>
    <message>
        <source>agents and queues</source>
        <translation>按坐席和队列</translation>
    </message>
    <message>
        <source>the same number each</source>
        <translation>各层数量相同</translation>
    </message>
    <message>
        <source>by their share of the calls</source>
        <translation>按各层话务占比</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>抽取数量</translation>
    </message>
    <message>
        <source>{n} calls</source>
        <translation>{n} 通</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>进线时间</translation>
    </message>
    <message>
        <source>from {first} until before {last}</source>
        <translation>{first}起，{last}前</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Talked at least</source>
        <translation>通话时长不少于</translation>
    </message>
    <message>
        <source>Spread over</source>
        <translation>分层方式</translation>
    </message>
    <message>
        <source>Score form</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>抽取人</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Score card</source>
        <translation>评分卡</translation>
    </message>
    <message>
        <source>Comment for the agent</source>
        <translation>给坐席的评语</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>评分项</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Score so far</source>
        <translation>当前得分</translation>
    </message>
    <message>
        <source>Nothing to score</source>
        <translation>暂无待评分通话</translation>
    </message>
    <message>
        <source>The questions appear with the call.</source>
        <translation>打开通话后显示评分项。</translation>
    </message>
    <message>
        <source>Keys: 0 to 5, Y, N, − for not applicable; Backspace takes an answer back.</source>
        <translation>按键：0 至 5 打分，Y / N 是否，− 不适用，Backspace 撤回。</translation>
    </message>
    <message>
        <source>Fatal fault</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>{n} of {all} answered · passed from {mark}</source>
        <translation>已评 {n} / {all} 项 · 合格线 {mark} 分</translation>
    </message>
    <message>
        <source>The comment is too long.</source>
        <translation>评语过长。</translation>
    </message>
    <message>
        <source>Not submitted yet: {n} questions need an answer, or n/a.</source>
        <translation>尚未提交：还有 {n} 项未评分，不适用的请选“–”。</translation>
    </message>
    <message>
        <source>You scored this call at another seat meanwhile.</source>
        <translation>您已在另一坐席对本通电话评分。</translation>
    </message>
    <message>
        <source>{score}, {n} answers</source>
        <translation>{score} 分，已评 {n} 项</translation>
    </message>
    <message>
        <source>submitting …</source>
        <translation>正在提交…</translation>
    </message>
    <message>
        <source>will be submitted when the hub is back</source>
        <translation>恢复连接后自动提交</translation>
    </message>
    <message>
        <source>Submitted by {name} on {time}; it is final.</source>
        <translation>{name}已于{time}提交，不能再修改。</translation>
    </message>
    <message>
        <source>You took part in this call, so somebody else has to score it.</source>
        <translation>您参与过这通电话，须由他人评分。</translation>
    </message>
</context>
<context>
    <name>ScoreFormsPage</name>
    <message>
        <source>Add a form</source>
        <translation>新增评分表</translation>
    </message>
    <message>
        <source>No score form yet</source>
        <translation>尚无评分表</translation>
    </message>
    <message>
        <source>No edition chosen</source>
        <translation>未选择版本</translation>
    </message>
    <message>
        <source>Add a form, or choose one on the left.</source>
        <translation>请新增评分表，或在左侧选择。</translation>
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
        <source>A score below it is not passed.</source>
        <translation>低于此分为不合格。</translation>
    </message>
    <message>
        <source>Passed from</source>
        <translation>合格分</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>评分项</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>New edition</source>
        <translation>新建版本</translation>
    </message>
    <message>
        <source>Put in force …</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>What calls are scored by. An edition in use is never changed: copy it, change the copy, put it in force. New samples follow it from then on; drawn ones keep theirs.</source>
        <translation>通话按此评分。已使用的版本不再修改：先复制为新版本，修改后启用。此后抽取的样本按新版评分，已抽取的不变。</translation>
    </message>
    <message>
        <source>Score forms</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>Earlier edition</source>
        <translation>旧版本</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>{name}, edition {edition}</source>
        <translation>{name} 第 {edition} 版</translation>
    </message>
    <message>
        <source>Samples are scored with this edition, so it is never changed. “New edition” copies it.</source>
        <translation>已有样本按此版评分，不能修改。请用“新建版本”复制后修改。</translation>
    </message>
    <message>
        <source>In force from {day} on</source>
        <translation>{day} 起启用</translation>
    </message>
    <message>
        <source>It cannot be changed back: samples are scored with this edition. To go back, put an earlier edition in force, or copy one.</source>
        <translation>不能改回：已有样本按此版评分。要回到原来，请启用较早的版本，或复制一版。</translation>
    </message>
    <message>
        <source>Two questions have this code.</source>
        <translation>有两个评分项的代码相同。</translation>
    </message>
    <message>
        <source>A fatal question has the weight 0.</source>
        <translation>致命项的权重须为 0。</translation>
    </message>
    <message>
        <source>One question at least has a weight.</source>
        <translation>至少一个评分项须有权重。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Score card</source>
        <translation>评分卡</translation>
    </message>
    <message>
        <source>Submit the review</source>
        <translation>提交评分</translation>
    </message>
    <message>
        <source>Save the draft now</source>
        <translation>立即保存草稿</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Stratum: {name}</source>
        <translation>所属分层：{name}</translation>
    </message>
    <message>
        <source>My calls</source>
        <translation>我的质检任务</translation>
    </message>
    <message>
        <source>To score</source>
        <translation>待评分</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>{n} to score</source>
        <translation>待评分 {n} 通</translation>
    </message>
    <message>
        <source>Nothing submitted yet</source>
        <translation>还没有已提交的评分</translation>
    </message>
    <message>
        <source>Calls appear here when a sample is drawn for you.</source>
        <translation>为您抽取样本后，通话会出现在这里。</translation>
    </message>
    <message>
        <source>Nothing to score</source>
        <translation>暂无待评分通话</translation>
    </message>
</context>
</TS>
