<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BucketBar</name>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 天内</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天内</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>CallForm</name>
    <message>
        <source>Close, keep the draft</source>
        <translation>关闭并保留草稿</translation>
    </message>
    <message>
        <source>Discard draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>提交登记</translation>
    </message>
    <message>
        <source>a customer who is not known</source>
        <translation>未确认的客户</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在提交…</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>The draft could not be kept on this seat&apos;s disk.</source>
        <translation>草稿无法保存到本坐席磁盘</translation>
    </message>
    <message>
        <source>Draft kept {time}</source>
        <translation>草稿已保存 {time}</translation>
    </message>
</context>
<context>
    <name>CaseActions</name>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>As the rules say</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>By which letter</source>
        <translation>凭哪封函件</translation>
    </message>
    <message>
        <source>By no letter</source>
        <translation>非函件</translation>
    </message>
    <message>
        <source>How content they are</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Not asked, or no answer</source>
        <translation>未询问或未答</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What the customer was asked for</source>
        <translation>请客户补充什么</translation>
    </message>
    <message>
        <source>Decision and reasons</source>
        <translation>处理决定及理由</translation>
    </message>
    <message>
        <source>How the complainant was told</source>
        <translation>告知方式及客户意见</translation>
    </message>
    <message>
        <source>How and why it was withdrawn</source>
        <translation>撤回方式及原因</translation>
    </message>
    <message>
        <source>Number of the earlier complaint</source>
        <translation>在先投诉编号</translation>
    </message>
    <message>
        <source>Which appraisal or test, by whom</source>
        <translation>鉴定、检测事项及机构</translation>
    </message>
    <message>
        <source>Complainant told at</source>
        <translation>告知投诉人的时间</translation>
    </message>
    <message>
        <source>Class of the legal limit</source>
        <translation>法定时限类别</translation>
    </message>
    <message>
        <source>What is especially complex, or the special reason</source>
        <translation>特别复杂之处或其他特殊原因</translation>
    </message>
    <message>
        <source>Assign this complaint</source>
        <translation>分派处理人</translation>
    </message>
    <message>
        <source>Not to anybody it is about.</source>
        <translation>与投诉事项有直接利害关系的人员应当回避。</translation>
    </message>
    <message>
        <source>Wait for the customer</source>
        <translation>待客户补充</translation>
    </message>
    <message>
        <source>The legal limit runs on. The bank may not ask for what it already holds.</source>
        <translation>法定时限继续计算；本行已掌握的材料不得再要求客户提供。</translation>
    </message>
    <message>
        <source>Record the decision</source>
        <translation>作出处理决定</translation>
    </message>
    <message>
        <source>The legal limit runs until the complainant is told.</source>
        <translation>告知投诉人之前，法定时限继续计算。</translation>
    </message>
    <message>
        <source>The complainant was told</source>
        <translation>告知投诉人</translation>
    </message>
    <message>
        <source>This ends the legal limit, now.</source>
        <translation>确认后法定时限即告终止，以当前时间为准。</translation>
    </message>
    <message>
        <source>Withdraw this complaint</source>
        <translation>客户撤回投诉</translation>
    </message>
    <message>
        <source>It ends today and cannot be taken up again.</source>
        <translation>处理程序自今日终止，且不能恢复。</translation>
    </message>
    <message>
        <source>Merge into an earlier complaint</source>
        <translation>并入在先投诉</translation>
    </message>
    <message>
        <source>The earlier one goes on under its own limit; this one ends.</source>
        <translation>在先投诉按原时限继续处理，本件终止。</translation>
    </message>
    <message>
        <source>Take this complaint up again</source>
        <translation>再次处理该投诉</translation>
    </message>
    <message>
        <source>What was decided and told stays; a limit of its own begins.</source>
        <translation>原处理决定和告知时间保持不变，另行起算期限。</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正登记信息</translation>
    </message>
    <message>
        <source>Outside appraisal begins</source>
        <translation>送外部鉴定</translation>
    </message>
    <message>
        <source>Outside appraisal or testing begins</source>
        <translation>送外部鉴定、检测</translation>
    </message>
    <message>
        <source>Its days are left out only if the complainant is told.</source>
        <translation>只有及时告知投诉人，该期间才不计入时限。</translation>
    </message>
    <message>
        <source>Outside appraisal is over</source>
        <translation>鉴定结束</translation>
    </message>
    <message>
        <source>Outside appraisal or testing is over</source>
        <translation>外部鉴定、检测结束</translation>
    </message>
    <message>
        <source>Change the class</source>
        <translation>变更时限类别</translation>
    </message>
    <message>
        <source>Change the class of the legal limit</source>
        <translation>变更法定时限类别</translation>
    </message>
    <message>
        <source>Ask for an extension</source>
        <translation>申请延长期限</translation>
    </message>
    <message>
        <source>A second person has to approve it. It counts once it is noted that the complainant was told, within the limit.</source>
        <translation>须由另一人批准；在期限内告知投诉人并登记后生效。</translation>
    </message>
    <message>
        <source>Told of the extension</source>
        <translation>已告知延期</translation>
    </message>
    <message>
        <source>The complainant was told of the extension</source>
        <translation>已告知投诉人延长期限</translation>
    </message>
    <message>
        <source>From then on the longer limit counts.</source>
        <translation>登记后按延长的期限计算。</translation>
    </message>
    <message>
        <source>Change the grade</source>
        <translation>调整等级</translation>
    </message>
    <message>
        <source>Another grade than the rules give</source>
        <translation>调整为规则以外的等级</translation>
    </message>
    <message>
        <source>The centre&apos;s own limit follows the grade; the legal one does not.</source>
        <translation>内部时限随等级变化，法定期限不变。</translation>
    </message>
    <message>
        <source>Put on legal hold</source>
        <translation>保全资料</translation>
    </message>
    <message>
        <source>Put this complaint on legal hold</source>
        <translation>保全本件投诉的资料</translation>
    </message>
    <message>
        <source>Nothing of it is removed, nor the recording of its call, until two people lift it.</source>
        <translation>在两人解除之前，本件资料及其通话录音不得删除。</translation>
    </message>
    <message>
        <source>Lift the legal hold</source>
        <translation>解除保全</translation>
    </message>
    <message>
        <source>A second person has to approve it.</source>
        <translation>须经另一人批准。</translation>
    </message>
    <message>
        <source>Extend the legal limit</source>
        <translation>延长处理时限</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>{class_} ({days} days)</source>
        <translation>{class_}（{days} 日）</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>逾期 1 天</translation>
    </message>
    <message>
        <source>{n} days overdue</source>
        <translation>逾期 {n} 天</translation>
    </message>
    <message>
        <source>1 day left</source>
        <translation>还剩 1 天</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>还剩 {n} 天</translation>
    </message>
    <message>
        <source>Told late</source>
        <translation>逾期告知</translation>
    </message>
    <message>
        <source>Told in time</source>
        <translation>按时告知</translation>
    </message>
    <message>
        <source>by 24:00 on {day} ({days} days)</source>
        <translation>{day} 24:00 前（{days} 日）</translation>
    </message>
    <message>
        <source>{number} · {state} · last day {day}</source>
        <translation>{number} · {state} · 最后一日 {day}</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>未指明人员</translation>
    </message>
    <message>
        <source>No branch named</source>
        <translation>未指明机构</translation>
    </message>
</context>
<context>
    <name>CasesDialog</name>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>No complaints in it</source>
        <translation>没有对应的投诉</translation>
    </message>
    <message>
        <source>Show more complaints</source>
        <translation>显示更多投诉</translation>
    </message>
    <message>
        <source>Open the complaint</source>
        <translation>打开该投诉</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务类别</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>投诉原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
</context>
<context>
    <name>ComplaintDetail</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>处理经过</translation>
    </message>
    <message>
        <source>Facts and story</source>
        <translation>登记信息与处理经过</translation>
    </message>
    <message>
        <source>Choose one from the list to read it.</source>
        <translation>请从列表中选择一件投诉查看。</translation>
    </message>
    <message>
        <source>No complaint chosen</source>
        <translation>未选择投诉</translation>
    </message>
    <message>
        <source>This is not possible any more: somebody has changed the complaint. It is shown anew.</source>
        <translation>该投诉刚刚被他人处理，此操作已不能进行；已为您刷新。</translation>
    </message>
</context>
<context>
    <name>ComplaintFields</name>
    <message>
        <source>In the customer&apos;s words: what happened, when, which amount, what they were told</source>
        <translation>按客户原话记录：何时、何事、涉及金额、此前得到的答复</translation>
    </message>
    <message>
        <source>Complainant</source>
        <translation>投诉人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>投诉来源</translation>
    </message>
    <message>
        <source>Channel (A)</source>
        <translation>办理渠道（A）</translation>
    </message>
    <message>
        <source>Business (B)</source>
        <translation>业务类别（B）</translation>
    </message>
    <message>
        <source>Cause (C)</source>
        <translation>投诉原因（C）</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>投诉内容</translation>
    </message>
    <message>
        <source>What the customer asks for</source>
        <translation>客户诉求</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Class of the legal limit</source>
        <translation>法定时限类别</translation>
    </message>
    <message>
        <source>Received on, if not today</source>
        <translation>收到日期（非今日时填写）</translation>
    </message>
    <message>
        <source>Number of the source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Day on the source&apos;s proof</source>
        <translation>来源凭证日期</translation>
    </message>
    <message>
        <source>Department complained of</source>
        <translation>被投诉部门</translation>
    </message>
    <message>
        <source>Person complained of</source>
        <translation>被投诉人员</translation>
    </message>
    <message>
        <source>Branch complained of</source>
        <translation>被投诉机构</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>客户本人</translation>
    </message>
    <message>
        <source>Name of the person who complains</source>
        <translation>投诉人姓名</translation>
    </message>
</context>
<context>
    <name>ComplaintForm</name>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>New complaint</source>
        <translation>投诉登记</translation>
    </message>
    <message>
        <source>Open this complaint</source>
        <translation>查看该投诉</translation>
    </message>
    <message>
        <source>Another complaint</source>
        <translation>再登记一件</translation>
    </message>
    <message>
        <source>Looks like the same matter</source>
        <translation>相近投诉</translation>
    </message>
    <message>
        <source>Already open about the same thing; the handler may merge them:
{found}</source>
        <translation>另有同一事项的在办投诉，处理人可以并案：
{found}</translation>
    </message>
    <message>
        <source>Complaint received</source>
        <translation>投诉已受理</translation>
    </message>
    <message>
        <source>Tell the customer this number. Decide and tell {when}.</source>
        <translation>请将编号告知客户。须于 {when}作出决定并告知投诉人。</translation>
    </message>
    <message>
        <source>This complaint is of {customer}, number {caller}, call of {time}. That call is over: whoever calls now is somebody else. Hand it in, or close it and keep the draft.</source>
        <translation>此投诉属于 {customer}，号码 {caller}，{time} 的来电。该通话已结束，之后来电的是另一位客户。请保存，或关闭并保留草稿。</translation>
    </message>
    <message>
        <source>The legal limit counts from today.</source>
        <translation>处理时限自今日受理起算。</translation>
    </message>
    <message>
        <source>The complaint kept on this seat was received: {number}, last day {day}.</source>
        <translation>暂存的投诉已受理：{number}，最后一日 {day}。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>A complaint kept on this seat was not taken: {why}</source>
        <translation>暂存的投诉未被受理：{why}</translation>
    </message>
    <message>
        <source>This customer has an open complaint about the same business and cause: {found}</source>
        <translation>该客户有一件业务和原因相同的在办投诉：{found}</translation>
    </message>
    <message>
        <source>Same matter</source>
        <translation>同一事项</translation>
    </message>
    <message>
        <source>Received now, {time}</source>
        <translation>受理时间 现在 {time}</translation>
    </message>
</context>
<context>
    <name>ComplaintList</name>
    <message>
        <source>Number, name, words, customer number</source>
        <translation>编号、姓名、内容关键词、客户号</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>只看我的</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>About</source>
        <translation>业务与原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Last day {day}</source>
        <translation>最后一日 {day}</translation>
    </message>
    <message>
        <source>The clock stands still now</source>
        <translation>时限暂停计算中</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉列表</translation>
    </message>
    <message>
        <source>The first {n}, more to come</source>
        <translation>前 {n} 件，还有更多</translation>
    </message>
    <message>
        <source>{n} listed</source>
        <translation>共 {n} 件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try fewer words or another filter.</source>
        <translation>请减少关键词或更换筛选条件。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>没有投诉</translation>
    </message>
    <message>
        <source>No complaint is that late.</source>
        <translation>没有这样紧迫的投诉。</translation>
    </message>
    <message>
        <source>A complaint is opened from a call with F7.</source>
        <translation>通话中按 F7 可登记投诉。</translation>
    </message>
    <message>
        <source>No complaints</source>
        <translation>没有投诉</translation>
    </message>
</context>
<context>
    <name>ComplaintsView</name>
    <message>
        <source>Register</source>
        <translation>登记投诉</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>Correct {number}</source>
        <translation>更正 {number}</translation>
    </message>
    <message>
        <source>What the customer said stays as it was recorded; add a note instead.</source>
        <translation>投诉内容按受理时的记录保留，如需补充请添加备注。</translation>
    </message>
    <message>
        <source>Save correction</source>
        <translation>保存更正</translation>
    </message>
    <message>
        <source>Complainant</source>
        <translation>投诉人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>投诉来源</translation>
    </message>
    <message>
        <source>Channel (A)</source>
        <translation>办理渠道（A）</translation>
    </message>
    <message>
        <source>Business (B)</source>
        <translation>业务类别（B）</translation>
    </message>
    <message>
        <source>Cause (C)</source>
        <translation>投诉原因（C）</translation>
    </message>
    <message>
        <source>What the customer asks for</source>
        <translation>客户诉求</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Number of the source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Person complained of</source>
        <translation>被投诉人员</translation>
    </message>
    <message>
        <source>Branch complained of</source>
        <translation>被投诉机构</translation>
    </message>
    <message>
        <source>Department complained of</source>
        <translation>被投诉部门</translation>
    </message>
</context>
<context>
    <name>DueLine</name>
    <message>
        <source>Why this day?</source>
        <translation>为什么是这一天？</translation>
    </message>
    <message>
        <source>The hub says the last day when it is back.</source>
        <translation>中心服务恢复后显示最后一日。</translation>
    </message>
    <message>
        <source>Decide and tell {when}</source>
        <translation>须于 {when}作出决定并告知投诉人</translation>
    </message>
    <message>
        <source>own limit {when}</source>
        <translation>内部时限 {when}</translation>
    </message>
    <message>
        <source>The clock stands still now</source>
        <translation>时限暂停计算中</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>Tables</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Monthly paper</source>
        <translation>月报</translation>
    </message>
    <message>
        <source>New topics</source>
        <translation>新话题</translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message>
        <source>Freeze {month}</source>
        <translation>冻结 {month}</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>What is frozen never changes. A later correction is another edition, with the list of differences.</source>
        <translation>冻结后不再变动；以后更正另出一版，并列明差异。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Why it is corrected</source>
        <translation>更正原因</translation>
    </message>
    <message>
        <source>This month is not over yet.</source>
        <translation>本月尚未结束。</translation>
    </message>
    <message>
        <source>Nothing has changed since the last edition.</source>
        <translation>自上一版以来没有变化。</translation>
    </message>
</context>
<context>
    <name>MonthlyCharts</name>
    <message>
        <source>Complaints by month</source>
        <translation>逐月投诉件数</translation>
    </message>
    <message>
        <source>Told in time by month</source>
        <translation>逐月按期告知率</translation>
    </message>
</context>
<context>
    <name>MonthlyPage</name>
    <message>
        <source>As of now</source>
        <translation>即时数据</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>No complaints in this month</source>
        <translation>本月没有投诉</translation>
    </message>
    <message>
        <source>Choose another month.</source>
        <translation>请选择其他月份。</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>Freeze …</source>
        <translation>冻结 …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Workbook (XLSX) …</source>
        <translation>工作簿（XLSX）…</translation>
    </message>
    <message>
        <source>Paper (PDF) …</source>
        <translation>纸质（PDF）…</translation>
    </message>
    <message>
        <source>Document (DOCX) …</source>
        <translation>文档（DOCX）…</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Edition {number} · {name} · {at}</source>
        <translation>第 {number} 版 · {name} · {at}</translation>
    </message>
    <message>
        <source>An edition is set against the one before it; what is not frozen, against the last one.</source>
        <translation>各版与前一版比较；未冻结的与最后一版比较。</translation>
    </message>
    <message>
        <source>Save the monthly paper</source>
        <translation>保存月报</translation>
    </message>
</context>
<context>
    <name>NeighbourLine</name>
    <message>
        <source>Read</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Merge …</source>
        <translation>并案 …</translation>
    </message>
</context>
<context>
    <name>Neighbours</name>
    <message>
        <source>said to be the same matter</source>
        <translation>已标为同一事项</translation>
    </message>
    <message>
        <source>same customer</source>
        <translation>同一客户</translation>
    </message>
    <message>
        <source>same telephone</source>
        <translation>同一来电号码</translation>
    </message>
    <message>
        <source>same number in the text</source>
        <translation>文中号码相同</translation>
    </message>
    <message>
        <source>texts {share} % alike</source>
        <translation>文本相近 {share}%</translation>
    </message>
</context>
<context>
    <name>NeighboursPanel</name>
    <message>
        <source>No other complaint looks like the same matter.</source>
        <translation>没有相近的其他投诉。</translation>
    </message>
    <message>
        <source>Looks like the same matter</source>
        <translation>相近投诉</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一事项</translation>
    </message>
    <message>
        <source>Same matter</source>
        <translation>同一事项</translation>
    </message>
</context>
<context>
    <name>NoteBox</name>
    <message>
        <source>Add a note: what was asked, promised, found out</source>
        <translation>添加备注：客户问了什么、承诺了什么、查明了什么</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>New facts …</source>
        <translation>新事实…</translation>
    </message>
    <message>
        <source>New facts and reasons from the complainant: the legal limit starts anew</source>
        <translation>投诉人提出新的事实和理由：时限重新计算</translation>
    </message>
    <message>
        <source>Write down the new facts first.</source>
        <translation>请先写明新的事实和理由。</translation>
    </message>
    <message>
        <source>Start the legal limit anew?</source>
        <translation>重新计算处理时限？</translation>
    </message>
    <message>
        <source>Only new facts and reasons from the complainant do that. It then counts from today.</source>
        <translation>仅限投诉人提出新的事实和理由的情形；时限自今日起重新计算。</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新计算</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>New request</source>
        <translation>工单登记</translation>
    </message>
    <message>
        <source>Open this request</source>
        <translation>查看该工单</translation>
    </message>
    <message>
        <source>Another request</source>
        <translation>再登记一件</translation>
    </message>
    <message>
        <source>Tell the customer this number.</source>
        <translation>请将编号告知客户。</translation>
    </message>
    <message>
        <source>To be done by {time}.</source>
        <translation>须于 {time} 前办结。</translation>
    </message>
    <message>
        <source>Request received</source>
        <translation>工单已登记</translation>
    </message>
    <message>
        <source>The request kept on this seat was received: {number}.</source>
        <translation>本坐席保存的工单已登记：{number}。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>A request kept on this seat was not taken: {why}</source>
        <translation>本坐席保存的工单未被受理：{why}</translation>
    </message>
    <message>
        <source>This request is of {customer}, number {caller}, call of {time}. That call is over: whoever calls now is somebody else. Hand it in, or close it and keep the draft.</source>
        <translation>此工单属于 {customer}，号码 {caller}，{time} 的来电。该通话已结束，之后来电的是另一位客户。请保存，或关闭并保留草稿。</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Copy the number</source>
        <translation>复制编号</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The hub does not answer now. The form is on this seat&apos;s disk and is sent by itself, once, as soon as the hub is back; its number then appears here.</source>
        <translation>中心服务暂无响应。登记内容已写入本坐席磁盘，恢复后自动提交一次，不会重复；届时在此显示编号。</translation>
    </message>
    <message>
        <source>Kept on this seat, will be sent</source>
        <translation>已存于本坐席，将自动提交</translation>
    </message>
</context>
<context>
    <name>ReadBeside</name>
    <message>
        <source>Open its page</source>
        <translation>打开该投诉</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>处理经过</translation>
    </message>
    <message>
        <source>Facts and story</source>
        <translation>事实与经过</translation>
    </message>
    <message>
        <source>Complaint {number}</source>
        <translation>投诉 {number}</translation>
    </message>
</context>
<context>
    <name>ReadLetterDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>同意</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>What the customer said</source>
        <translation>投诉内容</translation>
    </message>
    <message>
        <source>Decision and reasons</source>
        <translation>处理决定及理由</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>查看客户</translation>
    </message>
    <message>
        <source>Open the call</source>
        <translation>查看通话</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Complainant</source>
        <translation>投诉人</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>客户本人</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>投诉来源</translation>
    </message>
    <message>
        <source>Channel (A)</source>
        <translation>办理渠道（A）</translation>
    </message>
    <message>
        <source>Business (B)</source>
        <translation>业务类别（B）</translation>
    </message>
    <message>
        <source>Cause (C)</source>
        <translation>投诉原因（C）</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>客户诉求</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>紧急程度</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>时限类别</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Legal hold</source>
        <translation>资料保全</translation>
    </message>
    <message>
        <source>Supervised by</source>
        <translation>督办人</translation>
    </message>
    <message>
        <source>Waits for a second person</source>
        <translation>待第二人确认</translation>
    </message>
    <message>
        <source>Number of the source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Day on the source&apos;s proof</source>
        <translation>来源凭证日期</translation>
    </message>
    <message>
        <source>Person complained of</source>
        <translation>被投诉人员</translation>
    </message>
    <message>
        <source>Branch complained of</source>
        <translation>被投诉机构</translation>
    </message>
    <message>
        <source>Department complained of</source>
        <translation>被投诉部门</translation>
    </message>
    <message>
        <source>Called from</source>
        <translation>来电号码</translation>
    </message>
    <message>
        <source>Complainant told</source>
        <translation>告知时间</translation>
    </message>
    <message>
        <source>How content they are</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Taken up again</source>
        <translation>再次处理</translation>
    </message>
    <message>
        <source>Told again</source>
        <translation>再次告知</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>并入</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Hand in the complaint or request</source>
        <translation>提交投诉或工单</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Close the complaint or request, keep the draft</source>
        <translation>关闭投诉或工单，保留草稿</translation>
    </message>
    <message>
        <source>Save the note on a complaint</source>
        <translation>保存投诉备注</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Take the first business that the text suggests</source>
        <translation>采用文本建议的第一个业务类别</translation>
    </message>
    <message>
        <source>Take the second business that the text suggests</source>
        <translation>采用文本建议的第二个业务类别</translation>
    </message>
    <message>
        <source>Take the third business that the text suggests</source>
        <translation>采用文本建议的第三个业务类别</translation>
    </message>
    <message>
        <source>Take the first cause that the text suggests</source>
        <translation>采用文本建议的第一个投诉原因</translation>
    </message>
    <message>
        <source>Take the second cause that the text suggests</source>
        <translation>采用文本建议的第二个投诉原因</translation>
    </message>
    <message>
        <source>Take the third cause that the text suggests</source>
        <translation>采用文本建议的第三个投诉原因</translation>
    </message>
</context>
<context>
    <name>StatisticsBar</name>
    <message>
        <source>Figures</source>
        <translation>各项指标</translation>
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
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自 … 至 …</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Down the page</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Within each entry down the page</source>
        <translation>行内再按</translation>
    </message>
    <message>
        <source>Across the page</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Level of the classification</source>
        <translation>分类级别</translation>
    </message>
    <message>
        <source>Days of receipt</source>
        <translation>收到日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>首日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>末日</translation>
    </message>
    <message>
        <source>No other period</source>
        <translation>不对比</translation>
    </message>
    <message>
        <source>Not divided further</source>
        <translation>不再细分</translation>
    </message>
    <message>
        <source>The days before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>A year before</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>First day of the other period</source>
        <translation>对比期首日</translation>
    </message>
    <message>
        <source>Last day of the other period</source>
        <translation>对比期末日</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>No complaints in these days</source>
        <translation>这些日期内没有投诉</translation>
    </message>
    <message>
        <source>Choose other days.</source>
        <translation>请选择其他日期。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Workbook (XLSX) …</source>
        <translation>工作簿（XLSX）…</translation>
    </message>
    <message>
        <source>Paper (PDF) …</source>
        <translation>纸质（PDF）…</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Save the statistics</source>
        <translation>保存统计</translation>
    </message>
</context>
<context>
    <name>Suggested</name>
    <message>
        <source>Because of: {words}</source>
        <translation>依据：{words}</translation>
    </message>
    <message>
        <source>Classes are suggested from {needed} complaints on: {cases} of {needed} so far.</source>
        <translation>满 {needed} 件投诉后开始建议分类，目前 {cases}/{needed} 件。</translation>
    </message>
    <message>
        <source>The text suggests (business, cause); nothing is filled in by itself:</source>
        <translation>按文本建议（业务、原因），不会自动填写：</translation>
    </message>
</context>
<context>
    <name>TaskDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TopicsPage</name>
    <message>
        <source>New topics</source>
        <translation>新话题</translation>
    </message>
    <message>
        <source>Complaints of the topic</source>
        <translation>该话题的投诉</translation>
    </message>
    <message>
        <source>New in the complaints</source>
        <translation>投诉中的新话题</translation>
    </message>
    <message>
        <source>Reading complaints</source>
        <translation>正在阅读投诉</translation>
    </message>
    <message>
        <source>What is written of</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>平时</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起于</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务类别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since {first}, against the days from {before} on; {count} complaints read. Copies of one text and one person count once.</source>
        <translation>自 {first} 起，与 {before} 以来比较；共阅读投诉 {count} 件。相同文本和同一人只计一次。</translation>
    </message>
    <message>
        <source>Nothing new in the complaints</source>
        <translation>投诉中没有新话题</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Why the last day is {day}</source>
        <translation>为什么最后一日是 {day}</translation>
    </message>
</context>
<context>
    <name>WhySteps</name>
    <message>
        <source>The centre&apos;s own limit</source>
        <translation>内部时限</translation>
    </message>
    <message>
        <source>{law}, article {article}</source>
        <translation>《{law}》第 {article} 条</translation>
    </message>
</context>
</TS>
