"""How well and how fast bytes become text, with charset-normalizer, chardet, chardetng and faust-cchardet beside.

    pip install --group bench
    python benchmarks/bench_decoding.py [--cases N] [--markdown] [--data FOLDER] [--only quality|speed]

Right means: the text is exactly the true text. Each peer's label is mapped to its superset first, as a careful user
does, and the bytes are decoded with `errors="replace"`. Where bytes are damaged, right means that the text before and
after the damage is all there. The texts are this project's own, in `texts.json` and the clean samples; `--data` is a
folder with a `decoding.jsonl` (bytes as hex, text, group) to score as well, ../shared/eval/data where it is there.
Peers that are not installed are left out. Seconds on shared machines mean little; the ratios do.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import opencc
from bench_clean import SCAN, speed

from cleaners import charsets, clean

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "eval" / "data"
LENGTHS = (2, 4, 8, 16, 32, 128, 1024)

SUPERSETS = {
    **dict.fromkeys(("gb2312", "gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-tw", "cp950"), "cp950"),
    **dict.fromkeys(("shift-jis", "shift_jis", "sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "euc_kr"), "cp949"),
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "utf-8",
}
"""What a careful user makes of a label; for Big5 the better of CP950 and HKSCS is taken."""


class Case(NamedTuple):
    """Bytes, and the true text; of damaged bytes the text before and the text after the damage."""

    data: bytes
    text: str
    after: str | None = None


Tool = Callable[[bytes], str]


def ours(data: bytes) -> str:
    return clean(data, stages=["decoding"]).text


def peers() -> dict[str, Callable[[bytes], str | None]]:
    """What finds the label, of each peer that is installed."""
    found: dict[str, Callable[[bytes], str | None]] = {}
    if importlib.util.find_spec("charset_normalizer"):
        from charset_normalizer import from_bytes

        found["charset-normalizer"] = lambda data: (best := from_bytes(data).best()) and best.encoding
    if importlib.util.find_spec("chardet"):
        import chardet

        found["chardet"] = lambda data: chardet.detect(data, prefer_superset=True)["encoding"]
    if importlib.util.find_spec("chardetng_py"):
        import chardetng_py

        found["chardetng"] = lambda data: chardetng_py.detect(data, allow_utf8=True)
    if importlib.util.find_spec("cchardet"):
        import cchardet

        found["faust-cchardet"] = lambda data: cchardet.detect(data)["encoding"]
    return found


def with_label(data: bytes, label: str | None) -> str:
    """The text under the superset of a label."""
    codec = SUPERSETS.get((label or "").lower(), label or "latin-1")
    if codec == "cp950" and "\ufffd" in data.decode(codec, "replace"):
        codec = "big5hkscs"
    try:
        return data.decode(codec, "replace")
    except LookupError:
        return ""


def is_right(case: Case, text: str) -> bool:
    """Whether the text is the true one; marks that a family of codecs writes in two ways count as one."""
    text, before = folded(text.removeprefix("\ufeff")), folded(case.text)
    if case.after is None:
        return text == before
    after = folded(case.after)
    return text.startswith(before) and text.endswith(after) and len(text) <= len(before) + len(after) + MOST_DAMAGED


MOST_DAMAGED = 4
"""Characters that may stand for one damaged place."""


@cache
def folding() -> dict[int, str]:
    return str.maketrans({"‧": "·", "・": "·", "―": "—", "∼": "～", "〜": "～", "−": "－", "‖": "∥"})


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(folding())


def texts() -> dict[str, str]:
    """Own text by language."""
    found = {
        language: "\n".join(lines) for language, lines in json.loads((HERE / "texts.json").read_text("utf-8")).items()
    }
    return {**found, "zh-hant": opencc.OpenCC("s2t").convert(found["zh"])}


def pieces(text: str, length: int, count: int, chance: random.Random, codec: str) -> list[str]:
    """Pieces of a text, of `length` characters, that begin with a letter and that the codec has, not all ASCII."""
    lines = text.split("\n")
    found: list[str] = []
    for _ in range(count * 50):
        line = chance.choice(lines)
        while len(line) < length * 2:
            line += chance.choice(lines)
        start = chance.randrange(len(line) - length)
        piece = line[start : start + length]
        if piece[0].isalpha() and not piece.isascii() and encodes(piece, codec):
            found.append(piece)
        if len(found) == count:
            break
    return found


def encodes(text: str, codec: str) -> bool:
    raw = charsets.encoded(text, codec)
    return charsets.decoder(codec)(raw, "strict")[0] == text


def rare(piece: str, chance: random.Random) -> str:
    """The piece with one character that takes four bytes in GB18030."""
    at = chance.randrange(len(piece))
    return piece[:at] + chr(chance.randrange(0x3400, 0x4DB0)) + piece[at + 1 :]


PLAIN = (
    ("utf-8", "zh", "utf-8"),
    ("GBK, simplified", "zh", "gbk"),
    ("GBK, traditional", "zh-hant", "gbk"),
    ("GB18030, a four-byte character", "zh", "gb18030"),
    ("Big5", "zh-hant", "cp950"),
    ("Big5-HKSCS", "yue", "big5hkscs"),
    ("EUC-TW", "zh-hant", "euc-tw"),
    ("HZ", "zh", "hz"),
    ("UTF-16LE, no mark", "zh", "utf-16-le"),
    ("UTF-16BE, no mark", "zh", "utf-16-be"),
)
OTHER_SCRIPTS = (
    ("Shift-JIS", "ja", "cp932"),
    ("EUC-JP", "ja", "euc_jp"),
    ("EUC-KR", "ko", "cp949"),
    ("UTF-8 French", "fr", "utf-8"),
    ("UTF-8 German", "de", "utf-8"),
    ("UTF-8 Spanish", "es", "utf-8"),
    ("CP1252 French", "fr", "cp1252"),
    ("CP1252 German", "de", "cp1252"),
    ("CP1252 Spanish", "es", "cp1252"),
    ("CP1251 Russian", "ru", "cp1251"),
    ("KOI8-R Russian", "ru", "koi8-r"),
)


def plain_groups(count: int) -> Iterator[tuple[str, int, list[Case]]]:
    """Whole texts in each encoding, by length."""
    own = texts()
    for name, language, codec in (*PLAIN, *OTHER_SCRIPTS):
        for length in LENGTHS if (name, language, codec) in PLAIN else LENGTHS[2:]:
            chance = random.Random(f"{name} {length}")
            found = pieces(own[language], length, count, chance, codec)
            if "four-byte" in name:
                found = [rare(piece, chance) for piece in found if length > 2]
            if found:
                yield name, length, [Case(charsets.encoded(piece, codec), piece) for piece in found]


def damaged_groups(count: int) -> Iterator[tuple[str, int, list[Case]]]:
    """Text cut at either end, with a bad byte, among markup, and in two encodings."""
    own = texts()
    for name, language, codec in (("UTF-8", "zh", "utf-8"), ("GBK", "zh", "gb18030"), ("Big5", "zh-hant", "cp950")):
        for length in (32, 128, 1024):
            chance = random.Random(f"damage {name} {length}")
            found = pieces(own[language], length, count, chance, codec)
            raws = [piece.encode(codec) for piece in found]
            yield (
                f"{name}, cut at the end",
                length,
                [Case(r[:-1], p[:-1], "") for r, p in zip(raws, found, strict=True)],
            )
            yield (
                f"{name}, cut at the start",
                length,
                [Case(r[1:], "", p[1:]) for r, p in zip(raws, found, strict=True)],
            )
            yield f"{name}, a bad byte", length, [with_bad_byte(p, codec, chance) for p in found]
        for length in (4, 8, 16, 64):
            chance = random.Random(f"markup {name} {length}")
            found = pieces(own[language], length, count, chance, codec)
            yield f"{name} in markup", length, [in_markup(piece, codec) for piece in found]
        if codec != "utf-8":
            yield f"UTF-8 and {name}, by line", 400, [mixed(own[language], codec, chance, "\n") for _ in range(count)]
            yield (
                f"UTF-8 and {name}, within a line",
                400,
                [mixed(own[language], codec, chance, "") for _ in range(count)],
            )


def with_bad_byte(piece: str, codec: str, chance: random.Random) -> Case:
    at = chance.randrange(1, len(piece) - 1)
    before, after = piece[:at], piece[at:]
    return Case(before.encode(codec) + b"\xff" + after.encode(codec), before, after)


def in_markup(piece: str, codec: str) -> Case:
    head = '<html><head><title>page</title></head><body class="main">' + '<div id="item"><a href="/index.html">' * 50
    text = head + piece + "</a></div>" * 50
    return Case(text.encode(codec), text)


def mixed(text: str, codec: str, chance: random.Random, end: str) -> Case:
    """Lines of which half are UTF-8; with `end` "" all of them in one line, with a tag between."""
    lines = [line for line in chance.choices(text.split("\n"), k=16) if encodes(line, codec)]
    raw = [line.encode(codec if i % 2 else "utf-8") for i, line in enumerate(lines)]
    end = end or " <br> "
    return Case(end.encode().join(raw), end.join(lines))


def labelled_groups(folder: Path) -> Iterator[tuple[str, int, list[Case]]]:
    """The groups of a labelled collection whose text is known exactly."""
    groups: dict[str, list[Case]] = {}
    path = folder / "decoding.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        if not {"prefix", "suffix", "distance"} & row.keys():
            groups.setdefault("labelled: " + row["group"], []).append(Case(bytes.fromhex(row["hex"]), row["text"]))
    for group, cases in sorted(groups.items()):
        length = re.search(r"(\d+) characters", group)
        yield re.sub(r" \d+ characters", "", group), int(length[1]) if length else 0, cases


def quality(tools: Mapping[str, Tool], options: argparse.Namespace) -> bool:
    """Prints the share of right texts for every group, length and tool; whether no peer is ahead anywhere."""
    print_row(options, "group", "length", "n", *tools)
    if options.markdown:
        print_row(options, *["---"] * (3 + len(tools)))
    made = (*plain_groups(options.cases), *damaged_groups(options.cases), *labelled_groups(options.data))
    groups = [group for group in made if group[2]]
    behind = 0
    for name, length, cases in groups:
        shares = [sum(is_right(case, tool(case.data)) for case in cases) / len(cases) for tool in tools.values()]
        is_behind = shares[0] < max(shares)
        behind += is_behind
        values = [f"{100 * share:.1f}" for share in shares]
        print_row(options, name, length or "", len(cases), *values, *(["behind"] if is_behind else []))
    print(f"behind a peer in {behind} of {len(groups)} rows")
    return not behind


def print_row(options: argparse.Namespace, name: object, length: object, n: object, *values: object) -> None:
    if options.markdown:
        print("|", " | ".join(map(str, (name, length, n, *values))), "|", flush=True)
    else:
        print(f"{name!s:40} {length!s:>6} {n!s:>5}", *(f"{value!s:>18}" for value in values), flush=True)


def speeds(labels: Mapping[str, Callable[[bytes], str | None]]) -> None:
    """Prints how fast clean UTF-8 and GBK pass, as ratios; of the peers it is the detection alone, without decoding."""
    text = "\n".join(random.Random(1).choices(texts()["zh"].split("\n"), k=20_000))
    for size in (10_000, 1_000_000):
        utf8 = text.encode()[:size].decode("utf-8", "ignore").encode()
        decoding = speed(lambda data=utf8: clean(data, stages=["decoding"]), len(utf8))
        floor = speed(lambda data=utf8: SCAN.search(data.decode()), len(utf8))
        print(f"\nclean UTF-8, {size} bytes: decoding {decoding:.0f} MB/s")
        print(f"  {decoding / floor:.2f} of bytes.decode and one scan ({floor:.0f} MB/s)")
        gbk = text.encode("gbk")[:size].decode("gbk", "ignore").encode("gbk")
        own = speed(lambda data=gbk: ours(data), len(gbk))
        print(f"GBK, {size} bytes: decoding {own:.0f} MB/s")
        for name, label in labels.items():
            theirs = speed(lambda label=label, data=gbk: label(data), len(gbk))
            print(
                f"  {own / theirs:.1f} times {name} ({theirs:.1f} MB/s)" + "; goal 3" * (name == "charset-normalizer")
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100, help="cases a row (default: 100)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with decoding.jsonl")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--only", choices=["quality", "speed"])
    options = parser.parse_args()
    labels = peers()
    if options.only != "quality":
        speeds(labels)
    decoded = {name: lambda data, label=label: with_label(data, label(data)) for name, label in labels.items()}
    tools = {"zhclean": ours, **decoded}
    return 0 if options.only == "speed" or quality(tools, options) else 1


if __name__ == "__main__":
    sys.exit(main())
