<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AgentState</name>
    <message>
        <source>Signed out</source>
        <translation>已签退</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Seat lost</source>
        <translation>席位失联</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Choose …</source>
        <translation>请选择…</translation>
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
    <name>ErrorState</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
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
        <source>Please fill in {label}.</source>
        <translation>请填写“{label}”。</translation>
    </message>
    <message>
        <source>{label} is too long.</source>
        <translation>“{label}”超过字数上限。</translation>
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
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
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
        <source>Finish after-call work</source>
        <translation>完成话后处理</translation>
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
        <source>Light or dark</source>
        <translation>切换浅色或深色</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签退</translation>
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
    <name>TextDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
