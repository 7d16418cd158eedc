<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CallFacts</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{who}: {answer}</source>
        <translation>{who}：{answer}</translation>
    </message>
    <message>
        <source>straight to {queue}</source>
        <translation>直接进入 {queue}</translation>
    </message>
    <message>
        <source>priority {number}</source>
        <translation>优先级 {number}</translation>
    </message>
    <message>
        <source>as everybody</source>
        <translation>照常</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Rules asked</source>
        <translation>判断的规则</translation>
    </message>
    <message>
        <source>Routed</source>
        <translation>分流</translation>
    </message>
    <message>
        <source>waited too long</source>
        <translation>等待过久</translation>
    </message>
    <message>
        <source>too many waited</source>
        <translation>排队过多</translation>
    </message>
    <message>
        <source>by a measure</source>
        <translation>应急措施</translation>
    </message>
    <message>
        <source>by a measure, after a wait</source>
        <translation>应急措施，等待后</translation>
    </message>
    <message>
        <source>{score} of 5</source>
        <translation>{score} 分（满分 5）</translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>当前无来电</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
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
        <source>Calling</source>
        <translation>呼叫中</translation>
    </message>
    <message>
        <source>Asking {name}: it rings there. The customer waits.</source>
        <translation>正在咨询{name}：对方振铃，客户等候中。</translation>
    </message>
    <message>
        <source>You talk to {name}. The customer waits.</source>
        <translation>正在与{name}通话，客户等候中。</translation>
    </message>
    <message>
        <source>You, the customer and {name} talk together.</source>
        <translation>您、客户和{name}三方通话中。</translation>
    </message>
    <message>
        <source>Take it at your telephone; the customer waits.</source>
        <translation>请在话机上接听，客户等候中。</translation>
    </message>
    <message>
        <source>{name} asks you about a call</source>
        <translation>{name}就一通电话咨询您</translation>
    </message>
    <message>
        <source>Finish the wrap-up, then press {keys}.</source>
        <translation>完成话后处理，然后按 {keys}。</translation>
    </message>
    <message>
        <source>The call has ended</source>
        <translation>通话已结束</translation>
    </message>
    <message>
        <source>The next call rings here.</source>
        <translation>来电将在此振铃。</translation>
    </message>
    <message>
        <source>Set yourself ready to take calls ({keys}).</source>
        <translation>置为就绪后开始接听（{keys}）。</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>{queue} · transferred by {name}</source>
        <translation>{queue} · 由{name}转来</translation>
    </message>
    <message>
        <source>Note by {name}: {text}</source>
        <translation>{name}的小结：{text}</translation>
    </message>
    <message>
        <source>lift your telephone; then the number is called</source>
        <translation>请摘机，随后呼叫对方</translation>
    </message>
    <message>
        <source>it rings there</source>
        <translation>对方振铃中</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>振铃中</translation>
    </message>
    <message>
        <source>since answered</source>
        <translation>已通话</translation>
    </message>
    <message>
        <source>Waited {time} in the queue</source>
        <translation>排队等待 {time}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
</context>
<context>
    <name>CallStoryView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Past call</source>
        <translation>历史通话</translation>
    </message>
    <message>
        <source>Facts and notes</source>
        <translation>通话信息与小结</translation>
    </message>
    <message>
        <source>Call, {time}</source>
        <translation>通话 {time}</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电号码</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>被叫</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份核实</translation>
    </message>
    <message>
        <source>After-call work</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>No agent took this call.</source>
        <translation>没有坐席接听此通来电。</translation>
    </message>
    <message>
        <source>No disposition</source>
        <translation>未选择通话分类</translation>
    </message>
    <message>
        <source>solved at once</source>
        <translation>当场解决</translation>
    </message>
    <message>
        <source>not solved yet</source>
        <translation>尚未解决</translation>
    </message>
    <message>
        <source>No notes.</source>
        <translation>没有备注。</translation>
    </message>
</context>
<context>
    <name>CallbackDialog</name>
    <message>
        <source>Call-backs</source>
        <translation>排队回呼</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CallbackList</name>
    <message>
        <source>Call-backs</source>
        <translation>排队回呼</translation>
    </message>
    <message>
        <source>No call-backs</source>
        <translation>没有排队回呼</translation>
    </message>
    <message>
        <source>Customers who ask for one while they wait stand here.</source>
        <translation>排队时要求回呼的客户会列在这里。</translation>
    </message>
    <message>
        <source>Call now</source>
        <translation>立即回呼</translation>
    </message>
    <message>
        <source>Withdraw …</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>未显示</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Ahead</source>
        <translation>前面</translation>
    </message>
    <message>
        <source>How many wait before them in the queue now; 0: due next</source>
        <translation>此刻队列中排在其前面的人数；0：下一个</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Last called {time}</source>
        <translation>上次呼叫 {time}</translation>
    </message>
    <message>
        <source>Waiting for a call: {n}</source>
        <translation>等待回呼：{n} 位</translation>
    </message>
    <message>
        <source>Withdraw the call-back</source>
        <translation>撤销排队回呼</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{caller} will not be called back. The reason is written down.</source>
        <translation>将不再回呼 {caller}。原因会记录在案。</translation>
    </message>
</context>
<context>
    <name>Callbacks</name>
    <message>
        <source>Waits for its turn</source>
        <translation>等待轮到</translation>
    </message>
    <message>
        <source>Being called</source>
        <translation>正在回呼</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已接听</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未接听</translation>
    </message>
    <message>
        <source>Place lost</source>
        <translation>位置丢失</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>ConsultKeys</name>
    <message>
        <source>Pass on</source>
        <translation>转给对方</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>回到客户</translation>
    </message>
    <message>
        <source>Back to the customer</source>
        <translation>回到客户</translation>
    </message>
    <message>
        <source>Talk of three</source>
        <translation>三方通话</translation>
    </message>
</context>
<context>
    <name>DialDialog</name>
    <message>
        <source>Call a number</source>
        <translation>拨打电话</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Your own telephone rings first; lift it, and the number is called.</source>
        <translation>您的话机先振铃，摘机后呼叫对方。</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
</context>
<context>
    <name>IdleKeys</name>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Call a number</source>
        <translation>拨打电话</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>驻留</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>代接</translation>
    </message>
    <message>
        <source>Take a call that rings at a colleague</source>
        <translation>接起同事处正在振铃的电话</translation>
    </message>
    <message>
        <source>Parked ({count})</source>
        <translation>驻留（{count}）</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Key {key}</source>
        <translation>按键 {key}</translation>
    </message>
</context>
<context>
    <name>MyDay</name>
    <message>
        <source>ended</source>
        <translation>已结束的通话</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>with wrap-up</source>
        <translation>含保持与话后</translation>
    </message>
    <message>
        <source>AHT</source>
        <translation>平均处理时长</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>及时接听</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未接与拒接</translation>
    </message>
    <message>
        <source>{within} of {first} in {seconds} s</source>
        <translation>{within} / {first} 通 · {seconds} 秒内</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{n} missed</source>
        <translation>未接 {n}</translation>
    </message>
    <message>
        <source>{n} refused</source>
        <translation>拒接 {n}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ParkedDialog</name>
    <message>
        <source>Parked calls</source>
        <translation>驻留的通话</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>{caller} · {queue} · parked {time} by {name}</source>
        <translation>{caller} · {queue} · {name} 于 {time} 驻留</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Nobody is parked</source>
        <translation>没有驻留的客户</translation>
    </message>
</context>
<context>
    <name>PhoneDialog</name>
    <message>
        <source>Telephone on this computer</source>
        <translation>本机话机</translation>
    </message>
    <message>
        <source>Say something: the bar must move.</source>
        <translation>请说句话，音量条应随之移动。</translation>
    </message>
    <message>
        <source>Play a tone</source>
        <translation>播放提示音</translation>
    </message>
    <message>
        <source>It does not work</source>
        <translation>设备不能用</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>{word}: {advice}</source>
        <translation>{word}：{advice}</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>The microphone works.</source>
        <translation>麦克风正常。</translation>
    </message>
    <message>
        <source>The loudspeaker does not play: choose another one.</source>
        <translation>扬声器无法播放，请选择其他设备。</translation>
    </message>
</context>
<context>
    <name>PhoneWords</name>
    <message>
        <source>Estimated score {mos} of 4.5 · loss {loss} % · jitter {jitter} ms · round trip {trip} ms · {codec}</source>
        <translation>估算评分 {mos}（满分 4.5）· 丢包 {loss}% · 抖动 {jitter} 毫秒 · 往返 {trip} 毫秒 · {codec}</translation>
    </message>
</context>
<context>
    <name>RecentCalls</name>
    <message>
        <source>My last calls</source>
        <translation>我的最近通话</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>排队回呼</translation>
    </message>
    <message>
        <source>Customers of your queues who asked to be called back</source>
        <translation>您所在队列中要求回呼的客户</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>还没有通话</translation>
    </message>
    <message>
        <source>Your calls of today and before stand here.</source>
        <translation>今天和以前接过的来电会列在这里。</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Call-backs ({count})</source>
        <translation>排队回呼（{count}）</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Pause recording</source>
        <translation>暂停录音</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>开始录音</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>继续录音</translation>
    </message>
    <message>
        <source>While card data is spoken</source>
        <translation>客户报卡号等信息时使用</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音中</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>录音已暂停</translation>
    </message>
    <message>
        <source>Recording begins</source>
        <translation>即将录音</translation>
    </message>
    <message>
        <source>Recording failed</source>
        <translation>录音失败</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>未录音</translation>
    </message>
    <message>
        <source>{name} listens</source>
        <translation>{name}正在监听</translation>
    </message>
    <message>
        <source>{name} speaks to you, unheard by the customer</source>
        <translation>{name}正在耳语，客户听不到</translation>
    </message>
    <message>
        <source>{name} is in the call</source>
        <translation>{name}已强插进入通话</translation>
    </message>
    <message>
        <source>Nothing is recorded. It goes on by itself in {time}.</source>
        <translation>当前不录音，{time} 后自动继续。</translation>
    </message>
</context>
<context>
    <name>RingingDialog</name>
    <message>
        <source>Calls that ring at colleagues</source>
        <translation>同事处振铃的电话</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>代接</translation>
    </message>
    <message>
        <source>{caller} · {queue} · rings at {name} since {time}</source>
        <translation>{caller} · {queue} · {time} 起在 {name} 处振铃</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Nothing rings at a colleague</source>
        <translation>没有同事处在振铃</translation>
    </message>
    <message>
        <source>Calls that you may pick up appear here by themselves.</source>
        <translation>您可以代接的电话会自动出现在这里。</translation>
    </message>
</context>
<context>
    <name>RoutingList</name>
    <message>
        <source>Routed by who calls</source>
        <translation>按来电客户分流</translation>
    </message>
    <message>
        <source>Calls that were routed by who calls</source>
        <translation>按来电客户分流的来电</translation>
    </message>
    <message>
        <source>No call was routed by who calls</source>
        <translation>尚无按来电客户分流的来电</translation>
    </message>
    <message>
        <source>Rules about callers stand in the voice plan.</source>
        <translation>来电客户规则在语音方案中设置。</translation>
    </message>
    <message>
        <source>Every call</source>
        <translation>全部来电</translation>
    </message>
    <message>
        <source>A rule held</source>
        <translation>有规则符合</translation>
    </message>
    <message>
        <source>Answered too late</source>
        <translation>答复超时</translation>
    </message>
    <message>
        <source>Which calls</source>
        <translation>显示哪些来电</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Rules asked</source>
        <translation>判断的规则</translation>
    </message>
    <message>
        <source>Routed</source>
        <translation>分流</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>交换机</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Pause the recording, or go on</source>
        <translation>暂停或继续录音</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
</context>
<context>
    <name>SolvedChoice</name>
    <message>
        <source>Solved at once</source>
        <translation>当场解决</translation>
    </message>
    <message>
        <source>Not solved yet</source>
        <translation>尚未解决</translation>
    </message>
    <message>
        <source>Solved?</source>
        <translation>是否解决</translation>
    </message>
</context>
<context>
    <name>SoundRow</name>
    <message>
        <source>Sound {mos:.1f} of 4.5 · jitter {jitter:.0f} ms · loss {loss:.1f} % · round trip {trip:.0f} ms</source>
        <translation>音质 {mos:.1f}（最高 4.5）· 抖动 {jitter:.0f} 毫秒 · 丢包 {loss:.1f} % · 往返 {trip:.0f} 毫秒</translation>
    </message>
    <message>
        <source>Estimated mean opinion score (ITU-T G.107), every {seconds:.0f} s; at worst {least:.1f}. {codec}</source>
        <translation>估算的平均主观得分（ITU-T G.107），每 {seconds:.0f} 秒一次；最差 {least:.1f}。{codec}</translation>
    </message>
</context>
<context>
    <name>StateBar</name>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Find customer</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日接听</translation>
    </message>
    <message>
        <source>AHT</source>
        <translation>平均处理</translation>
    </message>
    <message>
        <source>Then: {state}</source>
        <translation>之后：{state}</translation>
    </message>
    <message>
        <source>Within {seconds} s</source>
        <translation>{seconds} 秒接听率</translation>
    </message>
    <message>
        <source>Own calls ended today; AHT = (talk + hold + after-call work) / calls. Share: calls I answered within {seconds} s of joining the queue / calls I answered first. Missed {missed}, refused {refused}.</source>
        <translation>今日已结束的本人通话；平均处理 =（通话 + 保持 + 话后处理）÷ 通话数。接听率：客户进入队列后 {seconds} 秒内由我接听的通话 ÷ 由我首先接听的通话。未接 {missed}，拒接 {refused}。</translation>
    </message>
</context>
<context>
    <name>TalkKeys</name>
    <message>
        <source>Press keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Park the customer</source>
        <translation>驻留客户</translation>
    </message>
    <message>
        <source>The sound is bad</source>
        <translation>音质差</translation>
    </message>
</context>
<context>
    <name>TonesDialog</name>
    <message>
        <source>Press keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys pressed</source>
        <translation>已按的键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Transfer the call</source>
        <translation>转接通话</translation>
    </message>
    <message>
        <source>Name, pinyin, queue, or a number</source>
        <translation>姓名、拼音、队列或号码</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>转接目标</translation>
    </message>
    <message>
        <source>Nobody found: try a part of the name, pinyin, or a whole number.</source>
        <translation>未找到。可输入姓名的一部分、拼音或完整号码。</translation>
    </message>
    <message>
        <source>With &quot;Transfer&quot; your part ends at once. With &quot;Ask first&quot; (Ctrl+Enter) the customer waits meanwhile.</source>
        <translation>“转接”后您这一方立即结束；“先咨询”（Ctrl+Enter）时客户在保持中等候。</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>先咨询</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Outside number {number}</source>
        <translation>外线号码 {number}</translation>
    </message>
    <message>
        <source>{queue} · {waiting} waiting · {ready} ready</source>
        <translation>{queue} · 排队 {waiting} · 就绪 {ready}</translation>
    </message>
    <message>
        <source>nobody is ready to be asked</source>
        <translation>无就绪坐席，不能先咨询</translation>
    </message>
    <message>
        <source>{colleague} · can be asked first</source>
        <translation>{colleague} · 可先咨询</translation>
    </message>
    <message>
        <source>cannot be reached now</source>
        <translation>当前不能转接</translation>
    </message>
</context>
<context>
    <name>WrapUpPanel</name>
    <message>
        <source>Wrap-up</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Topic …</source>
        <translation>业务大类…</translation>
    </message>
    <message>
        <source>Disposition …</source>
        <translation>业务小类…</translation>
    </message>
    <message>
        <source>Open complaint</source>
        <translation>登记投诉</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Take down a request</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>通话分类</translation>
    </message>
    <message>
        <source>Solved?</source>
        <translation>是否解决</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The call has ended. {key} takes you to the topic.</source>
        <translation>通话已结束，按 {key} 选择通话分类。</translation>
    </message>
    <message>
        <source>Notes: what the customer wanted, what was told</source>
        <translation>备注：客户的诉求、已告知的内容</translation>
    </message>
    <message>
        <source>Notes are written while you talk and after the call.</source>
        <translation>通话中和通话后在此填写小结。</translation>
    </message>
    <message>
        <source>After-call work ends by its limit alone in this queue</source>
        <translation>此队列的话后处理只按时限结束</translation>
    </message>
    <message>
        <source>No topic is chosen. Choose one, or press Done ({key}) once more to finish without.</source>
        <translation>未选择通话分类。请选择，或再按一次“完成”（{key}）直接结束。</translation>
    </message>
    <message>
        <source>Choose a topic: this queue wants one for every call.</source>
        <translation>请选择通话分类：该队列的每通电话都须选择。</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
</TS>
