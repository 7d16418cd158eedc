<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CandidateList</name>
    <message>
        <source>Who is calling?</source>
        <translation>来电客户</translation>
    </message>
    <message>
        <source>Find another</source>
        <translation>查找其他客户</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>None of these (Esc)</source>
        <translation>都不是（Esc）</translation>
    </message>
    <message>
        <source>This is the caller</source>
        <translation>确认为来电人</translation>
    </message>
    <message>
        <source>It came without its area code, or in a form nobody knows. Ask for the name and find the customer.</source>
        <translation>来电号码缺少区号或格式无法识别，请询问姓名后查找客户。</translation>
    </message>
    <message>
        <source>Number not understood: {number}</source>
        <translation>号码无法识别：{number}</translation>
    </message>
    <message>
        <source>Unknown number {number}</source>
        <translation>陌生号码 {number}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The caller hides the number. Ask for the name and find the customer.</source>
        <translation>对方未显示号码。请询问姓名后查找客户。</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>无来电号码</translation>
    </message>
    <message>
        <source>No customer has this number. Ask for the name and find the customer.</source>
        <translation>没有客户登记此号码。请询问姓名后查找客户。</translation>
    </message>
    <message>
        <source>Who is calling? {count} candidates</source>
        <translation>来电客户：{count} 位候选</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>Verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核实身份</translation>
    </message>
    <message>
        <source>Close this customer</source>
        <translation>关闭此客户</translation>
    </message>
    <message>
        <source>Care flags</source>
        <translation>关怀提示</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>{age} years</source>
        <translation>{age} 岁</translation>
    </message>
</context>
<context>
    <name>CustomerCardPanel</name>
    <message>
        <source>Care flags</source>
        <translation>关怀提示</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>not verified, from {source}</source>
        <translation>未核实，来自{source}</translation>
    </message>
    <message>
        <source>Identity no.</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Choose a candidate when a call rings, or find somebody with Ctrl+K.</source>
        <translation>来电时请选择候选客户，或按 Ctrl+K 查找。</translation>
    </message>
    <message>
        <source>No customer chosen</source>
        <translation>尚未选择客户</translation>
    </message>
    <message>
        <source>Cases ({count} open)</source>
        <translation>投诉（{count} 件未结）</translation>
    </message>
    <message>
        <source>Note (unsaved)</source>
        <translation>备注（未保存）</translation>
    </message>
    <message>
        <source>Show in clear</source>
        <translation>查看完整信息</translation>
    </message>
    <message>
        <source>Show for 30 seconds</source>
        <translation>显示 30 秒</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>You have no call and no case of this customer now. Write the reason in full; your supervisor sees it.</source>
        <translation>您当前没有该客户的通话或工单。请写明理由，班长会看到。</translation>
    </message>
    <message>
        <source>The reason is written down with your name. The value itself is not.</source>
        <translation>系统将记录您的姓名和查看原因，不记录所查看的内容。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Verified number {value}</source>
        <translation>已核实号码 {value}</translation>
    </message>
    <message>
        <source>A guess: unverified {value}, from {source}</source>
        <translation>仅供参考：未核实号码 {value}，来自{source}</translation>
    </message>
    <message>
        <source>same extension</source>
        <translation>分机号一致</translation>
    </message>
    <message>
        <source>shared by {count}</source>
        <translation>{count} 位客户共用</translation>
    </message>
    <message>
        <source>{age} years</source>
        <translation>{age} 岁</translation>
    </message>
    <message>
        <source>ID ending {digits}</source>
        <translation>证件尾号 {digits}</translation>
    </message>
    <message>
        <source>due today {time}</source>
        <translation>今日 {time} 到期</translation>
    </message>
    <message>
        <source>due tomorrow</source>
        <translation>明日到期</translation>
    </message>
    <message>
        <source>due in {days} days</source>
        <translation>{days} 天后到期</translation>
    </message>
    <message>
        <source>overdue since today</source>
        <translation>今日已逾期</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>已逾期 1 天</translation>
    </message>
    <message>
        <source>{days} days overdue</source>
        <translation>已逾期 {days} 天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>KindFilter</name>
    <message>
        <source>All contacts</source>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>Shown: {kinds}</source>
        <translation>当前显示：{kinds}</translation>
    </message>
</context>
<context>
    <name>LookupOverlay</name>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>查找客户</translation>
    </message>
</context>
<context>
    <name>LookupPanel</name>
    <message>
        <source>{count} open</source>
        <translation>{count} 件未结</translation>
    </message>
    <message>
        <source>Name, pinyin, customer no., last four digits, or a whole telephone, card or identity no.</source>
        <translation>姓名、拼音、客户号、尾号四位，或完整的电话、卡号、证件号码</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>There are more; type a little more to narrow it down.</source>
        <translation>还有更多结果，请再输入几个字缩小范围。</translation>
    </message>
    <message>
        <source>Check the digits, or try another part: the name, or the last four of a card.</source>
        <translation>请核对数字，或换一项试试：姓名、卡号后四位。</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>未找到客户</translation>
    </message>
    <message>
        <source>For example 138 0013, 王小, wxm, C000123, or the last four digits of a card.</source>
        <translation>例如 138 0013、王小、wxm、C000123，或卡号后四位。</translation>
    </message>
    <message>
        <source>Type at least two characters</source>
        <translation>请输入至少两个字符</translation>
    </message>
</context>
<context>
    <name>MaskedField</name>
    <message>
        <source>Call: {caption}</source>
        <translation>呼叫：{caption}</translation>
    </message>
    <message>
        <source>Mask again: {caption}</source>
        <translation>恢复掩码：{caption}</translation>
    </message>
    <message>
        <source>Show in clear: {caption} (needs a reason)</source>
        <translation>查看完整{caption}（需填写原因）</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>What every colleague should know about this customer</source>
        <translation>同事接待此客户时应了解的情况</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Identity, card and telephone numbers do not belong in a note. Please take them out.</source>
        <translation>备注中不得出现证件号、卡号或电话号码，请删除后再保存。</translation>
    </message>
</context>
<context>
    <name>ProductTable</name>
    <message>
        <source>Products</source>
        <translation>持有产品</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Double click or Enter shows the number, with a reason</source>
        <translation>双击或按回车可查看完整号码（需填写原因）</translation>
    </message>
    <message>
        <source>Show the number in clear …</source>
        <translation>查看完整号码…</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>required</source>
        <translation>必问</translation>
    </message>
    <message>
        <source>Right (Space)</source>
        <translation>答对（空格）</translation>
    </message>
    <message>
        <source>Wrong (N)</source>
        <translation>答错（N）</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未问</translation>
    </message>
    <message>
        <source>right</source>
        <translation>答对</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>答错</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Choose among the candidates</source>
        <translation>选择候选客户</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Check the caller&apos;s identity</source>
        <translation>核实来电人身份</translation>
    </message>
    <message>
        <source>Save the customer&apos;s note</source>
        <translation>保存客户备注</translation>
    </message>
    <message>
        <source>Enter a new customer, in the lookup</source>
        <translation>在查找中登记新客户</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Time line</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>没有此类记录</translation>
    </message>
    <message>
        <source>The filter hides the other contacts.</source>
        <translation>其他记录已被筛选隐藏。</translation>
    </message>
    <message>
        <source>This customer has never complained or asked for anything.</source>
        <translation>该客户从未投诉，也没有工单。</translation>
    </message>
    <message>
        <source>No complaints and no requests</source>
        <translation>没有投诉和工单</translation>
    </message>
    <message>
        <source>Calls, complaints, messages and notes will stand here.</source>
        <translation>来电、投诉、短信和备注会显示在这里。</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>暂无联系记录</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>Open matters ({count})</source>
        <translation>未结事项（{count}）</translation>
    </message>
</context>
<context>
    <name>VerificationChecklist</name>
    <message>
        <source>Identity check</source>
        <translation>身份核实</translation>
    </message>
    <message>
        <source>Later (Esc)</source>
        <translation>稍后（Esc）</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>核实未通过</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>核实通过</translation>
    </message>
    <message>
        <source>Caller says to be {name}, {number}</source>
        <translation>来电人自称：{name}，{number}</translation>
    </message>
    <message>
        <source>The caller is verified.</source>
        <translation>来电人身份已核实。</translation>
    </message>
    <message>
        <source>Not verified: give no account data and change nothing.</source>
        <translation>身份未核实：不得提供账户信息或办理变更。</translation>
    </message>
    <message>
        <source>{right} of {needed} right</source>
        <translation>答对 {right} / 需 {needed}</translation>
    </message>
    <message>
        <source>Too many wrong answers: this caller cannot be verified.</source>
        <translation>答错过多，无法核实该来电人。</translation>
    </message>
    <message>
        <source>Enough right answers.</source>
        <translation>已满足核实要求。</translation>
    </message>
    <message>
        <source>Still needed: {count}, the required questions among them.</source>
        <translation>还需答对 {count} 题，含必问题。</translation>
    </message>
    <message>
        <source>Still needed: {count}.</source>
        <translation>还需答对 {count} 题。</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Candidates</source>
        <translation>候选客户</translation>
    </message>
    <message>
        <source>Last: {when}, {title}</source>
        <translation>最近：{when} {title}</translation>
    </message>
</context>
</TS>
