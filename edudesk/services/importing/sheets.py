"""The columns of a sheet for bulk entry: a record type laid flat, its rows as compact cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Label

ROW_MARK = "row"
"""The column that knows a row of our own workbook again."""


@dataclass(frozen=True)
class Column:
    """One column: the field it fills and, for rows and evidence, which part of them."""

    name: str
    label: Label
    field: Field | None
    part: str = ""
    core: bool = False
    required: bool = False
    headings: tuple[str, ...] = ()
    hint: Label | None = None


_PEOPLE = Label(
    "多人用顿号分开，括号里写角色，如：林晓岚（执教）、周建国；群体写人数，如：班主任10人",
    "Several people with 、 between; a role in brackets; a group with its count",
)
_SCHOOLS = Label("多所学校用顿号分开", "Several schools with 、 between")
_Part = tuple[str, str, str, tuple[str, ...], Label | None]
_PARTS: dict[tuple[str, str], tuple[_Part, ...]] = {
    ("activity", "schools"): (
        (
            "helper",
            "帮扶方学校",
            "Helping schools",
            ("帮扶学校", "支援学校", "送教学校", "牵头学校", "核心校", "帮扶园"),
            _SCHOOLS,
        ),
        (
            "helped",
            "受援方学校",
            "Helped schools",
            ("受援学校", "受帮扶学校", "被帮扶学校", "结对学校", "受教学校", "成员校", "联合学校"),
            _SCHOOLS,
        ),
    ),
    ("activity", "people"): (
        (
            "helper",
            "帮扶方人员",
            "People of the helping side",
            ("承担人", "送教人", "送教教师", "执教人", "授课教师", "主讲人", "帮扶人员"),
            _PEOPLE,
        ),
        ("helped", "受援方人员", "People of the helped side", ("受援人员", "受援方参加人员"), _PEOPLE),
        ("other", "其他人员", "Other people", ("参加人员", "参加人", "参与人员", "人员"), _PEOPLE),
    ),
    ("activity", "units"): tuple(
        (choice.code, f"数量（{choice.label.zh}）", f"Amount ({choice.label.en})", synonyms, None)
        for choice, synonyms in zip(
            VOCABULARIES["unit"].choices,
            (
                ("次", "次数"),
                ("节", "节数", "听课节数"),
                ("课时", "课时数"),
                ("场", "讲座场数", "场数"),
                ("天", "天数"),
                ("周", "周数"),
                ("人次", "参加人次"),
                ("半天", "半天数"),
            ),
            strict=False,
        )
    ),
    ("community", "members"): (
        (
            "lead",
            "帮扶学校",
            "Lead schools",
            ("牵头学校", "牵头单位", "核心校", "帮扶园", "龙头校", "支援学校", "示范园"),
            _SCHOOLS,
        ),
        (
            "member",
            "结对学校",
            "Member schools",
            ("联合学校", "成员校", "受援学校", "被帮扶学校", "受帮扶学校", "被帮扶园", "成员园", "联合单位"),
            _SCHOOLS,
        ),
        ("neutral", "协同单位", "Supporting bodies", (), _SCHOOLS),
    ),
    ("community", "domains"): (
        (
            "subject",
            "统计学科",
            "Subjects counted",
            ("学科范围",),
            Label("方案要求“各学科”时按这里的学科统计", "What “every subject” runs over"),
        ),
    ),
    ("community", "group"): (
        ("leader", "组长", "Leader", ("领导小组组长",), None),
        ("deputy", "副组长", "Deputies", (), None),
        ("member", "小组成员", "Group members", (), None),
        ("liaison", "联络员", "Liaisons", ("联系人",), None),
    ),
    ("person", "facts"): (
        (
            "school",
            "任职学校",
            "School",
            ("学校", "单位", "所在学校", "现任教校", "工作单位", "编制单位"),
            None,
        ),
        ("title", "职称", "Title", ("专业技术职务",), None),
        (
            "honour",
            "荣誉",
            "Honours",
            ("骨干类别", "骨干类别及级别", "荣誉称号"),
            Label("可带级别，多项用顿号分开，如：县级骨干教师", "With level, several with 、 between"),
        ),
        ("post", "职务", "Posts", ("现任职务", "岗位", "行政职务"), None),
        ("subject", "任教学科", "Subjects", ("学科", "所教学科"), None),
        ("stage", "任教学段", "Stage", ("学段",), None),
        ("employment", "编制", "Employment", ("编制类型",), None),
        (
            "assessment",
            "年度考核",
            "Yearly assessment",
            ("考核结果", "年度考核结果", "考核等次"),
            Label("可带年度，多项用顿号分开，如：2024优秀、2025合格", "With the year, such as 2024优秀"),
        ),
        ("service", "支教（交流）经历", "Earlier service elsewhere", ("支教经历", "交流经历"), None),
    ),
    ("mentor-pair", "people"): (
        ("mentor", "师傅", "Mentors", ("指导教师", "师傅姓名", "导师"), _PEOPLE),
        ("apprentice", "徒弟", "Apprentices", ("徒弟姓名", "青年教师", "学员"), _PEOPLE),
    ),
    ("achievement", "people"): (("", "人员", "People", ("获奖人", "作者", "教师", "姓名"), None),),
    ("donation", "items"): (
        (
            "",
            "物品",
            "Items",
            ("物品名称", "捐赠物品"),
            Label(
                "多项用分号分开，如：课桌 50张 5000元；现金 2000元", "Such as 课桌 50张 5000元；现金 2000元"
            ),
        ),
    ),
    ("assessment", "lines"): (
        (
            "",
            "各项得分",
            "Scores",
            ("得分情况", "评分明细", "各项评分"),
            Label(
                "多项用分号分开：指标、得分、数量（说明），如：1.1 5分；2.3 4.5分 2处（缺签到表）",
                "Indicator, points, how many (why), such as 1.1 5分；2.3 4.5分 2处（缺签到表）",
            ),
        ),
    ),
    ("plan", "sections"): (("", "正文", "Text", ("内容",), None),),
    ("summary", "sections"): (("", "正文", "Text", ("内容",), None),),
}
_ASIDE = {"facts:assessment", "facts:service"}
"""Parts that stand behind, among what is asked for now and then."""
_MORE_HEADINGS = {
    ("exchange", "form"): ("支教形式", "交流形式", "交流类型", "支教（交流）形式"),
    ("exchange", "from_id"): ("支援学校", "原学校", "所在学校"),
    ("exchange", "to_id"): ("受援学校", "支教学校", "交流学校"),
    ("exchange", "starts_on"): ("起", "开始日期", "支教开始时间", "起始时间"),
    ("exchange", "ends_on"): ("止", "结束日期", "支教结束时间", "终止时间"),
    ("exchange", "name"): ("教师姓名", "支教教师", "交流教师"),
    ("mentor-pair", "starts_on"): ("开始日期", "起始日期"),
    ("mentor-pair", "ends_on"): ("结束日期", "终止日期"),
    ("document", "title"): ("标题", "文件名称", "材料名称"),
    ("community", "since"): ("开始日期", "起始日期"),
    ("community", "until"): ("结束日期", "终止日期"),
}
_SKIPPED = {("exchange", "person_id")}  # found by the name
_FOLLOWS = {
    ("activity", "state"): Label("可不填：日期已过算已开展，未到算计划中", "Follows from the date"),
    ("exchange", "state"): Label("可不填：已到开始日期算已开展", "Follows from the date"),
    ("request", "state"): Label("可不填：算待响应", "Open unless said otherwise"),
    ("community", "name"): Label("可不填：由两校名称组成", "Made of the schools' names"),
    ("assessment", "community_id"): Label("可不填：被考核单位只在一个共同体时", "Follows from the school"),
    ("mentor-pair", "name"): Label("可不填：由师傅与徒弟姓名组成", "Made of the people's names"),
}
_FILES = Label("文件名，多个用顿号分开；文件放在本表旁边", "File names; the files lie beside this workbook")
_EVIDENCE: dict[str, tuple[str, ...]] = {
    "activity": ("photo", "sign-in", "lesson-plan", "slides", "record", "plan", "other"),
    "exchange": ("formal-document", "photo", "other"),
    "mentor-pair": ("scan", "photo"),
    "donation": ("scan", "photo"),
    "achievement": ("scan",),
    "document": ("scan",),
    "figure": ("scan",),
    "assessment": ("scan",),
    "plan": ("scan",),
    "summary": ("scan",),
}
_EVIDENCE_HEADINGS = {"photo": ("图片", "活动照片"), "scan": ("附件", "文件"), "other": ("附件", "其他材料")}
_EXTRA_COLUMNS = {
    "person": Column("since", Label("任职起", "Since"), None, headings=("任职时间", "本校起始年月")),
    "community": Column("stage", Label("学段", "Stage of the schools"), None),
}


@cache
def columns_of(type_code: str) -> tuple[Column, ...]:
    """Return the columns for bulk entry of a record type, the row mark first, core ones before others."""
    described = record_types()[type_code]
    ours = [column for field in described.fields for column in _columns(type_code, field)]
    ours.sort(key=lambda column: not column.core)
    if extra := _EXTRA_COLUMNS.get(type_code):
        ours.append(extra)
    mark = Column(ROW_MARK, Label("编号（勿改）", "Row mark (keep)"), None, headings=("编号(勿改)",))
    return (mark, *ours, *_evidence(type_code))


def _columns(type_code: str, field: Field) -> Iterator[Column]:
    if (type_code, field.name) in _SKIPPED:
        return
    if field.kind is Kind.MAPPING or (field.kind is Kind.REFERENCE and not field.target):
        return
    if field.kind is not Kind.ROWS:
        yield Column(
            field.name,
            field.label,
            field,
            core=field.core,
            required=field.required and (type_code, field.name) not in _FOLLOWS,
            headings=field.headings + _MORE_HEADINGS.get((type_code, field.name), ()),
            hint=_FOLLOWS.get((type_code, field.name)),
        )
        return
    for part, zh, en, headings, hint in _PARTS.get((type_code, field.name), ()):
        name = f"{field.name}:{part}"
        core = field.core and name not in _ASIDE
        yield Column(name, Label(zh, en), field, part, core, headings=headings, hint=hint)


def _evidence(type_code: str) -> Iterator[Column]:
    for kind in _EVIDENCE.get(type_code, ()):
        label = VOCABULARIES["evidence-kind"].label(kind)
        headings = _EVIDENCE_HEADINGS.get(kind, ())
        yield Column(f"evidence:{kind}", label, None, kind, headings=headings, hint=_FILES)


def bulk_types() -> tuple[str, ...]:
    """Return the record types that have a sheet, in the order in which they refer to each other."""
    return tuple(code for code, described in record_types().items() if described.bulk)
