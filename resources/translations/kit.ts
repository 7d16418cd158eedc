<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AdminWords</name>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>This is taken already.</source>
        <translation>已被占用。</translation>
    </message>
    <message>
        <source>This is not on the list any more. Please choose again.</source>
        <translation>该选项已不在列表中，请重新选择。</translation>
    </message>
    <message>
        <source>The agent is at the seat now. Change it after they have left.</source>
        <translation>该坐席正在签入，请在其签退后再修改。</translation>
    </message>
    <message>
        <source>This cannot be longer than T.</source>
        <translation>不能大于 T。</translation>
    </message>
    <message>
        <source>A share lies between 0 and 100 %.</source>
        <translation>比例须在 0% 到 100% 之间。</translation>
    </message>
    <message>
        <source>This must be at or above the threshold.</source>
        <translation>不得低于阈值。</translation>
    </message>
    <message>
        <source>This must be above 0, and at or below the threshold.</source>
        <translation>须大于 0，且不得高于阈值。</translation>
    </message>
    <message>
        <source>The hub sets this reason itself, so it cannot be retired.</source>
        <translation>该原因由系统自动设置，不能停用。</translation>
    </message>
    <message>
        <source>Choose a topic.</source>
        <translation>请选择大类。</translation>
    </message>
    <message>
        <source>This person is not active.</source>
        <translation>该人员已停用。</translation>
    </message>
    <message>
        <source>This way of masking does not fit this field.</source>
        <translation>该脱敏方式不适用于此字段。</translation>
    </message>
    <message>
        <source>Small letters, digits, dot, hyphen and underscore only.</source>
        <translation>只能使用小写字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>内容过长。</translation>
    </message>
    <message>
        <source>This is not right.</source>
        <translation>此项有误。</translation>
    </message>
</context>
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
    <name>Deeds</name>
    <message>
        <source>People and signing in</source>
        <translation>人员与登录</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>系统设置</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>现场管理</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质检</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>seat taken over</source>
        <translation>接管坐席</translation>
    </message>
    <message>
        <source>chose a password</source>
        <translation>设置本人密码</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>one-time password set</source>
        <translation>设置一次性密码</translation>
    </message>
    <message>
        <source>role changed</source>
        <translation>修改岗位</translation>
    </message>
    <message>
        <source>service target changed</source>
        <translation>修改服务目标</translation>
    </message>
    <message>
        <source>alarm rule changed</source>
        <translation>修改告警规则</translation>
    </message>
    <message>
        <source>not-ready reason changed</source>
        <translation>修改未就绪原因</translation>
    </message>
    <message>
        <source>disposition changed</source>
        <translation>修改通话分类</translation>
    </message>
    <message>
        <source>mask changed</source>
        <translation>修改脱敏规则</translation>
    </message>
    <message>
        <source>recording of a queue changed</source>
        <translation>修改队列录音设置</translation>
    </message>
    <message>
        <source>voice plan changed</source>
        <translation>语音方案已更改</translation>
    </message>
    <message>
        <source>voice plan applied</source>
        <translation>语音方案已应用</translation>
    </message>
    <message>
        <source>centre loaded from a file</source>
        <translation>从文件建立中心</translation>
    </message>
    <message>
        <source>customers looked up</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>customer read</source>
        <translation>查看客户</translation>
    </message>
    <message>
        <source>time line read</source>
        <translation>查看客户往来</translation>
    </message>
    <message>
        <source>field shown in clear</source>
        <translation>查看明文</translation>
    </message>
    <message>
        <source>customer changed</source>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>number or address noted</source>
        <translation>登记号码或地址</translation>
    </message>
    <message>
        <source>number noted</source>
        <translation>登记号码</translation>
    </message>
    <message>
        <source>customers loaded</source>
        <translation>导入客户</translation>
    </message>
    <message>
        <source>call read</source>
        <translation>查看通话</translation>
    </message>
    <message>
        <source>calls listed</source>
        <translation>查询通话</translation>
    </message>
    <message>
        <source>wrap-up saved</source>
        <translation>保存小结</translation>
    </message>
    <message>
        <source>took the seat</source>
        <translation>坐席签入</translation>
    </message>
    <message>
        <source>was given the telephone on this computer</source>
        <translation>启用本机话机</translation>
    </message>
    <message>
        <source>left the seat</source>
        <translation>坐席签退</translation>
    </message>
    <message>
        <source>screen pop shown</source>
        <translation>显示弹屏</translation>
    </message>
    <message>
        <source>caller chosen</source>
        <translation>确认来电人</translation>
    </message>
    <message>
        <source>identity verified</source>
        <translation>身份核实通过</translation>
    </message>
    <message>
        <source>identity not verified</source>
        <translation>身份核实未通过</translation>
    </message>
    <message>
        <source>call transferred</source>
        <translation>转接电话</translation>
    </message>
    <message>
        <source>recording begun</source>
        <translation>开始录音</translation>
    </message>
    <message>
        <source>recording paused</source>
        <translation>暂停录音</translation>
    </message>
    <message>
        <source>recording goes on</source>
        <translation>继续录音</translation>
    </message>
    <message>
        <source>recording deleted by its age</source>
        <translation>录音到期删除</translation>
    </message>
    <message>
        <source>recording played</source>
        <translation>播放录音</translation>
    </message>
    <message>
        <source>customer or number called</source>
        <translation>呼叫客户或号码</translation>
    </message>
    <message>
        <source>somebody asked about a call</source>
        <translation>就通话咨询他人</translation>
    </message>
    <message>
        <source>call passed on to who was asked</source>
        <translation>通话转给咨询对象</translation>
    </message>
    <message>
        <source>talk of three</source>
        <translation>三方通话</translation>
    </message>
    <message>
        <source>call parked</source>
        <translation>通话已驻留</translation>
    </message>
    <message>
        <source>call that rang at a colleague picked up</source>
        <translation>代接同事处振铃的电话</translation>
    </message>
    <message>
        <source>call-back taken</source>
        <translation>人工执行排队回呼</translation>
    </message>
    <message>
        <source>call-back withdrawn</source>
        <translation>撤销排队回呼</translation>
    </message>
    <message>
        <source>parked call picked up</source>
        <translation>取回驻留通话</translation>
    </message>
    <message>
        <source>calls loaded</source>
        <translation>导入通话</translation>
    </message>
    <message>
        <source>complaint opened</source>
        <translation>登记投诉</translation>
    </message>
    <message>
        <source>complaint read</source>
        <translation>查看投诉</translation>
    </message>
    <message>
        <source>complaint corrected</source>
        <translation>更正投诉</translation>
    </message>
    <message>
        <source>note added</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>complaint moved on</source>
        <translation>投诉进入下一环节</translation>
    </message>
    <message>
        <source>class of the complaint changed</source>
        <translation>更改投诉等级</translation>
    </message>
    <message>
        <source>clock paused</source>
        <translation>暂停计时</translation>
    </message>
    <message>
        <source>clock resumed</source>
        <translation>恢复计时</translation>
    </message>
    <message>
        <source>complaint lists loaded</source>
        <translation>导入投诉分类</translation>
    </message>
    <message>
        <source>sample drawn</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>sampled call read</source>
        <translation>查看质检通话</translation>
    </message>
    <message>
        <source>review submitted</source>
        <translation>提交评分</translation>
    </message>
    <message>
        <source>results read</source>
        <translation>查看质检结果</translation>
    </message>
    <message>
        <source>reviews listed</source>
        <translation>查询评分记录</translation>
    </message>
    <message>
        <source>new edition of a score form</source>
        <translation>新建评分表版本</translation>
    </message>
    <message>
        <source>score form changed</source>
        <translation>修改评分表</translation>
    </message>
    <message>
        <source>edition put in force</source>
        <translation>启用评分表版本</translation>
    </message>
    <message>
        <source>score form loaded</source>
        <translation>导入评分表</translation>
    </message>
    <message>
        <source>article added</source>
        <translation>新增知识</translation>
    </message>
    <message>
        <source>article changed</source>
        <translation>修改知识</translation>
    </message>
    <message>
        <source>articles loaded</source>
        <translation>导入知识文章</translation>
    </message>
    <message>
        <source>calls of long ago removed</source>
        <translation>清除早期通话</translation>
    </message>
    <message>
        <source>agent state set</source>
        <translation>调整坐席状态</translation>
    </message>
    <message>
        <source>listened to, joined or took over a call</source>
        <translation>监听、介入或拦截来电</translation>
    </message>
    <message>
        <source>right of a wallboard given</source>
        <translation>授予大屏权限</translation>
    </message>
    <message>
        <source>right of a wallboard withdrawn</source>
        <translation>撤销大屏权限</translation>
    </message>
    <message>
        <source>agent freed</source>
        <translation>释放坐席</translation>
    </message>
    <message>
        <source>queue of an agent changed for a while</source>
        <translation>临时调整坐席队列</translation>
    </message>
    <message>
        <source>queue of an agent as before again</source>
        <translation>坐席队列已恢复</translation>
    </message>
    <message>
        <source>alarm acknowledged</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>message sent to agents</source>
        <translation>向坐席发送消息</translation>
    </message>
    <message>
        <source>message withdrawn</source>
        <translation>撤回消息</translation>
    </message>
    <message>
        <source>hand up answered</source>
        <translation>响应坐席求助</translation>
    </message>
    <message>
        <source>call-back ordered</source>
        <translation>安排回拨</translation>
    </message>
    <message>
        <source>called back</source>
        <translation>已回拨</translation>
    </message>
    <message>
        <source>result of a call-back noted</source>
        <translation>登记回拨结果</translation>
    </message>
    <message>
        <source>calls of a report listed</source>
        <translation>查看报表通话清单</translation>
    </message>
    <message>
        <source>report saved</source>
        <translation>保存报表</translation>
    </message>
    <message>
        <source>saved report removed</source>
        <translation>移除已存报表</translation>
    </message>
    <message>
        <source>report exported</source>
        <translation>导出报表</translation>
    </message>
    <message>
        <source>audit trail verified</source>
        <translation>校验审计日志</translation>
    </message>
    <message>
        <source>name</source>
        <translation>姓名</translation>
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
        <source>agent code</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>team</source>
        <translation>班组</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>告知客户</translation>
    </message>
    <message>
        <source>pause allowed</source>
        <translation>允许暂停</translation>
    </message>
    <message>
        <source>agent told</source>
        <translation>坐席可见</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>service level</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>answer rate</source>
        <translation>接通率</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>first characters</source>
        <translation>前段位数</translation>
    </message>
    <message>
        <source>last characters</source>
        <translation>后段位数</translation>
    </message>
    <message>
        <source>given</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>after entry</source>
        <translation>起始序号</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>bad lines</source>
        <translation>问题行</translation>
    </message>
    <message>
        <source>before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>by</source>
        <translation>统计方式</translation>
    </message>
    <message>
        <source>by seat</source>
        <translation>来自席位</translation>
    </message>
    <message>
        <source>call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>通话数</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>候选客户</translation>
    </message>
    <message>
        <source>code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>补全</translation>
    </message>
    <message>
        <source>number or address</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>criteria</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>disposition</source>
        <translation>通话分类</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>已抽取</translation>
    </message>
    <message>
        <source>edition</source>
        <translation>版次</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>分机</translation>
    </message>
    <message>
        <source>failed attempts</source>
        <translation>错误次数</translation>
    </message>
    <message>
        <source>fatal</source>
        <translation>一票否决</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>found</source>
        <translation>结果数</translation>
    </message>
    <message>
        <source>from</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>end of the chain matches</source>
        <translation>链尾一致</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>sampled call</source>
        <translation>质检通话</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>login</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>matching</source>
        <translation>符合条件</translation>
    </message>
    <message>
        <source>calls asked for</source>
        <translation>计划抽取</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>更名</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>talked at least</source>
        <translation>通话时长不少于</translation>
    </message>
    <message>
        <source>spread over</source>
        <translation>分层方式</translation>
    </message>
    <message>
        <source>share</source>
        <translation>分配方式</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reviews</source>
        <translation>评分数</translation>
    </message>
    <message>
        <source>revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>答对</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>to</source>
        <translation>转至</translation>
    </message>
    <message>
        <source>until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>complainant told</source>
        <translation>已告知投诉人</translation>
    </message>
    <message>
        <source>took the seat over</source>
        <translation>接管席位</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>输入内容</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已核身</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本号</translation>
    </message>
    <message>
        <source>wrong answers</source>
        <translation>答错</translation>
    </message>
    <message>
        <source>wrap-ups</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>made every</source>
        <translation>生成周期</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>parts of calls</source>
        <translation>通话段</translation>
    </message>
    <message>
        <source>agent&apos;s state</source>
        <translation>坐席状态</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>alarm rule</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>article</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>hand up</source>
        <translation>坐席求助</translation>
    </message>
    <message>
        <source>audit trail</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>call-back</source>
        <translation>回拨任务</translation>
    </message>
    <message>
        <source>complaint lists</source>
        <translation>投诉分类表</translation>
    </message>
    <message>
        <source>complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>message to agents</source>
        <translation>给坐席的消息</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>脱敏规则</translation>
    </message>
    <message>
        <source>not-ready reason</source>
        <translation>未就绪原因</translation>
    </message>
    <message>
        <source>recording of a queue</source>
        <translation>队列录音设置</translation>
    </message>
    <message>
        <source>report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>saved report</source>
        <translation>已存报表</translation>
    </message>
    <message>
        <source>review</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>score form</source>
        <translation>评分表</translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>service target</source>
        <translation>服务目标</translation>
    </message>
    <message>
        <source>wallboard</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
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
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Keep mine</source>
        <translation>保留我的修改</translation>
    </message>
    <message>
        <source>Take the other</source>
        <translation>采用对方版本</translation>
    </message>
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
    <message>
        <source>Somebody else changed this meanwhile: {fields}.</source>
        <translation>其间他人修改了：{fields}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
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
    <name>History</name>
    <message>
        <source>History of changes</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>暂无变更。</translation>
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
    <name>SettingWords</name>
    <message>
        <source>yes</source>
        <translation type="unfinished">是</translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished">否</translation>
    </message>
    <message>
        <source>{subject} changed</source>
        <translation>修改{subject}</translation>
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
