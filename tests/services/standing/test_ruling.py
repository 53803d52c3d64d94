"""方案: the sentence of a rule says all that the rule asks for, in words of one language."""

import re
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.scheme import (
    Assessed,
    Bound,
    FigureNumber,
    Leaf,
    Measure,
    PeopleTest,
    SchoolTest,
    Select,
)
from edudesk.services.standing.ruling import say_rule
from edudesk.services.standing.ruling_grants import GrantTeller
from edudesk.texts import Texts
from tests.services.schemes.own import own

HEAD = """
[[types]]
code = "close"
name = { zh = "紧密型", en = "Close" }

[[figures]]
id = "quota"
name = { zh = "名额", en = "Places" }
unit = { zh = "人", en = "people" }

[[vocabulary.line]]
code = "care"
name = { zh = "保育", en = "Care" }

[[vocabulary.line]]
code = "safety"
name = { zh = "安全", en = "Safety" }

[[vocabulary.group-duty]]
code = "research-liaison"
name = { zh = "教研联络", en = "Research liaison" }
"""
SCHEME = read_scheme(own("quotas", 'condition = { select = {}, at_least = 1 }\nperiod = "term"\n') + HEAD)
ZH, EN = GrantTeller(Texts("zh"), SCHEME), GrantTeller(Texts("en"), SCHEME)
EXCHANGE: dict[str, Any] = {"record": "exchange", "exchange_forms": ("secondment",)}
MARKS = re.compile("[\ue000-\ue002]|(?<=\ue000)[a-z]+(?=\ue001)")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

SELECTED: dict[str, tuple[dict[str, Any], str]] = {
    "record": ({"record": "donation"}, "物资或资金支援"),
    "kinds": ({"kinds": ("lecture", "training")}, "专题讲座或培训"),
    "exchange_forms": ({"record": "exchange", "exchange_forms": ("shadowing",)}, "跟岗"),
    "forms": ({"forms": ("online",)}, "线上"),
    "host": ({"host": "helped"}, "在受援方"),
    "direction": ({"direction": "member-to-lead"}, "由受援方向帮扶方"),
    "lines": ({"lines": ("care",)}, "就保育"),
    "subjects": ({"subjects": ("maths",)}, "就数学"),
    "people": ({"people": (PeopleTest(posts=("principal",)),)}, "由校长（园长）"),
    "schools": ({"schools": SchoolTest(locations=("village",))}, "有村的学校参加"),
    "states": ({"record": "request", "states": ("answered",)}, "已落实"),
    "least_days": (EXCHANGE | {"least_days": 5}, "不少于 5 天"),
    "least_working": (EXCHANGE | {"least_days": 5, "least_working": True}, "5 个工作日"),
    "part": ({"part": "host"}, "由本校承办"),
    "evidence": ({"evidence": ("photo", "sign-in")}, "附有照片和签到表"),
    "least_months": (EXCHANGE | {"least_months": 12}, "满 12 个月"),
    "most_months": (EXCHANGE | {"most_months": 24}, "不超过 24 个月"),
    "posts_held": (EXCHANGE | {"posts_held": ("class-teacher",)}, "到校后担任班主任"),
    "least_weekly_periods": (EXCHANGE | {"least_weekly_periods": Decimal(8)}, "每周上课不少于 8 课时"),
    "confirmed": (EXCHANGE | {"confirmed": True}, "经接收学校确认"),
    "grades": ({"grades": ("excellent", "good")}, "评定为优秀或良好"),
    "levels": ({"record": "achievement", "levels": ("city",)}, "级别为市级"),
    "level_at_least": ({"record": "achievement", "level_at_least": "city"}, "市级及以上"),
    "completions": ({"record": "pair", "completions": ("passed",)}, "结果为达标"),
    "types": ({"record": "community", "types": ("close",)}, "类型为紧密型"),
    "documents": ({"documents": ("report",)}, "有专题报告"),
    "among": ({"record": "person", "among": Select(**EXCHANGE)}, "属于派去支教的人"),
    "excluded": (EXCHANGE | {"excluded": (Select(record="exchange", posts_held=("principal",)),)}, "的不算"),
    "acts_as": ({"acts_as": ("teacher",)}, "本人的角色是执教"),
    "either": ({"either": (Select(kinds=("lecture",)), Select(kinds=("training",)))}, "或"),
}
TESTED: dict[str, tuple[dict[str, Any], str]] = {
    "side": ({"side": "helper"}, "帮扶方的人"),
    "roles": ({"roles": ("mentor",)}, "担任师傅"),
    "posts": ({"posts": ("principal", "director")}, "校长（园长）或中层干部"),
    "experience": ({"experience": ("class-teacher",)}, "现任或做过班主任"),
    "titles": ({"titles": ("senior",)}, "高级教师"),
    "honours": ({"honours": ("backbone",)}, "骨干教师"),
    "age_at_most": ({"age_at_most": 35}, "不超过 35 岁"),
    "at_least": ({"at_least": 2}, "不少于 2 名"),
    "at_most": ({"at_most": 3}, "不超过 3 名"),
    "title_at_least": ({"title_at_least": "first"}, "职称在一级教师及以上"),
    "honour_levels": ({"honour_levels": ("city",)}, "有市级荣誉称号"),
    "honour_level_at_least": (
        {"honours": ("backbone",), "honour_level_at_least": "city"},
        "市级及以上骨干教师",
    ),
    "subjects": ({"subjects": ("maths",)}, "教数学"),
    "stages": ({"stages": ("primary",)}, "任教学段为小学"),
    "employment": ({"employment": ("in-post",)}, "编制为"),
    "sex": ({"sex": "female", "age_at_most": 49}, "女性且不超过 49 岁"),
    "age_at_least": ({"age_at_least": 30}, "满 30 岁"),
    "teaching_years_at_least": ({"teaching_years_at_least": 5}, "教龄满 5 年"),
    "teaching_years_at_most": ({"teaching_years_at_most": 3}, "教龄不超过 3 年"),
    "years_here_at_least": ({"years_here_at_least": 6}, "在现学校满 6 年"),
    "years_here_at_most": ({"years_here_at_most": 2}, "在现学校不超过 2 年"),
    "served": ({"served": False}, "没有支教或交流经历"),
    "assessed": ({"assessed": Assessed(("excellent",), 2)}, "近 2 年年度考核都是优秀"),
    "mentored": ({"mentored": PeopleTest(titles=("senior",))}, "师傅是高级教师"),
    "any": ({"any": (PeopleTest(sex="male"), PeopleTest(age_at_most=49))}, "是男性的人或不超过 49 岁的人"),
    "none": ({"none": (PeopleTest(posts=("principal",)),)}, "不是校长（园长）"),
}
MEASURED: dict[str, tuple[dict[str, Any], str]] = {
    "sort": ({"sort": "served", "unit": "week"}, "累计不少于 2 周"),
    "unit": ({"sort": "sum", "unit": "period"}, "合计不少于 2 课时"),
    "convert": (
        {"sort": "sum", "unit": "period", "convert": {"half-day": Decimal(3)}},
        "（1 个半天折合 3 课时）",
    ),
    "of": ({"sort": "distinct", "of": "subject"}, "涉及不少于 2 个学科"),
    "working": ({"sort": "served", "unit": "day", "working": True}, "不少于 2 天（按工作日算）"),
    "whole": ({"sort": "share", "whole": Select()}, "全部活动里，属于专题讲座的要占不少于 2 %"),
    "whole_number": ({"sort": "share", "whole_number": FigureNumber("quota")}, "占“名额”的比例"),
}


def plain(said: str) -> str:
    """Return words without their marks."""
    return MARKS.sub("", said)


def whole(language: str, section: str, body: str, more: str = HEAD) -> str:
    scheme = read_scheme(own(section, body) + more)
    texts = Texts("zh" if language == "zh" else "en")
    return "".join(piece.text for piece in say_rule(texts, scheme, "rule"))


@pytest.mark.parametrize("said", [(Select, SELECTED), (PeopleTest, TESTED), (Measure, MEASURED)])
def test_no_field_is_left_unsaid(said: tuple[type[Any], dict[str, Any]]) -> None:
    of, told = said
    assert {field.name for field in fields(of)} == set(told)


@pytest.mark.parametrize("field", SELECTED)
def test_a_selection_says(field: str) -> None:
    given, words = SELECTED[field]
    chosen = Select(**given)
    without = Select(**{"record": chosen.record} | {name: given[name] for name in given if name != field})
    assert words in plain(ZH.doing(chosen)) or words in plain(ZH.thing(chosen))
    assert plain(ZH.doing(chosen)) != plain(ZH.doing(without)) or field == "record"
    assert plain(EN.thing(chosen)) != plain(EN.thing(without)) or field == "record"
    assert not CHINESE.search(plain(EN.thing(chosen)))


@pytest.mark.parametrize("field", TESTED)
def test_a_test_of_people_says(field: str) -> None:
    given, words = TESTED[field]
    assert words in plain(ZH.people(PeopleTest(**given)))
    without = PeopleTest(**{name: given[name] for name in given if name != field})
    assert plain(EN.people(PeopleTest(**given))) != plain(EN.people(without))
    assert not CHINESE.search(plain(EN.people(PeopleTest(**given))))


@pytest.mark.parametrize("field", MEASURED)
def test_a_measure_says(field: str) -> None:
    given, words = MEASURED[field]
    leaf = Leaf(Select(kinds=("lecture",)), Measure(**given), Bound(Decimal(2)))
    assert words in plain(ZH.leaf(leaf))
    assert not CHINESE.search(plain(EN.leaf(leaf)))


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ({}, "开展活动"),
        ({"record": "exchange", "direction": "lead-to-member"}, "由帮扶方向受援方派人去交流"),
        ({"record": "stay"}, "派人去对方学校"),
        ({"record": "pair"}, "结成师徒"),
        ({"record": "donation", "direction": "lead-to-member"}, "由帮扶方向受援方给予物资或资金支援"),
        ({"record": "request"}, "提出需求"),
        ({"record": "achievement", "kinds": ("paper",)}, "取得论文"),
        ({"record": "document", "kinds": ("report",)}, "有专题报告"),
        ({"record": "agreement"}, "签订协议"),
        ({"record": "duty", "kinds": ("research-liaison",)}, "设有教研联络"),
        ({"record": "duty", "people": (PeopleTest(posts=("principal",)),)}, "由校长（园长）担任领导小组成员"),
        ({"record": "person"}, "有教师"),
        ({"record": "person", "schools": SchoolTest(sides=("helped",))}, "有受援方的教师"),
        ({"record": "school"}, "有学校"),
        ({"record": "roster-school"}, "有档案里的学校"),
        ({"record": "community"}, "有共同体"),
        (
            {
                "record": "pair",
                "people": (PeopleTest(side="helper", roles=("mentor",), honours=("master",)),),
            },
            "由帮扶方的名师担任师傅，结成师徒",
        ),
    ],
)
def test_every_record_has_its_own_verb(select: dict[str, Any], words: str) -> None:
    assert plain(ZH.doing(Select(**select))) == words


QUOTA = [
    ('condition = { select = { kinds = ["lecture"] }, at_least = 1 }', "每学期，开展专题讲座，不少于 1 次。"),
    (
        'condition = { select = {}, every = { each = "subject", found = true, items = 1 }, at_least = 2 }',
        "至少 1 个学科各不少于 2 次",
    ),
    ('condition = { select = {}, every = "subject", at_least = 1 }', "名单上的每个学科各不少于 1 次"),
    (
        (
            'condition = { select = { lines = ["care", "safety"] }, '
            'every = { each = "line", values = ["care", "safety"] }, at_least = 1 }'
        ),
        "就保育或安全开展活动，每个方面各不少于 1 次",
    ),
    (
        (
            'condition = { select = { record = "duty" }, '
            'every = { each = "kind", values = ["research-liaison"] }, at_least = 1 }'
        ),
        "教研联络各不少于 1 人",
    ),
    (
        (
            'condition = { select = { record = "exchange", posts_held = ["class-teacher"] }, at_least = 30, '
            'measure = { sort = "share", of = "record", whole = { record = "exchange" } } }'
        ),
        "派去交流的人里，到校后担任班主任的要占不少于 30 %",
    ),
    (
        (
            'condition = { select = { record = "exchange", confirmed = true }, at_least = 100, '
            'measure = { sort = "share", of = "record", whole = { record = "exchange" } } }'
        ),
        "经接收学校确认的要占 100 %",
    ),
    (
        (
            'condition = { only_if = { select = { record = "request" }, at_least = 1 }, '
            'then = { select = { kinds = ["lecture"] }, at_least = 1 } }'
        ),
        "只要有提出的需求，开展专题讲座，不少于 1 次",
    ),
    (
        (
            'condition = { any = [ { select = { kinds = ["lecture"] }, at_least = 1 }, '
            '{ all = [ { select = { kinds = ["training"] }, at_least = 2 }, '
            '{ select = { record = "pair" }, at_least = 1 } ] } ] }'
        ),
        (
            "下面做到一项就行：（一）开展专题讲座，不少于 1 次；"
            "（二）下面各项都要做到：①开展培训，不少于 2 次；②结成师徒，不少于 1 对。"
        ),
    ),
    (
        (
            'condition = { select = { record = "exchange" }, measure = { sort = "distinct", of = "person" }, '
            'at_most = { plus = [{ figure = "quota" }, 2] } }'
        ),
        "派人去交流，不超过（“名额” + 2）人（不重复计）",
    ),
    (
        'condition = { select = { kinds = ["lecture"] }, at_least = { count = { kinds = ["training"] } } }',
        "不少于培训的次数",
    ),
    (
        (
            'condition = { in_every = "school-year", at_least = 3, '
            'condition = { select = { kinds = ["lecture"] }, at_least = 8 } }'
        ),
        "至少有 3 个学年做到：开展专题讲座，不少于 8 次",
    ),
    (
        (
            'applies = { types = ["close"], helper = { locations = ["urban"] } }\n'
            "condition = { select = {}, at_least = 1 }"
        ),
        "只适用于紧密型，帮扶方是城区的学校时，",
    ),
    (
        (
            'per = { each = "school", schools = { side = "helper", roles = ["lead"] } }\n'
            "condition = { select = {}, at_least = 1 }"
        ),
        "对每一所帮扶方，",
    ),
    (
        (
            'per = { each = "person", among = { record = "exchange", direction = "lead-to-member", '
            'people = [{ honours = ["backbone"] }] } }\ncondition = { select = {}, at_least = 1 }'
        ),
        "对由帮扶方向受援方派去交流的每一名骨干教师，",
    ),
    (
        (
            'condition = { select = { record = "exchange", confirmed = true }, at_least = 50, '
            'measure = { sort = "share", of = "record", whole = { record = "exchange" } }, '
            'every = { each = "subject", values = ["maths", "chinese"] } }'
        ),
        "数学和语文都要做到：派去交流的人里，经接收学校确认的要占不少于 50 %",
    ),
    ("condition = { select = {}, at_least = 0 }", "数量没有定（设为 0，不作要求）"),
    ("condition = { select = {}, between = [1, 2] }", "1 到 2 次"),
]


@pytest.mark.parametrize(("body", "words"), QUOTA)
def test_a_quota_is_said_as_it_is_asked(body: str, words: str) -> None:
    text = f'period = "term"\n{body}\n'
    assert words in whole("zh", "quotas", text)
    assert not CHINESE.search(whole("en", "quotas", text))


@pytest.mark.parametrize(
    ("section", "body", "words"),
    [
        (
            "statistics",
            (
                'period = "term"\ncondition = { select = { kinds = ["training"] }, '
                'measure = { sort = "sum", unit = "attendance" } }\n'
            ),
            "每学期，只作统计：培训合计的人次。",
        ),
        (
            "documents",
            (
                'kinds = ["plan", "programme"]\n'
                'due = { sort = "exchange", exchange_forms = ["post"], before = true, days = 0 }\n'
            ),
            "每次挂职开始前，要交工作计划或工作方案。",
        ),
        ("evidence", 'needs = ["plan", ["photo", "scan"]]\n', "每次活动都要有活动方案；照片或扫描件。"),
        ("limits", 'same = "stage"\nat_most = 0\n', "结对学校的学段应当相同。"),
        (
            "limits",
            'each = { side = "helper" }\ncount = { side = "helped" }\nbetween = [1, 3]\nperiod = "cycle"\n',
            "每一所帮扶方，结对的受援方 1 到 3 所，整个周期一起算。",
        ),
        (
            "eligibility",
            'select = { record = "exchange" }\nwho = [{ title_at_least = "first" }, { served = true }]\n',
            "派去交流的人，应当是职称在一级教师及以上的人；或者是有过支教或交流经历的人。",
        ),
        (
            "allowances",
            'select = { record = "exchange" }\namount = 0\n',
            "对派去交流的每个人，金额没有定（设为 0）。",
        ),
        (
            "recognition",
            (
                'gives = { zh = "经历", en = "Experience" }\ndocuments = ["confirmation"]\n'
                'among = { kinds = ["lecture"], people = [{ roles = ["lecturer"] }] }\n'
                'condition = { select = { kinds = ["lecture"] }, at_least = 1 }\n'
            ),
            "对专题讲座里的每一名担任主讲的人，要交齐鉴定表，认定为“经历”，条件是：开展专题讲座",
        ),
    ],
)
def test_every_other_rule_is_said_as_it_is_asked(section: str, body: str, words: str) -> None:
    assert words in whole("zh", section, body)
    assert not CHINESE.search(whole("en", section, body))
