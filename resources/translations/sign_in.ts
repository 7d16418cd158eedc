<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BrowserSide</name>
    <message>
        <source>Sign in on the page that has opened in your browser. This window goes on by itself afterwards.</source>
        <translation>请在浏览器打开的页面上登录，完成后本窗口自动继续。</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>重新打开页面</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CodeSide</name>
    <message>
        <source>Code</source>
        <translation>动态口令</translation>
    </message>
    <message>
        <source>Or type this key: {key}</source>
        <translation>或手工输入密钥：{key}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>DemoCard</name>
    <message>
        <source>Try it out</source>
        <translation>立即体验</translation>
    </message>
    <message>
        <source>Demonstration · simulated calls</source>
        <translation>演示 · 模拟话务</translation>
    </message>
    <message>
        <source>One click signs in. Customers, calls and staff are made up; no real line is used.</source>
        <translation>点击即可登录。客户、来电和人员均为虚构，不接真实线路。</translation>
    </message>
    <message>
        <source>Open a second seat</source>
        <translation>再开一个坐席</translation>
    </message>
    <message>
        <source>Starts another desk beside this one, for instance an agent beside a supervisor.</source>
        <translation>在旁边再启动一个工作台，例如坐席与班长同时体验。</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>班长</translation>
    </message>
    <message>
        <source>Complaint handler</source>
        <translation>投诉处理员</translation>
    </message>
    <message>
        <source>QA reviewer</source>
        <translation>质检员</translation>
    </message>
    <message>
        <source>Knowledge editor</source>
        <translation>知识编辑</translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation>系统管理员</translation>
    </message>
    <message>
        <source>Security administrator</source>
        <translation>安全管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计管理员</translation>
    </message>
</context>
<context>
    <name>HubAddress</name>
    <message>
        <source>The bank&apos;s certificate file</source>
        <translation>本行证书文件</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Where is the hub?</source>
        <translation>中心服务设置</translation>
    </message>
    <message>
        <source>Hub address</source>
        <translation>中心服务地址</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>The PEM file of the bank&apos;s own certificate authority, as given out with the desk.</source>
        <translation>随工作台下发的本行证书颁发机构 PEM 文件。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Agents speak through</source>
        <translation>坐席通话使用</translation>
    </message>
    <message>
        <source>A telephone on the desk</source>
        <translation>桌面话机</translation>
    </message>
    <message>
        <source>This computer, with a headset</source>
        <translation>本电脑加耳麦</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>The two entries differ. Please type the new password twice.</source>
        <translation>两次输入不一致，请重新输入。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password, again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Set it and sign in</source>
        <translation>设置并登录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>Signing in …</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Your account of the bank&apos;s directory is taken here.</source>
        <translation>可使用行内目录账号登录。</translation>
    </message>
    <message>
        <source>The directory is simulated: made-up people.</source>
        <translation>目录为模拟，人员均为虚构。</translation>
    </message>
    <message>
        <source>Sign-in by the bank&apos;s directory is switched off: passwords of Agent Desk alone are taken.</source>
        <translation>行内目录登录已停用，仅可用本系统密码登录。</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Agent Desk</source>
        <translation>坐席工作台</translation>
    </message>
    <message>
        <source>Agent Desk · customer service centre</source>
        <translation>Agent Desk · 客户服务中心</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>Stay signed in on this seat</source>
        <translation>在本坐席保持登录</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管到本坐席</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不接管</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
</TS>
