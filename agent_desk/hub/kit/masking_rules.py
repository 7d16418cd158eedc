"""How personal data is masked: the arithmetic alone. Which class gets how many characters is a policy table elsewhere.

Defaults of the domain, section 6: telephone 3 + 4, card 6 + 4, identity number 1 + 1 (3 + 4 once verified), name
surname + *.
"""

from typing import Final

from agent_desk.schemas.kit.chinese import without_unseen

_COMPOUND: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 "
    "长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 "
    "南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 "
    "即墨 达奚 褚师 纳兰 完颜 叶赫 哥舒 爱新觉罗"
)
COMPOUND_SURNAMES: Final = frozenset(_COMPOUND.split())
"""Surnames of more than one character (百家姓 and those still borne). Data, not a judgement: everybody else has one."""


def mask(value: str, head: int, tail: int, char: str = "*") -> str:
    """Hide all but the first `head` and last `tail` characters; the length stays.

    A value not longer than head + tail is hidden altogether, else it would be shown whole. Raises ValueError for
    negative counts, or a mask that is not one character.
    """
    if head < 0 or tail < 0 or len(char) != 1:
        raise ValueError("head and tail are at least 0, the mask is one character")
    hidden = len(value) - head - tail
    if hidden <= 0:
        return char * len(value)
    return value[:head] + char * hidden + value[len(value) - tail :]


def mask_telephone(number: str, head: int = 3, tail: int = 4, char: str = "*") -> str:
    """Mask a number in E.164 or as a short number. A Chinese number is shown in its national form: 138****8000."""
    return mask(number.removeprefix("+86") if len(number) > 10 else number, head, tail, char)


def surname(name: str) -> str:
    """Return the surname of a Chinese name, or the first word of one written in words; the whole name where it has but one
    part."""
    text = without_unseen(name).strip()
    words = text.split()
    if len(words) > 1:
        return words[0]
    if text.isascii():
        return text
    for length in (4, 2):
        if len(text) > length and text[:length] in COMPOUND_SURNAMES:
            return text[:length]
    return text[:1]


def mask_name(name: str, char: str = "*") -> str:
    """Surname and one mask, whatever the length of the rest: 王*, 欧阳*, "Wang *". A name of one character is hidden.

    A name of one word in letters has no surname that could be told: its first letter is shown.
    """
    if len(char) != 1:
        raise ValueError("the mask is one character")
    text = without_unseen(name).strip()
    if len(text) < 2:
        return char * len(text)
    shown = surname(text)
    if len(shown) == len(text):
        return text[0] + char
    return f"{shown} {char}" if len(text.split()) > 1 else shown + char
