<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArticleBrowser</name>
    <message>
        <source>Article</source>
        <translation>文章</translation>
    </message>
</context>
<context>
    <name>ArticlePane</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>To notes</source>
        <translation>写入小结</translation>
    </message>
    <message>
        <source>Was right</source>
        <translation>答对了</translation>
    </message>
    <message>
        <source>May be read aloud</source>
        <translation>可直接朗读</translation>
    </message>
    <message>
        <source>Copy the script</source>
        <translation>复制话术</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>相关知识</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已下架</translation>
    </message>
    <message>
        <source>valid until {day}</source>
        <translation>有效期至 {day}</translation>
    </message>
    <message>
        <source>valid from {day}</source>
        <translation>自 {day} 起有效</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>开头部分</translation>
    </message>
    <message>
        <source>Whole article</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已记录</translation>
    </message>
</context>
<context>
    <name>CategoryChips</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Earlier categories</source>
        <translation>前面的分类</translation>
    </message>
    <message>
        <source>More categories</source>
        <translation>更多分类</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>知识分类</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Found articles</source>
        <translation>搜索结果</translation>
    </message>
</context>
<context>
    <name>KnowledgePanel</name>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>The customer&apos;s words, pinyin or code</source>
        <translation>客户原话、关键词、拼音或编号</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ReaderPage</name>
    <message>
        <source>Found articles</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>{code} · revision {n}</source>
        <translation>{code} · 第 {n} 版</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Nothing in this category</source>
        <translation>该分类下没有结果</translation>
    </message>
    <message>
        <source>Found in other categories: {n}</source>
        <translation>其他分类中有 {n} 条</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>在全部分类中查找</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”</source>
        <translation>没有找到“{query}”</translation>
    </message>
    <message>
        <source>Try the customer&apos;s own words, fewer words, pinyin initials (gs) or a code (K0015).</source>
        <translation>换个说法试试：用客户的原话、更少的词、拼音首字母（如 gs）或编号（如 K0015）。</translation>
    </message>
    <message>
        <source>Articles appear here as soon as an editor publishes them.</source>
        <translation>知识编辑发布文章后会显示在这里。</translation>
    </message>
    <message>
        <source>The knowledge base is empty</source>
        <translation>知识库还没有内容</translation>
    </message>
    <message>
        <source>Often used, lately changed</source>
        <translation>常用与最近更新</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>共 {n} 条</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Work</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Open found article 1 (Ctrl+2 the second, up to 9)</source>
        <translation>打开第 1 条搜索结果（Ctrl+2 为第 2 条，直至第 9 条）</translation>
    </message>
    <message>
        <source>Copy the article&apos;s script</source>
        <translation>复制知识话术</translation>
    </message>
    <message>
        <source>Name the article in the notes</source>
        <translation>将知识出处写入小结</translation>
    </message>
    <message>
        <source>The article was right</source>
        <translation>标记知识“答对了”</translation>
    </message>
    <message>
        <source>Back to the found articles</source>
        <translation>返回搜索结果</translation>
    </message>
</context>
</TS>
