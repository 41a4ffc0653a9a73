"""Text that programs read stays as it is in all stages; prose that looks a little like it is none."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.data_formats import is_data

DATA = {
    "json": '{\n  "name": "渡口小店",\n  "tags": ["早点", "面馆"],\n  "note": "每周一闭馆,其余时间免费开放."\n}\n',
    "json lines": '{"text": "他说,好.", "id": 1}\n{"text": "走吧!", "id": 2}\n',
    "yaml": "服务:\n  名称: 渡口小店\n  端口: 8080\n  列表:\n    - 早点\n    - 面馆\n",
    "yaml list": "# 书目\n标题: 渡口\n目录:\n- 名称: 第一章\n  页: 3\n- 名称: 第二章\n  页: 9\n",
    "ini": "[数据库]\n用户名=root\n; 注释: 这是默认用户\n密码=secret\n\n[界面]\n语言=zh_CN\n",
    "toml": '标题 = "渡口"\n\n[店铺]\n名称 = "早点"\n端口 = 80\n',
}

PROSE = {
    "labels": "姓名: 张三\n电话: 123\n地址: 渡口街\n",
    "sections of prose": "课程安排:\n  周一上午在二楼上语文课,下午自习。\n  周二全天外出,请带雨具。\n",
    "references": "[1] 王某, 渡口史, 1999.\n[2] 李某, 船与人, 2003 [J]\n",
    "a heading in brackets": "[注意]\n今天=休息日, 大家都在家。\n渡口的船照常开。\n老人在等。",
    "an empty text": "",
}


@pytest.mark.parametrize("name", DATA)
def test_data_stay_as_they_are(name):
    assert is_data(DATA[name])
    document = clean(DATA[name])
    assert document.text == DATA[name]


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_no_data(name):
    assert not is_data(PROSE[name])


def test_half_width_marks_of_prose_beside_labels_are_mended():
    assert clean("姓名: 张三\n他说,好,走吧,天黑了,路不好走。\n").text.endswith("他说，好，走吧，天黑了，路不好走。\n")
