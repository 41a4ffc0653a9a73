"""Makes the sample documents of raw/ from the true texts in tests/samples/, so that what is right is known.

    python scripts/make_samples.py           # writes raw/
    python scripts/make_samples.py --check   # says whether raw/ is what this script makes

Every kind of damage is a small function below, from a fixed seed. The texts were written for this project.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRUE = ROOT / "tests" / "samples"
RAW = ROOT / "raw"

INDENT = "\u3000\u3000"
HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
ZERO_WIDTH_SPACE = "\u200b"

SITE_HEAD = "当前位置： 首页 > 本地新闻 > 正文\n河湾网搜索\n\n"
SITE_TAIL = """
(责任编辑:周文)

分享到：
微信
微博
相关阅读
版权声明：
1、本网内容，凡写明“来源：河湾网”的，版权都归河湾网，没有书面授权，别的媒体和个人一概
不得转载、摘编或用在别处；有授权的，只在授权的范围里使用，并写明来源。
2、本网转载的其他媒体作品，只为让读者多知道一些消息，不表示本网同意其中的看法，也不担保内容属实。
关于我们 | 联系我们 | 网站地图 | 广告服务 | 友情链接
河湾网 版权所有  河ICP备20240001号

"""
FORUM_HEAD = "首页 > 论坛 > 园艺 > 正文\n分享到：\n\n"
FORUM_TAIL = "\n上一篇：多肉叶子发软怎么办\n下一篇：薄荷扦插记录\n登录后才能发表评论\n"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a true text."""
    return text.removesuffix("\n").split("\n")


def spaced(text: str, indent: str = "") -> str:
    """A blank line between paragraphs, and an indent before each but the title."""
    title, *rest = paragraphs(text)
    return "\n\n".join([title, *(indent + line for line in rest)]) + "\n"


def half_width(text: str) -> str:
    """Full-width marks typed as half-width ones."""
    return text.translate(HALF_WIDTH)


def straight_quotes(text: str) -> str:
    """Quotation marks of a typewriter."""
    return text.translate(str.maketrans("“”", '""'))


def pasted(text: str) -> str:
    """What comes along from a web editor: entities, invisible marks, full-width letters, dots and hyphens for marks."""
    text = text.translate(FULL_WIDTH).replace("……", "......").replace("——", "--")
    return text.replace("。", "。" + ZERO_WIDTH_SPACE).replace("\n\n", "\n\n&nbsp;&nbsp;&nbsp;&nbsp;")


def wrapped(text: str, columns: int) -> str:
    """Lines broken at a width, the first of a paragraph indented; a mark that may not begin a line hangs over."""
    lines = []
    for number, paragraph in enumerate(paragraphs(text)):
        rest = paragraph if number == 0 else INDENT + paragraph
        while len(rest) > columns:
            cut = columns + (rest[columns] in "，。、；：？！”）")
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines += [rest] if rest else []
    return "\n".join(lines) + "\n"


def paged(text: str, lines: int, running_head: str) -> str:
    """A page number and a running head after so many lines, wherever the sentence is."""
    out = []
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        if number and number % lines == 0:
            out += ["", f"— {number // lines} —", "", running_head, ""]
        out.append(line)
    return "\n".join(out) + "\n"


def broken_columns(text: str, chance: random.Random, breaks: int) -> str:
    """A blank line in the middle of a sentence, as newspaper columns leave it."""
    long = [line for line in text.split("\n") if len(line) > 60]
    for line in chance.sample(long, breaks):
        cut = next(
            i for i in range(len(line) // 2, len(line)) if line[i - 1] not in "，。：；" and line[i] not in "，。：；”"
        )
        text = text.replace(line, f"{line[:cut]}\n\n{line[cut:]}")
    return text


def garbled(text: str) -> str:
    """UTF-8 read as GBK by a program that writes U+FFFD where it cannot read on."""
    return text.encode("utf-8").decode("gb18030", "replace")


def stray(text: str, words: dict[str, str]) -> str:
    """Words in traditional characters, as input methods leave them."""
    for simplified, traditional in words.items():
        text = text.replace(simplified, traditional, 1)
    return text


def crlf(text: str) -> str:
    """Line ends of Windows."""
    return text.replace("\n", "\r\n")


def web_page(text: str) -> bytes:
    """A crawled page: navigation, the article, credits and notices, and the print version under it."""
    article = spaced(half_width(text), INDENT)
    return (SITE_HEAD + article + SITE_TAIL + article + "\n查看余下全文\n").encode()


def forum(text: str) -> bytes:
    """A thread with the buttons of its site, posts pasted from elsewhere."""
    return crlf(FORUM_HEAD + pasted(spaced(text)) + FORUM_TAIL).encode()


def two_encodings(text: str) -> bytes:
    """Every second line in GBK, the others in UTF-8."""
    lines = text.splitlines(keepends=True)
    return b"".join(line.encode("gb18030" if number % 2 else "utf-8") for number, line in enumerate(lines))


def twin(text: str) -> bytes:
    """The article, and under it once more, garbled."""
    return (spaced(text) + "\n\n" + garbled(spaced(text))).encode()


def scanned(text: str) -> bytes:
    """Hard wraps, page numbers and running heads in mid-sentence."""
    return paged(wrapped(text, 36), 9, "水利工作通讯").encode()


def newspaper(text: str) -> bytes:
    """Half-width marks, straight quotation marks and broken columns."""
    return spaced(half_width(straight_quotes(broken_columns(text, random.Random(7), 4)))).encode()


STRAYS = {"研究人员": "研究人員", "飞行": "飛行", "肌腱放松": "肌腱放鬆"}

DAMAGE: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "新闻网页": ("网页/新闻网页.txt", web_page),
    "报纸版面": ("报纸/报纸版面.txt", newspaper),
    "扫描文稿": ("扫描文稿.txt", scanned),
    "论坛帖子": ("网页/论坛帖子.txt", forum),
    "小说一章": ("小说一章.txt", lambda text: wrapped(text, 30).encode()),
    "诗": ("诗.txt", lambda text: spaced(text).replace("\n\n", "  \n").encode()),
    "章程": ("章程.txt", lambda text: crlf(spaced(text, INDENT)).encode()),
    "旧档案": ("旧编码/旧档案.gbk.txt", lambda text: crlf(text).encode("gb18030")),
    "舊信": ("旧编码/舊信.big5.txt", lambda text: crlf(text).encode("cp950")),
    "天气笔记": ("旧编码/天气笔记.utf16.txt", lambda text: text.encode("utf-16")),
    "会议记录": ("旧编码/会议记录.mixed.txt", two_encodings),
    "访谈": ("网页/访谈.txt", twin),
    "干净文章": ("干净文章.txt", lambda text: text.encode()),
    "科普短文": ("科普短文.txt", lambda text: stray(text, STRAYS).encode()),
}
"""The sample documents: the true text, the path in raw/, and what was done to it."""


def samples() -> dict[str, tuple[str, bytes]]:
    """Path in raw/ to the true text and the bytes of each sample."""
    made = {}
    for name, (path, damage) in DAMAGE.items():
        text = (TRUE / f"{name}.txt").read_text(encoding="utf-8")
        made[path] = (text, damage(text))
    return made


def main() -> None:
    """Writes or checks raw/."""
    made = samples()
    if "--check" in sys.argv[1:]:
        there = {p.relative_to(RAW).as_posix(): p.read_bytes() for p in RAW.rglob("*") if p.is_file()}
        wrong = sorted(p for p in there.keys() | made.keys() if there.get(p) != made.get(p, ("", None))[1])
        if wrong:
            sys.exit(f"raw/ differs from what this script makes: {', '.join(wrong)}; run it without --check")
        return
    for path, (_, data) in made.items():
        (RAW / path).parent.mkdir(parents=True, exist_ok=True)
        (RAW / path).write_bytes(data)
    print(f"{len(made)} documents, {sum(len(data) for _, data in made.values()):,} bytes")


if __name__ == "__main__":
    main()
