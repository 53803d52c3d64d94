"""The words a school chooses from: codes with labels and the synonyms that ledgers use.

Sources: ``standards.md`` section 8 (stages, subjects, titles, honours, kinds of activity). An open
vocabulary also takes codes that a scheme or the user adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from edudesk.texts import Label


@dataclass(frozen=True)
class Choice:
    """One word: its code, its label and other ways of writing it."""

    code: str
    label: Label
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """A list of choices in the order in which they mean something (titles by rank, stages by age)."""

    code: str
    choices: tuple[Choice, ...]
    open: bool = False

    @cached_property
    def _by_code(self) -> Mapping[str, Choice]:
        return {choice.code: choice for choice in self.choices}

    def find(self, code: str) -> Choice | None:
        """Return the choice with this code, or None."""
        return self._by_code.get(code)

    def label(self, code: str) -> Label:
        """Return the label of a code; an added code is its own label."""
        found = self.find(code)
        return found.label if found else Label(code, code)

    def read(self, words: str) -> str | None:
        """Return the code that these words mean (code, label or synonym), or None."""
        wanted = words.strip()
        for choice in self.choices:
            if wanted in {choice.code, choice.label.zh, choice.label.en, *choice.synonyms}:
                return choice.code
        return None


def _vocabulary(code: str, *lines: str, open_to_more: bool = False) -> Vocabulary:
    """Read lines of ``code | zh | en | synonym, synonym``."""
    choices = []
    for line in lines:
        name, zh, en, *rest = (part.strip() for part in line.split("|"))
        synonyms = tuple(word.strip() for word in rest[0].split(",")) if rest else ()
        choices.append(Choice(name, Label(zh, en), synonyms))
    return Vocabulary(code, tuple(choices), open_to_more)


VOCABULARIES = {
    vocabulary.code: vocabulary
    for vocabulary in (
        _vocabulary(
            "school-kind",
            "kindergarten | 幼儿园 | Kindergarten | 园所",
            "primary | 小学 | Primary school | 中心小学,完小,村小",
            "teaching-point | 教学点 | Teaching point",
            "junior | 初级中学 | Junior secondary school | 初中,中学",
            "nine-year | 九年一贯制学校 | Nine-year school | 九年一贯制",
            "twelve-year | 十二年一贯制学校 | Twelve-year school | 十二年一贯制",
            "complete-secondary | 完全中学 | Complete secondary school",
            "senior | 高级中学 | Senior secondary school | 高中,普通高中",
            "special | 特殊教育学校 | Special school | 特教",
            "vocational | 中等职业学校 | Vocational school | 中职",
            "institute | 教师进修学校（教研室） | Teacher training institute | 教研室,教师进修学校",
            "bureau | 教育行政部门 | Education bureau | 教育局,教育体育局",
        ),
        _vocabulary(
            "stage",
            "preschool | 学前 | Preschool | 学前教育,幼儿园",
            "primary | 小学 | Primary",
            "junior | 初中 | Junior secondary",
            "senior | 高中 | Senior secondary",
            "special | 特教 | Special education | 特殊教育",
            "vocational | 中职 | Vocational | 职教",
        ),
        _vocabulary(
            "location",
            "urban | 城区 | City | 城市,市区",
            "county-town | 县城 | County town",
            "town | 镇区 | Town | 镇",
            "township | 乡镇 | Township | 乡,农村",
            "village | 村 | Village | 村级,乡村",
        ),
        _vocabulary(
            "school-change", "renamed | 更名 | Renamed", "merged | 并入 | Merged", "split | 分立 | Split"
        ),
        _vocabulary("sex", "male | 男 | Male", "female | 女 | Female"),
        _vocabulary(
            "person-fact",
            "school | 任职学校 | School | 学校,单位,现任教校",
            "title | 职称 | Title",
            "honour | 荣誉 | Honour | 骨干类别",
            "post | 职务 | Post | 岗位,现任职务",
            "subject | 学科 | Subject | 任教学科",
            "stage | 学段 | Stage",
            "employment | 编制 | Employment",
        ),
        _vocabulary(
            "title",
            "chief | 正高级教师 | Chief teacher | 正高级,正高,中小学正高级教师",
            "senior | 高级教师 | Senior teacher | "
            "高级,中小学高级教师,中学高级,中学高级教师,中教高级,副高,副高级",
            "first | 一级教师 | First-grade teacher | "
            "一级,中小学一级教师,中学一级,中学一级教师,中教一级,小学高级,小学高级教师,小教高级",
            "second | 二级教师 | Second-grade teacher | "
            "二级,中小学二级教师,中学二级,中学二级教师,中教二级,小学一级,小学一级教师,小教一级",
            "third | 三级教师 | Third-grade teacher | "
            "三级,中小学三级教师,中学三级,小学二级,小学三级,小教二级",
            "none | 未定级 | Not graded | 无,未评,未定,未评级,无职称,见习",
        ),
        _vocabulary(
            "honour",
            "special-grade | 特级教师 | Special-grade teacher",
            "master | 名师 | Master teacher | 名教师,名校长",
            "subject-leader | 学科带头人 | Subject leader | 学带",
            "backbone | 骨干教师 | Backbone teacher | 骨干,教学骨干",
            "expert | 教学能手 | Teaching expert",
            "rising | 教坛新秀 | Rising teacher | 教坛新星,教学新秀",
            open_to_more=True,
        ),
        _vocabulary(
            "level",
            "national | 国家级 | National | 国家",
            "province | 省级 | Provincial | 省,自治区级",
            "city | 市级 | City | 市",
            "county | 县级 | County | 县,区级,县区级",
            "school | 校级 | School | 校",
        ),
        _vocabulary(
            "post",
            "principal | 校长（园长） | Principal | 校长,园长,书记",
            "vice-principal | 副校长（副园长） | Vice principal | 副校长,副园长,业务园长,副书记",
            "director | 中层干部 | Middle leader | 教导主任,教务主任,德育主任,总务主任,主任,保教主任",
            "class-teacher | 班主任 | Class teacher | 班主任老师",
            "grade-leader | 年级组长 | Grade leader",
            "research-leader | 教研组长 | Research group leader",
            "planning-leader | 备课组长 | Lesson planning leader",
            "teacher | 教师 | Teacher | 任课教师,专任教师,老师",
            "carer | 保育员 | Carer | 保育老师",
            "doctor | 保健医生 | Health worker | 保健老师,保健员",
            open_to_more=True,
        ),
        _vocabulary(
            "subject",
            "morals | 道德与法治 | Morality and law | 道法,思品,政治",
            "chinese | 语文 | Chinese",
            "maths | 数学 | Mathematics",
            "english | 英语 | English",
            "science | 科学 | Science",
            "it | 信息科技 | Information technology | 信息技术,信息",
            "pe | 体育与健康 | Physical education | 体育",
            "music | 音乐 | Music",
            "art | 美术 | Art",
            "labour | 劳动 | Labour | 劳技",
            "practice | 综合实践 | Integrated practice | 综合实践活动",
            "history | 历史 | History",
            "geography | 地理 | Geography",
            "physics | 物理 | Physics",
            "chemistry | 化学 | Chemistry",
            "biology | 生物学 | Biology | 生物",
            "technology | 通用技术 | Technology",
            "health-domain | 健康（领域） | Health (domain) | 健康",
            "language-domain | 语言（领域） | Language (domain) | 语言",
            "society-domain | 社会（领域） | Society (domain) | 社会",
            "science-domain | 科学（领域） | Science (domain)",
            "arts-domain | 艺术（领域） | Arts (domain) | 艺术",
            "psychology | 心理健康 | Mental health | 心理",
            "class-work | 班主任（德育） | Class work | 德育,班级管理",
            open_to_more=True,
        ),
        _vocabulary(
            "activity-state",
            "planned | 计划中 | Planned",
            "held | 已开展 | Held | 已完成",
            "cancelled | 已取消 | Cancelled",
        ),
        _vocabulary(
            "activity-kind",
            "guidance | 现场指导 | On-site guidance | 指导,蹲点指导,管理指导",
            "inspection | 视导 | Inspection | 巡课,检查指导",
            "sent-lesson | 送教 | Sent lesson | 送课,送教下乡,送教上门",
            "demonstration-lesson | 示范课 | Demonstration lesson | 优质课,展示课",
            "open-lesson | 公开课 | Open lesson | 汇报课,研讨课",
            "same-lesson | 同课异构 | Same lesson, different design",
            "observation | 听评课 | Lesson observation | 听课,评课,观课,观摩,观摩活动",
            "collective-planning | 集体备课 | Collective planning | 备课",
            "joint-research | 联合教研 | Joint research | 教研,教研活动,示范研讨,线下教研",
            "lecture | 专题讲座 | Lecture | 讲座",
            "training | 培训 | Training | 专题培训",
            "seminar | 座谈（联席会） | Seminar | 座谈,座谈会,联席会,研讨会,会议",
            "survey | 调研 | Survey | 实地调研,走访",
            "secondment | 支教（顶岗） | Secondment | 支教,顶岗",
            "visiting-teaching | 走教 | Visiting teaching",
            "shadowing | 跟岗学习 | Shadowing | 跟岗,跟班学习",
            "post-exchange | 挂职 | Post exchange",
            "mentoring | 师徒指导 | Mentoring | 师徒活动,拜师,拜师结对",
            "sync-lesson | 同步课堂 | Synchronous lesson",
            "online-study | 网络研修 | Online study | 网络教研",
            "campus-culture | 校园文化活动 | Campus culture | 文化活动,校园文化,联谊,联谊活动",
            "pupil-exchange | 学生交流 | Pupil exchange | 手拉手,一帮一",
            "works-exchange | 互赠作品 | Exchange of works",
            "forum | 校长论坛 | Principals' forum | 论坛",
            "donation | 捐赠 | Donation | 捐助",
            "project | 课题 | Research project | 课题研究",
            "plan-help | 协助制定规划计划 | Help with plans | 协助制订计划,协助制定规划",
            "other | 其他 | Other",
            open_to_more=True,
        ),
        _vocabulary(
            "form",
            "onsite | 现场 | On site | 线下,现场活动",
            "online | 线上 | Online | 网络,远程",
            "mixed | 线上线下结合 | Mixed",
        ),
        _vocabulary(
            "side",
            "helper | 帮扶方 | Helping side | 支援方,支援",
            "helped | 受援方 | Helped side | 受援,被帮扶方",
            "other | 其他 | Other",
        ),
        _vocabulary(
            "activity-role",
            "leader | 带队 | Leader | 领队",
            "teacher | 执教 | Teacher | 执教人,授课,上课,送教人",
            "lecturer | 主讲 | Lecturer | 主讲人",
            "host | 主持 | Host | 主持人",
            "preparer | 主备 | Main preparer | 主备人",
            "guide | 指导 | Guide | 指导人",
            "mentor | 师傅 | Mentor",
            "apprentice | 徒弟 | Apprentice",
            "listener | 听课 | Listener | 听课人",
            "participant | 参加 | Participant | 参与",
            "recorder | 记录 | Recorder | 记录人",
            open_to_more=True,
        ),
        _vocabulary(
            "unit",
            "time | 次 | times",
            "lesson | 节 | lessons",
            "period | 课时 | periods",
            "lecture | 场 | lectures",
            "day | 天 | days",
            "week | 周 | weeks",
            "attendance | 人次 | attendances",
            "half-day | 半天 | half days",
            open_to_more=True,
        ),
        _vocabulary(
            "member-role",
            "lead | 帮扶学校 | Lead | 牵头学校,核心校,帮扶园,示范园,龙头校,牵头单位",
            "member | 结对学校 | Member | 联合学校,成员校,被帮扶园,受援校,成员园",
            "neutral | 协同单位 | Neutral",
            open_to_more=True,
        ),
        _vocabulary(
            "group-duty",
            "leader | 组长 | Leader",
            "deputy | 副组长 | Deputy",
            "member | 成员 | Member | 组员",
            "liaison | 联络员 | Liaison | 联系人",
        ),
        _vocabulary(
            "domain", "subject | 学科 | Subject", "person | 人员 | Person", "member | 成员校 | Member"
        ),
        _vocabulary(
            "plan-level",
            "long-term | 中长期规划 | Long-term | 规划,发展规划",
            "year | 学年计划 | Year | 年度计划",
            "term | 学期计划 | Term",
            "month | 月计划 | Month",
        ),
        _vocabulary(
            "summary-level",
            "year | 学年总结 | Year",
            "term | 学期小结 | Term | 学期总结",
            "month | 工作月报 | Month | 月报",
        ),
        _vocabulary(
            "pair-kind",
            "teaching | 教学师徒 | Teaching | 教学,学科,青年,骨干",
            "class | 班主任师徒 | Class management | 班主任,班级管理",
            "leadership | 管理师徒 | Leadership | 管理",
        ),
        _vocabulary(
            "completion",
            "passed | 达标 | Passed | 合格",
            "excellent | 优秀 | Excellent",
            "extended | 延期 | Extended",
            "ended | 提前结束 | Ended early",
        ),
        _vocabulary(
            "exchange-form",
            "secondment | 支教 | Secondment | 顶岗,顶岗支教",
            "rotation | 轮岗 | Rotation | 轮岗交流,交流轮岗",
            "shadowing | 跟岗 | Shadowing | 跟岗学习",
            "post | 挂职 | Post exchange",
            "visiting | 走教 | Visiting teaching",
            "short | 短期交流 | Short exchange | 交流",
            open_to_more=True,
        ),
        _vocabulary(
            "opinion-kind",
            "host-confirmation | 受援校鉴定 | Host's confirmation",
            "pair-review | 师徒评议 | Pair review",
            "rating | 领导小组评价 | Leading group's rating",
            "score | 考核评分 | Reviewer's score",
            "feedback | 反馈 | Feedback | 送教反馈",
            "note | 批注 | Note",
        ),
        _vocabulary(
            "request-state",
            "open | 待响应 | Open",
            "accepted | 已受理 | Accepted",
            "answered | 已落实 | Answered",
            "closed | 已关闭 | Closed",
        ),
        _vocabulary(
            "achievement-kind",
            "paper | 论文 | Paper",
            "award | 获奖 | Award",
            "project | 课题 | Research project",
            "honour | 荣誉 | Honour",
            "certificate | 证书 | Certificate",
            open_to_more=True,
        ),
        _vocabulary(
            "document-kind",
            "agreement | 帮扶协议 | Agreement | 协议,协议书,合作协议",
            "programme | 工作方案 | Programme | 方案,实施方案,帮扶方案",
            "pair-list | 结对名单 | List of pairs",
            "plan | 工作计划 | Plan | 计划",
            "activity-plan | 活动计划 | Activity plan",
            "schedule | 活动安排表 | Schedule | 安排表",
            "term-summary | 学期小结 | Term summary | 学期总结,小结,总结",
            "year-assessment | 年终考核材料 | Year-end assessment | 年度考核,年终考核",
            "measures | 活动措施 | Measures | 措施",
            "record | 活动记录 | Record | 记录",
            "development-plan | 发展规划 | Development plan",
            "formal-document | 正式文件 | Formal document | 文件,通知,公函",
            "certificate | 证明 | Certificate",
            "other | 其他材料 | Other",
            open_to_more=True,
        ),
        _vocabulary(
            "retention",
            "permanent | 永久 | Permanent | Y",
            "d30 | 30年 | 30 years | D30",
            "d10 | 10年 | 10 years | D10",
        ),
        _vocabulary(
            "evidence-kind",
            "photo | 照片 | Photo",
            "sign-in | 签到表 | Sign-in sheet | 签到",
            "lesson-plan | 教案 | Lesson plan",
            "slides | 课件 | Slides",
            "record | 过程记录 | Record | 记录",
            "plan | 活动方案 | Activity plan | 计划",
            "programme | 活动议程 | Programme | 议程",
            "measures | 措施 | Measures",
            "scan | 扫描件 | Scan",
            "formal-document | 正式文件 | Formal document",
            "recording | 音视频 | Recording",
            "other | 其他 | Other",
            open_to_more=True,
        ),
        _vocabulary(
            "taken-source",
            "exif | 相机 | Camera",
            "name | 文件名 | File name",
            "user | 手工填写 | By hand",
            "none | 未知 | Unknown",
        ),
        _vocabulary(
            "edition",
            "full | 完整版 | Full",
            "email | 邮件版 | E-mail",
            "same-school | 同校交接 | Same school",
        ),
    )
}
