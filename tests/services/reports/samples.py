"""Made-up facts that the tests of the layouts share."""

from datetime import date, time
from decimal import Decimal

from edudesk.services.reports.facts import (
    ActivityFacts,
    EvidenceFacts,
    Frame,
    LedgerRow,
    OpinionFacts,
    Participant,
    RuleFacts,
    SelfCheckFacts,
    SideFacts,
    UnitFacts,
)

FRAME = Frame("青溪市实验小学", "青溪—石桥结对共同体", "2025-2026学年第一学期", date(2026, 1, 12))
ENGLISH = Frame("Qingxi Primary School", "", "2025–2026, term 1", date(2026, 1, 12), "en")

ACTIVITY = ActivityFacts(
    topic="三年级语文《大自然的声音》同课异构与联合教研",
    number="2025-1-007",
    kinds=("同课异构", "联合教研"),
    starts_on=date(2025, 10, 9),
    starts_at=time(8, 30),
    ends_at=time(11, 30),
    form="现场",
    host="石桥镇中心小学",
    place="录播教室",
    subjects=("语文",),
    grade="三年级（2）班",
    helper=SideFacts(
        ("青溪市实验小学",),
        (Participant("王映雪", "执教"), Participant("陈䶮", "主持"), Participant("周若涵")),
    ),
    helped=SideFacts(("石桥镇中心小学",), (Participant("李𬭚", "执教"), Participant("语文教师", count=12))),
    expected=16,
    actual=15,
    pupils=42,
    recorder="周若涵",
    units=(UnitFacts(Decimal(1), "次"), UnitFacts(Decimal("2.0"), "课时")),
    process="上午八时三十分，全体成员在录播教室集合。首先由王映雪老师执教《大自然的声音》，课堂以“听、读、说、写”四个环节展开；"
    "随后李𬭚老师同课异构。课后，两校教师围绕“如何落实语文要素”展开研讨，形成三点共识。\n下午，双方负责人就下阶段安排交换了意见。",
    result="形成三年级语文单元整体设计一份，两校共享课件两套。",
    reflection="作业设计还需分层，下次活动前由双方备课组先行交换初稿。",
    evidence=(
        EvidenceFacts("签到表.pdf", "签到表"),
        EvidenceFacts("IMG_20251009_0931.jpg", "照片", "李老师执教"),
    ),
    opinions=(OpinionFacts("反馈", "课例贴近学生，盼多来。", "石桥镇中心小学", "优", date(2025, 10, 10)),),
    rules=("送教下乡每学期不少于3次", "联合教研每学期不少于2次"),
)


def ledger_rows(count: int = 40) -> tuple[LedgerRow, ...]:
    kinds = (("同课异构", "联合教研"), ("送教",), ("专题讲座",), ("听评课",))
    return tuple(
        LedgerRow(
            number=f"2025-1-{n:03}",
            starts_on=date(2025, 9 + n % 4, 1 + n % 27),
            ends_on=date(2025, 9 + n % 4, 2 + n % 27) if n % 9 == 0 else None,
            topic="三年级语文《大自然的声音》同课异构与联合教研"[: 9 + n % 14],
            kinds=kinds[n % 4],
            helpers=("青溪市实验小学",),
            helped=("石桥镇中心小学",) if n % 3 else ("石桥镇中心小学", "云岭小学"),
            people=("王映雪",),
            subjects=("语文",),
            units=(UnitFacts(Decimal(1), "次"), UnitFacts(Decimal(2), "课时")),
            attendance=15,
            pupils=42,
            evidence=("照片 4", "签到表 1"),
            rules=("送教下乡",),
            late=n == 5,
        )
        for n in range(1, count + 1)
    )


CHECK = SelfCheckFacts(
    "南阳市“校际结对帮扶”实施方案",
    date(2025, 12, 15),
    (
        RuleFacts(
            "送教下乡",
            "帮扶学校每学期到受援学校送教不少于3次。",
            "2025年秋季学期",
            "≥3 次",
            "2 次",
            "3 次",
            "有风险",
            tuple(f"2025-10-{n:02} 三年级语文送教（1 次）" for n in range(1, 3)),
            ("2025-11-20 校长座谈：类型不是送教",),
            ("还差送教 1 次，截止 1 月 10 日",),
        ),
        RuleFacts("联合教研", "每学期联合教研不少于2次。", "2025年秋季学期", "≥2 次", "4 次", "4 次", "超额"),
        RuleFacts("校园文化", "开展校园文化交流。", "", "≥1 次", "0 次", "", "不适用"),
    ),
)
