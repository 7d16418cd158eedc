<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountDialog</name>
    <message>
        <source>Done for {done} of {count}.</source>
        <translation>已办 {done} 项，共 {count} 项。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未办</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>{what}: done for {count}.</source>
        <translation>{what}：{count} 项全部办妥。</translation>
    </message>
</context>
<context>
    <name>AwayDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BehindCell</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Choose …</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Nothing to choose from</source>
        <translation>没有可选项</translation>
    </message>
</context>
<context>
    <name>DeclaredFields</name>
    <message>
        <source>{n} chosen</source>
        <translation>{n} 项</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Theirs: {theirs}. Yours: {mine}.</source>
        <translation>对方版本：{theirs}；您的版本：{mine}。</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>The change of {name} is not saved.</source>
        <translation>“{name}”的修改尚未保存。</translation>
    </message>
    <message>
        <source>Discard what you changed?</source>
        <translation>放弃修改？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Floor</name>
    <message>
        <source>{formula} · {seconds} s · ≥ {level}</source>
        <translation>{formula} · {seconds} 秒 · ≥ {level}</translation>
    </message>
    <message>
        <source>then {state}</source>
        <translation>随后{state}</translation>
    </message>
</context>
<context>
    <name>Foresight</name>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 项</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>将会变更</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>{label}, required</source>
        <translation>{label}，必填</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Please fill in {label}.</source>
        <translation>请填写“{label}”。</translation>
    </message>
    <message>
        <source>{label} is too long.</source>
        <translation>“{label}”超过字数上限。</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&quot;{title}&quot; was put away for the call. What you typed is kept: open it again to go on.</source>
        <translation>因接听来电已收起“{title}”，录入内容已保留，重新打开即可继续。</translation>
    </message>
</context>
<context>
    <name>FormNotice</name>
    <message>
        <source>Keep mine</source>
        <translation>保留我的修改</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方版本</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>重新保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Struck through: only theirs. Underlined: only yours.</source>
        <translation>删除线：仅对方版本有；下划线：仅您的版本有。</translation>
    </message>
    <message>
        <source>{why} What you typed is kept on this seat; save again when the hub is back.</source>
        <translation>{why}您录入的内容已存于本坐席，中心恢复后请重新保存。</translation>
    </message>
    <message>
        <source>You typed this earlier and have not saved it.</source>
        <translation>这是您之前录入、尚未保存的内容。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile: {fields}.</source>
        <translation>其间他人修改了：{fields}。</translation>
    </message>
    <message>
        <source>{field}: theirs {theirs}, yours {yours}</source>
        <translation>{field}：对方为“{theirs}”，您为“{yours}”</translation>
    </message>
</context>
<context>
    <name>FormStanding</name>
    <message>
        <source>kept on this seat</source>
        <translation>已存于本坐席</translation>
    </message>
    <message>
        <source>sending …</source>
        <translation>正在提交…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>kept on this seat, sent when the hub is back</source>
        <translation>已存于本坐席，中心恢复后自动提交</translation>
    </message>
</context>
<context>
    <name>GiveWorkDialog</name>
    <message>
        <source>Give {count} to somebody</source>
        <translation>分派 {count} 项待办</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>分派</translation>
    </message>
    <message>
        <source>To</source>
        <translation>分派给</translation>
    </message>
    <message>
        <source>A word for them</source>
        <translation>附言</translation>
    </message>
    <message>
        <source>Who has least to do stands first.</source>
        <translation>待办最少的人员排在最前。</translation>
    </message>
    <message>
        <source>{name} · {count} to do</source>
        <translation>{name} · 待办 {count} 项</translation>
    </message>
    <message>
        <source>Nobody to give it to</source>
        <translation>没有可分派的人员</translation>
    </message>
    <message>
        <source>Nobody whom you lead may do all of these kinds of work.</source>
        <translation>您所管的人员中，没有人能办理所选的全部类别。</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>Screens with customers&apos; data are neither copied nor printed without the right to do so.</source>
        <translation>显示客户信息的屏幕须有“复制、打印客户信息”权限方可复制或打印。</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History of changes</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>暂无变更。</translation>
    </message>
    <message>
        <source>Take the last change back …</source>
        <translation>撤销上次修改…</translation>
    </message>
    <message>
        <source>Puts what was there before into the form; it counts when it is saved</source>
        <translation>把修改前的内容填回表单，保存后生效</translation>
    </message>
</context>
<context>
    <name>InboxButton</name>
    <message>
        <source>To do: {n}</source>
        <translation>待办：{n}</translation>
    </message>
    <message>
        <source>What is waiting for you, or for anybody who may do it</source>
        <translation>等待您或任何有权人员办理的事项</translation>
    </message>
</context>
<context>
    <name>InboxDialog</name>
    <message>
        <source>To do</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>About</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>For</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>产生时间</translation>
    </message>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>没有待办事项</translation>
    </message>
    <message>
        <source>What comes up stands here by itself.</source>
        <translation>新的事项会自动出现在这里。</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>Words of the title</source>
        <translation>标题关键词</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>{n} kinds</source>
        <translation>{n} 类</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Kept choices</source>
        <translation>我的筛选</translation>
    </message>
    <message>
        <source>Give …</source>
        <translation>分派…</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已分派</translation>
    </message>
    <message>
        <source>Keep this choice …</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Forget “{name}”</source>
        <translation>删除“{name}”</translation>
    </message>
    <message>
        <source>Likely late</source>
        <translation>超时可能</translation>
    </message>
    <message>
        <source>Of 100 such that were as old as this one, about {n} took longer than the time that is left (done in the last 90 days).</source>
        <translation>同类事项中，已存续同样时长的每 100 项里，约有 {n} 项用时超过剩余时间（按近 90 天办结的统计）。</translation>
    </message>
    <message>
        <source>{n} overdue</source>
        <translation>{n} 项已超时</translation>
    </message>
    <message>
        <source>The first {n} are shown.</source>
        <translation>仅显示前 {n} 项。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try fewer words or another filter.</source>
        <translation>请减少关键词或更换筛选条件。</translation>
    </message>
</context>
<context>
    <name>InboxLoad</name>
    <message>
        <source>By person</source>
        <translation>按人员</translation>
    </message>
    <message>
        <source>By branch</source>
        <translation>按机构</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>Will be late: of what was done in the last 90 days and was as old, the share that took longer than the time left.</source>
        <translation>预计超时：近 90 天办结的同类事项中，已存续同样时长而用时超过剩余时间的比例之和。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员或机构</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Due within a day</source>
        <translation>24 小时内到期</translation>
    </message>
    <message>
        <source>Will be late</source>
        <translation>预计超时</translation>
    </message>
    <message>
        <source>Median age</source>
        <translation>存续中位数</translation>
    </message>
    <message>
        <source>Oldest since</source>
        <translation>最早起于</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>没有待办事项</translation>
    </message>
    <message>
        <source>What comes up stands here by itself.</source>
        <translation>有新的待办会自动出现在这里。</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
</context>
<context>
    <name>IntervalChart</name>
    <message>
        <source>No figures yet</source>
        <translation>暂无数据</translation>
    </message>
</context>
<context>
    <name>KeepChoiceDialog</name>
    <message>
        <source>Keep this choice</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>LaterDay</name>
    <message>
        <source>Counts from a later day</source>
        <translation>以后某日起生效</translation>
    </message>
    <message>
        <source>Not ticked: at once.</source>
        <translation>不勾选：立即生效。</translation>
    </message>
    <message>
        <source>Choose a day after today.</source>
        <translation>请选择今天以后的日期。</translation>
    </message>
    <message>
        <source>Nothing of the entry would change on that day.</source>
        <translation>到那一天没有任何更改。</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
</context>
<context>
    <name>LoadingState</name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
</context>
<context>
    <name>LongJobPanel</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{name}: stops after what is under way</source>
        <translation>{name}：完成当前步骤后停止</translation>
    </message>
    <message>
        <source>{name}: {done} of {total}</source>
        <translation>{name}：{done} / {total}</translation>
    </message>
</context>
<context>
    <name>MadeWorkbookDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MeasureWords</name>
    <message>
        <source>{what}: {sound}</source>
        <translation>{what}：{sound}</translation>
    </message>
    <message>
        <source>{what}, by its opening hours</source>
        <translation>{what}（按服务时间）</translation>
    </message>
    <message>
        <source>{what}, callers hear “{sound}”</source>
        <translation>{what}，来电听到“{sound}”</translation>
    </message>
    <message>
        <source>{what}, {until}</source>
        <translation>{what}，{until}</translation>
    </message>
    <message>
        <source>{what} · not in force at the exchange yet</source>
        <translation>{what} · 交换机尚未生效</translation>
    </message>
    <message>
        <source>until it is taken back</source>
        <translation>直至收回</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>Closed {until}</source>
        <translation>已关闭，{until}</translation>
    </message>
    <message>
        <source>Overflow to {queue}</source>
        <translation>溢出到{queue}</translation>
    </message>
    <message>
        <source>Call-back offered</source>
        <translation>提供回呼</translation>
    </message>
    <message>
        <source>Overflow to “{sound}”</source>
        <translation>溢出到“{sound}”</translation>
    </message>
    <message>
        <source>when more than {count} wait</source>
        <translation>（等待超过 {count} 人时）</translation>
    </message>
    <message>
        <source>after a wait of {time}</source>
        <translation>（等待 {time} 后）</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>（立即）</translation>
    </message>
</context>
<context>
    <name>PendingList</name>
    <message>
        <source>Waits for a second person</source>
        <translation>待第二人复核</translation>
    </message>
    <message>
        <source>Decided already</source>
        <translation>已定的更改</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>PickList</name>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>PlayerLine</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation>录音播放位置</translation>
    </message>
    <message>
        <source>With an outside number</source>
        <translation>与外部号码的通话</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>与{name}的通话</translation>
    </message>
    <message>
        <source>This call is being recorded.</source>
        <translation>该通话正在录音。</translation>
    </message>
    <message>
        <source>The recording is on its way from the telephone exchange.</source>
        <translation>录音正在从电话交换系统取回。</translation>
    </message>
    <message>
        <source>The recording is missing: its file never came from the telephone exchange.</source>
        <translation>录音缺失：未从电话交换系统取到文件。</translation>
    </message>
    <message>
        <source>The recording was deleted: it was older than the bank keeps recordings.</source>
        <translation>录音已删除：超过本行的保留期限。</translation>
    </message>
    <message>
        <source>The telephone exchange did not record this call.</source>
        <translation>电话交换系统未能对该通话录音。</translation>
    </message>
    <message>
        <source>There is a recording, but it cannot be heard here. {why}</source>
        <translation>有录音，但本机无法播放。{why}</translation>
    </message>
    <message>
        <source>The recording cannot be played: {why}</source>
        <translation>录音无法播放：{why}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>ReasonFormDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>RingStrip</name>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>A call rings: {caller}</source>
        <translation>来电：{caller}</translation>
    </message>
</context>
<context>
    <name>RowsInput</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear (Esc)</source>
        <translation>清除（Esc）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Hold or take back</source>
        <translation>保持或取回</translation>
    </message>
    <message>
        <source>Mute or unmute</source>
        <translation>静音或取消静音</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>Call a number</source>
        <translation>拨打电话</translation>
    </message>
    <message>
        <source>Press keys while talking</source>
        <translation>通话中按键</translation>
    </message>
    <message>
        <source>Say that the sound is bad</source>
        <translation>反映本次通话音质差</translation>
    </message>
    <message>
        <source>Pass on to who was asked</source>
        <translation>转给咨询对象</translation>
    </message>
    <message>
        <source>Back to the customer</source>
        <translation>回到客户</translation>
    </message>
    <message>
        <source>Talk of three</source>
        <translation>三方通话</translation>
    </message>
    <message>
        <source>Park the customer</source>
        <translation>驻留客户</translation>
    </message>
    <message>
        <source>Parked calls</source>
        <translation>驻留的通话</translation>
    </message>
    <message>
        <source>Pick up a call that rings at a colleague</source>
        <translation>代接同事处振铃的电话</translation>
    </message>
    <message>
        <source>Open complaint</source>
        <translation>登记投诉</translation>
    </message>
    <message>
        <source>Take down a request</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Finish after-call work</source>
        <translation>完成话后处理</translation>
    </message>
    <message>
        <source>Wrap-up: topic, then notes</source>
        <translation>小结：通话分类，再按到备注</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Search the knowledge base</source>
        <translation>搜索知识库</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Not ready, with a reason</source>
        <translation>未就绪（选择原因）</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>快捷键一览</translation>
    </message>
    <message>
        <source>Do what the newest notice offers</source>
        <translation>执行最新提示中的操作</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>切换浅色或深色</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>保存修改</translation>
    </message>
</context>
<context>
    <name>ShownOnce</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Sounds</name>
    <message>
        <source>No sound: Qt&apos;s sound library does not load (on Linux the package libpulse0 is missing).</source>
        <translation>无法播放声音：Qt 声音组件未能加载（Linux 系统缺少 libpulse0 软件包）。</translation>
    </message>
    <message>
        <source>No sound: this seat has no audio output.</source>
        <translation>无法播放声音：本席位没有音频输出设备。</translation>
    </message>
</context>
<context>
    <name>StaleBanner</name>
    <message>
        <source>As of {time}, reconnecting</source>
        <translation>数据截至 {time}，正在重新连接</translation>
    </message>
</context>
<context>
    <name>StaleMark</name>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>As of {time}, reconnecting</source>
        <translation>数据截至 {time}，正在重新连接</translation>
    </message>
</context>
<context>
    <name>TakingOut</name>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Document (*.docx)</source>
        <translation>文档 (*.docx)</translation>
    </message>
    <message>
        <source>Configuration file (*.toml)</source>
        <translation>配置文件 (*.toml)</translation>
    </message>
    <message>
        <source>File (*.{ending})</source>
        <translation>文件 (*.{ending})</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>TextArea</name>
    <message>
        <source>The text holds a card or identity number, or a secret.</source>
        <translation>文字中含有卡号、证件号码或密码。</translation>
    </message>
    <message>
        <source>Strike it out</source>
        <translation>抹去</translation>
    </message>
</context>
<context>
    <name>Tick</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>WeekInput</name>
    <message>
        <source>The same from Tuesday to Friday</source>
        <translation>周二至周五相同</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>Choose none</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing to choose from</source>
        <translation>没有可选内容</translation>
    </message>
</context>
<context>
    <name>_Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
</TS>
