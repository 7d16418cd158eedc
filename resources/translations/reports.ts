<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CellCallsDialog</name>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>No calls in it</source>
        <translation>没有相关通话</translation>
    </message>
    <message>
        <source>Show more calls</source>
        <translation>显示更多通话</translation>
    </message>
    <message>
        <source>Open the call</source>
        <translation>查看通话</translation>
    </message>
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
        <translation>该通话是否计入分子</translation>
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
        <translation>来电号码</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>号码隐藏</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通话</translation>
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
        <source>Diverted</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Queue full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>无人签入</translation>
    </message>
    <message>
        <source>Nobody left</source>
        <translation>坐席全部离开</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>回呼</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>ChoiceBar</name>
    <message>
        <source>Interval</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
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
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Score card</source>
        <translation>绩效卡</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>处置措施</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Whose calls</source>
        <translation>统计范围</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>不对比</translation>
    </message>
    <message>
        <source>Against the period before</source>
        <translation>对比上一期</translation>
    </message>
    <message>
        <source>Against a week before</source>
        <translation>对比一周前</translation>
    </message>
    <message>
        <source>Against a year before</source>
        <translation>对比一年前</translation>
    </message>
    <message>
        <source>Against the days from …</source>
        <translation>对比自选日期起</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>What a row is</source>
        <translation>统计单位</translation>
    </message>
    <message>
        <source>Length of an interval</source>
        <translation>时段长度</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计期间</translation>
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
        <source>Compared with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>First day of the comparison</source>
        <translation>对比起始日期</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Saved reports</source>
        <translation>已存报表</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Workbook (XLSX) …</source>
        <translation>工作簿（XLSX）…</translation>
    </message>
    <message>
        <source>Paper (PDF) …</source>
        <translation>打印文件（PDF）…</translation>
    </message>
    <message>
        <source>Listing calls needs the right to see every call.</source>
        <translation>查看通话清单需要“查看全部通话”的权限。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报表</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Keep this report</source>
        <translation>保存此报表</translation>
    </message>
    <message>
        <source>Change the report</source>
        <translation>修改报表</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>by hand only</source>
        <translation>仅手动</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计期间</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>In a shorter month on its last day.</source>
        <translation>当月没有该日时，在当月最后一天制作。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Files are kept for</source>
        <translation>文件保留</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>SavedDialog</name>
    <message>
        <source>Saved reports</source>
        <translation>已存报表</translation>
    </message>
    <message>
        <source>No saved reports</source>
        <translation>没有已存报表</translation>
    </message>
    <message>
        <source>Keep the report that is shown, by a name.</source>
        <translation>可为当前报表命名并保存。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Nothing has been made yet</source>
        <translation>尚未生成文件</translation>
    </message>
    <message>
        <source>Files of the selected report</source>
        <translation>所选报表的文件</translation>
    </message>
    <message>
        <source>Nothing is being made just now.</source>
        <translation>当前没有正在生成的报表。</translation>
    </message>
    <message>
        <source>Keep the report shown …</source>
        <translation>保存当前报表…</translation>
    </message>
    <message>
        <source>Make now</source>
        <translation>立即生成</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Download …</source>
        <translation>下载…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计期间</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下次</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>上次</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>By</source>
        <translation>保存人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应生成</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>being made</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>there</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>made</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>移除“{name}”？</translation>
    </message>
    <message>
        <source>It is made no more. Files that were made stay until their time is over.</source>
        <translation>将不再生成。已生成的文件保留至到期。</translation>
    </message>
    <message>
        <source>Remove the report</source>
        <translation>移除报表</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报表</translation>
    </message>
    <message>
        <source>every {day}, {clock}</source>
        <translation>每{day}，{clock}</translation>
    </message>
    <message>
        <source>on {day} of the month, {clock}</source>
        <translation>每月{day}，{clock}</translation>
    </message>
    <message>
        <source>every day, {clock}</source>
        <translation>每天 {clock}</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
</context>
<context>
    <name>SheetCharts</name>
    <message>
        <source>Levels of the period</source>
        <translation>期间的服务水平与接通率</translation>
    </message>
    <message>
        <source>Calls of the period</source>
        <translation>期间的通话量</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>No calls in this period</source>
        <translation>该期间没有通话</translation>
    </message>
    <message>
        <source>Choose another period or scope.</source>
        <translation>请改选期间或统计范围。</translation>
    </message>
</context>
</TS>
