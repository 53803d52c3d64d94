"""Believable activities, made the same in every run: what a pairing of schools writes down in its years."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

SCHOOLS = Path(__file__).resolve().parents[2] / "shared" / "data" / "schools_sample.csv"
"""A public list of school names; where it is not beside the checkout, names are made up."""

FIRST_DAY = date(2016, 9, 1)

_SUBJECTS = {
    "chinese": ("语文", "草船借箭 落花生 慈母情深 桂花雨 圆明园的毁灭 少年闰土 匆匆 北京的春节 腊八粥"),
    "maths": ("数学", "分数的意义 圆的面积 小数除法 长方体的体积 用字母表示数 鸡兔同笼 可能性 位置与方向"),
    "english": ("英语", "Weather Seasons 天气与季节 介绍家人 问路 节日 绘本阅读 自然拼读 购物 时间表达"),
    "science": ("科学", "水的蒸发 简单电路 月相变化 种子发芽 杠杆 光的反射 岩石与土壤 凸透镜 热传导"),
    "pe": ("体育", "跳绳接力 前滚翻 篮球运球 足球传接 立定跳远 武术操 啦啦操"),
    "music": ("音乐", "茉莉花 赛马 保卫黄河 竖笛合奏 葫芦丝 打击乐编创 合唱"),
    "art": ("美术", "剪纸 水墨画 扎染 泥塑 京剧脸谱 版画 青花瓷"),
    "psychology": ("心理健康", "情绪调节 同伴交往 考前减压 认识自己 亲子沟通"),
    "class-work": ("班级管理", "家校共育 班规制定 习惯养成 主题班会 留守儿童关爱 防溺水教育"),
    "it": ("信息科技", "图形化编程 数据与表格 网络安全 人工智能初体验 无人机编程"),
}  # fmt: skip
_KINDS = {
    "joint-research": ("联合教研", "大单元教学研讨 作业设计研讨 试卷命制交流 整本书阅读研讨 课标学习"),
    "same-lesson": ("同课异构", "教学研讨 展示交流 观摩研讨"),
    "sent-lesson": ("送教下乡", "示范课 专题送教 送培到校"),
    "observation": ("听评课", "推门听课 随堂听课 课堂诊断"),
    "collective-planning": ("集体备课", "单元备课 复习课备课 线上备课"),
    "lecture": ("专题讲座", "班主任工作 核心素养 教学常规 学习评价 课题研究方法"),
    "sync-lesson": ("同步课堂", "双师教学 远程互动 专递课堂"),
    "mentoring": ("师徒结对", "拜师仪式 磨课 师傅示范 徒弟汇报"),
    "guidance": ("管理指导", "教学常规检查 校本课程建设 档案整理 课后服务 食堂管理"),
    "campus-culture": ("校园文化", "读书节 艺术节 科技节 端午诗会 非遗进校园 运动会"),
}  # fmt: skip
_PLACES = [
    "多媒体教室",
    "录播教室",
    "会议室",
    "阶梯教室",
    "操场",
    "图书室",
    "科学实验室",
    "心理辅导室",
    "三楼报告厅",
]
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
_GIVEN = (
    "敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红娥玲芬燕文辉倩婷雪晨阳宇浩然子涵欣怡佳琪博雅思远志鹏"
)
_GRADES = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级"]
_OPENINGS = (
    "上午{place}集中，{teacher}老师执教《{lesson}》，两校{subject}教师{count}人全程听课。",
    "活动在{host}{place}举行，由{teacher}老师主持，{count}名教师参加。",
    "{teacher}老师以{grade}《{lesson}》为例作展示，随后分组研讨。",
    "两校{subject}教研组围绕《{lesson}》开展交流，{teacher}老师作中心发言。",
)
_MIDDLES = (
    "课堂以任务驱动展开，学生小组合作，汇报时能说清思路，但后进生参与不够。",
    "评课环节老师们肯定了情境创设，建议精简提问，把时间留给学生。",
    "骨干教师就教学目标、重难点突破和板书设计逐项点评。",
    "青年教师结合自己的教案提出困惑，大家现场修改了导入和练习设计。",
    "会上交流了学期质量分析，针对计算错误和阅读失分制定了改进措施。",
    "结合农村学生生活经验调整了例题，学生兴趣明显提高。",
    "通过专递课堂设备同步直播，远端班级与主讲教室实时互动。",
    "指导查看了教案、作业批改和听课记录，反馈了规范书写的要求。",
    "教师们观看课例录像，按观察量表记录师生问答和学习状态。",
    "学生展示了手抄报和朗诵，家长代表一同观看。",
)
_ENDS = (
    "会后形成纪要，资料存入共享文件夹。",
    "约定下月由受援学校教师上汇报课。",
    "双方确定了下次备课的单元和主备人。",
    "赠送教学资源包一份，含课件和习题。",
    "两校领导作总结，对后续帮扶提出要求。",
)
_RESULTS = (
    "参与教师明确了大单元设计的步骤，教案质量提高。",
    "青年教师掌握了提问与追问的方法。",
    "受援学校教研氛围更浓，形成可推广的课例一节。",
    "学生表达更加自信，课堂参与面扩大。",
    "教学常规进一步规范。",
)
# Each is written into one activity of so many.
_RARE = {
    "皮影戏传承人到校示范。": 500,
    "借用县气象站场地观察云图。": 2_000,
    "二胡社团同台演奏。": 5_000,
    "途中因暴雨改走省道，活动推迟一小时。": 20_000,
    "昙花开放时组织了夜间观察。": 50_000,
}

WORDS = (
    # In most records, in many, in some
    "教师", "学生", "教学", "课堂", "活动", "小学", "两校", "老师",
    "语文", "数学", "教研", "备课", "作业", "评课", "五年级", "课题",
    "同课异构", "联合教研", "送教下乡", "集体备课", "心理健康", "师徒结对", "教学常规", "大单元", "主备人",
    # In one lesson or at one school
    "分数", "剪纸", "草船", "草船借箭", "图书室", "防溺水", "实验小学", "无人机",
    # Rare, and in none
    "皮影", "气象站", "二胡", "暴雨", "昙花", "量子", "航空母", "期货交易", "火山",
)  # fmt: skip
"""The fixed words of two to four characters that are looked for."""


def school_names() -> tuple[str, ...]:
    """Return names of schools, from the public list where it is there."""
    if not SCHOOLS.is_file():
        towns = [
            "青溪",
            "石桥",
            "柳林",
            "东湖",
            "南岭",
            "双河",
            "龙泉",
            "新塘",
            "白沙",
            "永安",
            "长乐",
            "三元",
        ]
        return tuple(f"{town}{kind}" for town in towns for kind in ("镇中心小学", "实验小学", "希望小学"))
    with SCHOOLS.open(encoding="utf-8", newline="") as file:
        return tuple(row["学校"] for row in csv.DictReader(file) if row["类别"] == "小学")[:400]


def activities(count: int, days: int = 3650, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Give contents of ``count`` held activities, spread in order over ``days`` from :data:`FIRST_DAY`."""
    chance = random.Random(seed)
    schools = school_names()
    for number in range(count):
        yield _activity(chance, schools, FIRST_DAY + timedelta(days=number * days // count))


def _activity(chance: random.Random, schools: tuple[str, ...], day: date) -> dict[str, Any]:
    subject, (subject_word, lessons) = chance.choice(list(_SUBJECTS.items()))
    kind, (kind_word, forms) = chance.choice(list(_KINDS.items()))
    host, place = chance.choice(schools), chance.choice(_PLACES)
    grade, lesson = chance.choice(_GRADES), chance.choice(lessons.split())
    count = chance.randint(5, 60)
    about = {
        "place": place, "host": host, "grade": grade, "lesson": lesson, "subject": subject_word,
        "count": count, "teacher": name(chance),
    }  # fmt: skip
    sentences = [
        chance.choice(_OPENINGS).format(**about),
        *chance.sample(_MIDDLES, chance.randint(1, 3)),
        *(words for words, once_in in _RARE.items() if chance.random() < 1 / once_in),
        chance.choice(_ENDS),
    ]
    return {
        "topic": f"{host}{grade}{subject_word}《{lesson}》{kind_word}：{chance.choice(forms.split())}",
        "state": "held",
        "kinds": (kind,),
        "subjects": (subject,),
        "starts_on": day,
        "form": "online" if kind == "sync-lesson" else "onsite",
        "place": place,
        "grade": grade,
        "actual": count,
        "recorder": name(chance),
        "process": "".join(sentences),
        "result": chance.choice(_RESULTS),
        "units": (
            {"unit": "time", "amount": Decimal(1)},
            {"unit": "period", "amount": Decimal(chance.randint(1, 4))},
        ),
    }


def name(chance: random.Random) -> str:
    """Return a made-up person's name."""
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.randint(1, 2)))
