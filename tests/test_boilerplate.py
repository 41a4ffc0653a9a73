"""Page furniture goes, the article stays."""

from __future__ import annotations

import json
import runpy
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean, rules
from cleaners.boilerplate import features, fields, findings, odds
from cleaners.boilerplate.article import article_of
from cleaners.boilerplate.labels import SIGNS, labelled, simplified
from cleaners.boilerplate.lines import split
from cleaners.boilerplate.page import page_of
from cleaners.edits import Edit, applied, checked
from cleaners.options import Options

CASES = json.loads((Path(__file__).parent / "cases" / "boilerplate.json").read_text(encoding="utf-8"))

ARTICLE = "江水从城东绕到城西，两岸的人都靠它吃饭。\n渡口的老人说，他见过三次大水，一次比一次急。\n"


def cleaned(text):
    return clean(text, stages=["boilerplate"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert cleaned(case["text"]).text == case["becomes"]


def test_a_third_of_the_cases_must_not_change():
    assert 3 * sum(case["text"] == case["becomes"] for case in CASES) >= len(CASES)


def test_jump_line_is_flagged_and_kept():
    document = cleaned(ARTICLE + "水位还在上涨，——下转第五版\n")
    assert document.text == ARTICLE + "水位还在上涨，——下转第五版\n"
    assert [flag.rule for flag in document.flags] == ["boilerplate.jump-line"]


def test_what_goes_is_in_the_log_and_comes_back():
    text = "分享到：\r\n" + ARTICLE + "（责任编辑：何平）"
    document = cleaned(text)
    assert document.text == ARTICLE
    assert [edit.rule for edit in document.edits] == ["boilerplate.share-to", "boilerplate.editor"]
    assert document.restore() == text


FURNITURE = ["分享到：", "首页", "财经", "（责任编辑：何平）", "相关阅读", "山城的秋天来得很晚", "12", "", "　　"]


@given(st.lists(st.sampled_from(ARTICLE.splitlines() + FURNITURE), max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_sentences_of_the_article_stay(lines, end):
    text = end.join(lines)
    edits = [finding for finding in findings(text, Options()) if isinstance(finding, Edit)]
    after = applied(text, checked(text, edits)).split(end)
    assert [line for line in after if line in ARTICLE and "，" in line] == [line for line in lines if "，" in line]


BENEATH = ARTICLE + ARTICLE.replace("江", "河") + ARTICLE.replace("渡口", "码头")


def page(text):
    lines = split(text)
    return page_of(lines, labelled([line.text for line in lines]))


def names(text):
    one = page(text)
    return features.of_page(one, article_of(one, ()), ())


def test_every_feature_of_the_cases_has_a_weight():
    found = {name for case in CASES for line in names(case["text"]) for name in line}
    assert len(found) > 100
    unknown = sorted(found - set(odds.weights()))
    assert len(unknown) <= len(found) / 20, unknown  # of rare combinations no labelled page has an example


@given(st.sets(st.sampled_from(sorted(odds.weights()))), st.sampled_from(sorted(odds.weights())))
def test_a_weight_above_zero_speaks_for_furniture(found, more):
    before, after = (odds.probability(set_, odds.weights()) for set_ in (found - {more}, found | {more}))
    assert (after > before) == (odds.weights()[more] > 0) or after == pytest.approx(before)


def test_no_feature_no_opinion():
    assert odds.probability((), odds.weights()) == 0.5


def test_places_of_a_page():
    one = page("首页\n财经\n渡口明年就要修一座新桥了\n2020年3月4日 10:20\n" + BENEATH + "何平\n分享到：\n首页\n")
    article = article_of(one, ())
    assert [article.place(i) for i in range(4)] == ["above", "above", "title", "under"]
    assert {article.place(i) for i in article.text} == {"inside"}
    assert [article.place(i) for i in range(article.text.stop, len(one.texts))] == ["end", "tail", "tail"]


@given(st.lists(st.sampled_from([*FURNITURE, "渡口志", "船谱", "江城"]), max_size=12), st.integers(0, 3))
def test_furniture_above_and_below_costs_the_article_nothing(around, blank):
    article = "渡口明年就要修一座新桥了\n2020年3月4日 10:20　来源：山城日报\n" + BENEATH
    frame = "\n".join(around) + "\n"
    assert BENEATH in cleaned(frame + "\n" * blank + article + "\n" * blank + frame).text


def test_weights_are_built_from_labelled_pages(tmp_path):
    script = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "train_boilerplate_weights.py"))
    rows = [{"text": text, "label": "boilerplate"} for text in ["首页", "渡口志", "船谱", "分享到："]]
    rows += [{"text": text, "label": "keep"} for text in BENEATH.splitlines()]
    pages = [{"doc": str(n), "lines": rows[n:] + rows[:2]} for n in range(3)]
    (tmp_path / "pages.jsonl").write_text("\n".join(json.dumps(one) for one in pages), encoding="utf-8")
    (tmp_path / "texts" / "verse").mkdir(parents=True)
    (tmp_path / "texts" / "verse" / "1.txt").write_text("江水东流去，\n船工不肯归。\n", encoding="utf-8")
    cases = script["cases"](tmp_path / "pages.jsonl")
    assert [case.labels.count(True) for case in cases] == [6, 5, 4]
    framed = list(script["transplanted"](cases, tmp_path / "texts"))
    assert "江水东流去，" in framed[0].texts
    assert framed[0].labels[framed[0].texts.index("江水东流去，")] is False
    weights = script["trained"]([script["example"](case) for case in (*cases, *framed)])
    assert weights["sentence"] < 0 < weights["ends open"]
    assert weights == script["trained"]([script["example"](case) for case in (*cases, *framed)])


def test_pages_of_one_site_share_a_number():
    script = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "train_boilerplate_weights.py"))
    template = {"江城渡口网首页", "关于江城渡口网", "江城渡口网版权所有", "渡口客户端下载"}
    first, second, third = script["_sites"]([template | {"今日水位"}, template | {"明日水位"}, {"今日水位"}])
    assert first == second != third


@given(st.text(alphabet="首页>|相关阅读版权所有。，：12ab \n\r　www.", max_size=200))
def test_any_text_gives_edits_that_fit(text):
    checked(text, [finding for finding in findings(text, Options()) if isinstance(finding, Edit)])


@pytest.mark.parametrize("char", list("a1 ，。中>|：wW.(　版页首-"))
def test_time_grows_with_length_alone(char):
    def took(size):
        text = (char * 390 + "\n") * size
        start = time.process_time()
        list(findings(text, Options()))
        return time.process_time() - start

    took(5)
    assert took(200) < 40 * max(took(20), 0.001)


def test_running_heads_of_double_spaced_pages_go_where_the_text_stands_twice():
    lines = [
        "江水从城东绕到城西，两岸的人都靠它吃饭，有人打鱼，有人撑船，有人在岸上开一间小小的铺子，卖些针", "线和灯油。",
        "渡口的老人说，他见过三次大水，一次比一次急，最急的一次冲走了半条街，连学堂的钟也漂到了下游的滩", "头上。",
        "新桥年底动工，后年通车，船工们都会上岸，有的去开车，有的去看桥，也有人说要把船留着，留给想坐的", "客人。",
    ]  # fmt: skip
    edge = ["山城旧事选编", "", "", "", ""]
    page = [*("", lines[0], "", ""), *edge, *("", lines[1], "", lines[2], "", "", "·63·", "", "", "", "", lines[3])]
    page += ["", lines[4], "", "", *edge, lines[5], "", ""]
    becomes = [line for line in page if line not in ("山城旧事选编", "·63·")]
    document = clean("\n".join(page * 2), stages=["boilerplate"])
    assert document.text == "\n".join(becomes * 2)


def test_headings_stay_where_the_text_stands_twice():
    page = [
        "一、渡口",
        "江水从城东绕到城西，两岸的人都靠它吃饭，有人打鱼，有人撑船。",
        "二、新桥",
        "新桥年底动工，后年通车。",
    ] * 2
    text = "\n\n".join(page * 2)
    assert clean(text, stages=["boilerplate"]).text == text


def test_rows_hold_in_traditional_characters():
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    words = "".join([*(rule.pattern for rule in rules.table("boilerplate")), *SIGNS])
    used = {char for char in words if "\u4e00" <= char <= "\u9fff"}
    other = frozenset("乾著藉瞭徵於") | {row["character"] for row in rules.rows("script_shared")}
    common = [chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("big5", "ignore")]
    forms = {char: convert(char) for char in common if char not in other}
    missing = [char for char, form in forms.items() if form != char and form in used and simplified(char) != form]
    assert missing == []


@pytest.mark.parametrize("line", ["延伸閱讀", "猜你喜歡", "會員登入", "隱私權政策", "責任編輯：何平", "相關新聞"])
def test_a_line_in_traditional_characters_has_the_rule_of_the_simplified_one(line):
    assert labelled([line])[0] == labelled([simplified(line)])[0]


RECORD = ["索 引 号：JC-2020-0012", "发文机关", "江城渡口管理处", "成文日期：2020年3月3日"]


def test_the_fields_of_a_record_and_their_values_are_kept():
    assert sorted(fields.kept(["首页", *RECORD, "江水东流。"])) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "texts", [["关键词：江水"], ["发布日期：2020-01-01", "来源：山城网"], ["标签", "关键词"], [""]]
)
def test_what_a_page_says_of_itself_is_no_record(texts):
    assert list(fields.kept(texts)) == []


def test_numbered_lines_under_a_heading_of_references_are_kept():
    assert list(fields.kept(["正文", "参考文献", "[1] 何平. 江城志.", "[2] 李原. 船谱.", "上一篇"])) == [1, 2, 3]


@given(st.lists(st.sampled_from([*FURNITURE, "渡口志", "船谱"]), max_size=12))
def test_a_record_between_furniture_and_text_stays(around):
    text = "\n".join([*around, "渡口停航的通告", *RECORD, *BENEATH.splitlines(), *around])
    assert set(RECORD) <= set(cleaned(text).text.split("\n"))


@given(st.lists(st.sampled_from(["登录", "注册", "首页", "收藏", "财经"]), max_size=4), st.integers(0, 2))
def test_a_few_words_of_buttons_are_no_page(words, place):
    parts = [*ARTICLE.splitlines()]
    parts[place:place] = words
    text = "\n".join(parts) + "\n"
    assert cleaned(text).text == text
