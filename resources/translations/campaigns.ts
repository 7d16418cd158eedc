<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>MoveDialog</name>
    <message>
        <source>What came of it</source>
        <translation>总结</translation>
    </message>
    <message>
        <source>Why (may stay empty)</source>
        <translation>原因（可留空）</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>Plan a project</source>
        <translation>计划项目</translation>
    </message>
    <message>
        <source>Plan it</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Script, articles, wrap-up form and target can be filled in afterwards.</source>
        <translation>话术、文章、小结表单和目标可在之后填写。</translation>
    </message>
</context>
<context>
    <name>ProjectForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>未选队列</translation>
    </message>
    <message>
        <source>{n} queues</source>
        <translation>{n} 个队列</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Starts and ends by itself at its time</source>
        <translation>到时自动启动和结束</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚无人员</translation>
    </message>
    <message>
        <source>{n} agents</source>
        <translation>{n} 名坐席</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>They join its queues at its start and leave at its end</source>
        <translation>启动时加入项目队列，结束时退出</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>新增步骤</translation>
    </message>
    <message>
        <source>Script, in the order of the talk</source>
        <translation>话术（按通话顺序）</translation>
    </message>
    <message>
        <source>No article</source>
        <translation>未选文章</translation>
    </message>
    <message>
        <source>{n} articles</source>
        <translation>{n} 篇文章</translation>
    </message>
    <message>
        <source>Articles that come first</source>
        <translation>优先显示的文章</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>新增问题</translation>
    </message>
    <message>
        <source>Wrap-up form</source>
        <translation>小结表单</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>不少于</translation>
    </message>
    <message>
        <source>Answer that counts</source>
        <translation>计入目标的回答</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>问题和回答</translation>
    </message>
    <message>
        <source>What to say, in Chinese</source>
        <translation>话术（中文）</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Nothing is asked</source>
        <translation>不提问</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答方式</translation>
    </message>
    <message>
        <source>Question, in Chinese</source>
        <translation>问题（中文）</translation>
    </message>
    <message>
        <source>Question, in English</source>
        <translation>问题（英文）</translation>
    </message>
    <message>
        <source>Choices, one a line</source>
        <translation>选项，每行一个</translation>
    </message>
    <message>
        <source>Must be answered before the call is finished</source>
        <translation>完成通话前必须回答</translation>
    </message>
</context>
<context>
    <name>ProjectsPage</name>
    <message>
        <source>Plan a project</source>
        <translation>计划项目</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>暂无项目</translation>
    </message>
    <message>
        <source>A queue or campaign with its script, articles, wrap-up form, target, people and period. A change of a running project counts for the calls that are answered from then on.</source>
        <translation>一个队列或活动的话术、文章、小结表单、目标、人员和期间。进行中项目的修改自保存后接听的电话起生效。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>It has ended, so nothing of it changes any more.</source>
        <translation>项目已结束，内容不再更改。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report · {name}</source>
        <translation>报告 · {name}</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
</context>
<context>
    <name>ScriptPanel</name>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>第 {n} 步，共 {all} 步</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Work</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Script: next step</source>
        <translation>话术：下一步</translation>
    </message>
    <message>
        <source>Script: step before</source>
        <translation>话术：上一步</translation>
    </message>
</context>
<context>
    <name>StandsPanel</name>
    <message>
        <source>{n} calls answered of {all}</source>
        <translation>进线 {all} 通，接听 {n} 通</translation>
    </message>
    <message>
        <source>{n} with answers</source>
        <translation>{n} 通有回答</translation>
    </message>
    <message>
        <source>service level {share}</source>
        <translation>服务水平 {share}</translation>
    </message>
    <message>
        <source>target {what}: {now} of {wanted}</source>
        <translation>目标 {what}：{now} / {wanted}</translation>
    </message>
</context>
<context>
    <name>WrapUpFields</name>
    <message>
        <source>Answers of the project</source>
        <translation>项目回答</translation>
    </message>
    <message>
        <source>{project}: please answer “{question}” first.</source>
        <translation>{project}：请先回答“{question}”。</translation>
    </message>
    <message>
        <source>{label}, required</source>
        <translation>{label}，必填</translation>
    </message>
</context>
</TS>
