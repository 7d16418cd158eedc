<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AdministratorWorkspace</name>
    <message>
        <source>Administration</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>监督</translation>
    </message>
    <message>
        <source>The centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Queue members</source>
        <translation>队列成员</translation>
    </message>
    <message>
        <source>Service targets</source>
        <translation>服务目标</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>脱敏规则</translation>
    </message>
    <message>
        <source>Voice plan</source>
        <translation>语音方案</translation>
    </message>
    <message>
        <source>Score forms</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>Wallboards</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>Your roles have no page in this workspace. An administrator can give them.</source>
        <translation>您的岗位在此工作区没有可用页面，请联系系统管理员。</translation>
    </message>
    <message>
        <source>Nothing to administer</source>
        <translation>没有可管理的内容</translation>
    </message>
</context>
<context>
    <name>AgentPhone</name>
    <message>
        <source>The telephone works again. Set yourself ready when you are.</source>
        <translation>话机已恢复。准备好后请置为就绪。</translation>
    </message>
</context>
<context>
    <name>AgentWorkspace</name>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码隐藏</translation>
    </message>
    <message>
        <source>{name} is shown, but not attached to this call.</source>
        <translation>已打开{name}的资料，但尚未关联到本次通话。</translation>
    </message>
    <message>
        <source>Attach to the call</source>
        <translation>关联到本次通话</translation>
    </message>
</context>
<context>
    <name>ArrangeDialog</name>
    <message>
        <source>Arrange the board</source>
        <translation>排列看板</translation>
    </message>
    <message>
        <source>Kept with your name, at every seat. Drag the edges between panels to make them wider or higher.</source>
        <translation>随您的账号保存，在任何坐席都一样。拖动面板之间的边可改变宽度和高度。</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>beside the one above</source>
        <translation>与上一个并排</translation>
    </message>
    <message>
        <source>{panel} beside the one above</source>
        <translation>{panel}与上一个并排</translation>
    </message>
    <message>
        <source>{panel} up</source>
        <translation>{panel}上移</translation>
    </message>
    <message>
        <source>{panel} down</source>
        <translation>{panel}下移</translation>
    </message>
    <message>
        <source>{panel} in a window of its own</source>
        <translation>在单独窗口中打开{panel}</translation>
    </message>
</context>
<context>
    <name>BoardWindow</name>
    <message>
        <source>The floor</source>
        <translation>现场</translation>
    </message>
</context>
<context>
    <name>ComplaintsWorkspace</name>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
</context>
<context>
    <name>DeskPhone</name>
    <message>
        <source>{word}: {advice}</source>
        <translation>{word}：{advice}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>FloorBoard</name>
    <message>
        <source>Loading the board</source>
        <translation>正在加载看板</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>走势图</translation>
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
        <source>Complaints and other work</source>
        <translation>投诉与其他待办</translation>
    </message>
    <message>
        <source>Counting {day}</source>
        <translation>正在统计 {day}</translation>
    </message>
    <message>
        <source>{day}: a day that is over, not live.</source>
        <translation>{day}：历史日期，非实时数据。</translation>
    </message>
    <message>
        <source>{day}: a day that is over, not live. Days and times are those of {zone}.</source>
        <translation>{day}：历史日期，非实时数据。日期与时间按 {zone} 时区。</translation>
    </message>
</context>
<context>
    <name>KnowledgeWorkspace</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Articles are changed in their files; operations load them into the hub.</source>
        <translation>文章在文件中修改，由运维人员导入。</translation>
    </message>
</context>
<context>
    <name>Middle</name>
    <message>
        <source>My complaints</source>
        <translation>我的投诉工单</translation>
    </message>
    <message>
        <source>Requests and registers</source>
        <translation>工单与台账</translation>
    </message>
</context>
<context>
    <name>ReviewerWorkspace</name>
    <message>
        <source>Quality</source>
        <translation>质量检查</translation>
    </message>
    <message>
        <source>Score calls</source>
        <translation>通话评分</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>质检结果</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>{n} to score</source>
        <translation>待评分 {n} 通</translation>
    </message>
    <message>
        <source>nothing to score</source>
        <translation>暂无待评分</translation>
    </message>
    <message>
        <source>Next call</source>
        <translation>下一通</translation>
    </message>
    <message>
        <source>The review is submitted.</source>
        <translation>评分已提交。</translation>
    </message>
    <message>
        <source>{name}: {n} calls drawn with seed {seed}.</source>
        <translation>{name}：已抽取 {n} 通，随机种子 {seed}。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Review</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Next call</source>
        <translation>下一通</translation>
    </message>
    <message>
        <source>Previous call</source>
        <translation>上一通</translation>
    </message>
    <message>
        <source>To the questions</source>
        <translation>转到评分项</translation>
    </message>
    <message>
        <source>To the list of calls</source>
        <translation>转到任务列表</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Score calls</source>
        <translation>通话评分</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>质检结果</translation>
    </message>
</context>
<context>
    <name>StoryDialog</name>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SupervisorWorkspace</name>
    <message>
        <source>Supervisor</source>
        <translation>班长</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>排队回呼</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>来电分流</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Arrange the board</source>
        <translation>排列看板</translation>
    </message>
    <message>
        <source>The board in another window</source>
        <translation>在另一窗口打开看板</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>数据截至 {time}</translation>
    </message>
    <message>
        <source>As of {time}, {age} s ago</source>
        <translation>截至 {time}，{age} 秒前</translation>
    </message>
    <message>
        <source>Past day</source>
        <translation>历史日期</translation>
    </message>
    <message>
        <source>Not live</source>
        <translation>非实时</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
</TS>
