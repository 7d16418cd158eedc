"""The screens use the words of docs/glossary.md, and not their rivals."""

import re
from pathlib import Path

import pytest

from agent_desk.desk.kit.sentences import SENTENCES

ROOT = Path(__file__).resolve().parent.parent
RIVALS = {
    "示忙": "未就绪",
    "示闲": "就绪",
    "签出": "签退",
    "业务小结": "通话分类",
    r"(?<!转)接通(?!率)": "接听",
}


@pytest.mark.parametrize("rival", RIVALS)
def test_a_word_is_not_said_in_two_ways(rival: str) -> None:
    found = [
        f"{path.name}: {text}"
        for path in sorted((ROOT / "resources" / "translations").glob("*.ts"))
        for text in re.findall(r"<translation>(.*?)</translation>", path.read_text(encoding="utf-8"), re.DOTALL)
        if re.search(rival, text)
    ]
    found += [f"{name}: {zh}" for name, (zh, _) in SENTENCES.items() if re.search(rival, zh)]
    assert not found, f"the word is {RIVALS[rival]}"
