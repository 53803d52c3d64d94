"""A filled workbook as a school would hand it in; all people are made up."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from edudesk.models.registry import record_types
from edudesk.services.importing.sheets import columns_of
from edudesk.services.importing.template import write_template


def fill(path: Path, **sheets: Sequence[Mapping[str, object]]) -> Path:
    """Write the template to ``path`` with rows by type code and column name (``facts:school``)."""
    if not path.exists():
        write_template(path)
    book = openpyxl.load_workbook(path)
    for code, rows in sheets.items():
        type_code = code.replace("_", "-")
        sheet = book[record_types()[type_code].label.zh]
        places = {column.name: number for number, column in enumerate(columns_of(type_code), start=1)}
        for number, row in enumerate(rows, start=2):
            for name, value in row.items():
                sheet.cell(number, places[name]).value = value  # type: ignore[assignment]
    book.save(path)
    return path


SCHOOLS: list[dict[str, object]] = [
    {"name": "江城实验小学", "kind": "小学", "stage": "小学", "location": "城区"},
    {"name": "云溪镇中心小学", "kind": "中心小学", "location": "乡镇", "code": 2145000123},
]
PEOPLE: list[dict[str, object]] = [
    {
        "name": "林晓岚",
        "sex": "女",
        "facts:school": "云溪镇中心小学",
        "facts:title": "小学一级教师",
        "facts:honour": "县级骨干教师、教坛新秀",
        "facts:subject": "语文",
        "birth_month": "1986.5",
        "phone": 13800001234,
        "id_number": "450102198605120021",
    },
    {
        "name": "周建国",
        "sex": "男",
        "facts:school": "江城实验小学",
        "facts:title": "高级教师",
        "phone": "13900001234",
    },
    {"name": "何 敏", "sex": "女", "facts:school": "江城实验小学", "facts:post": "教导主任"},
]
COMMUNITIES: list[dict[str, object]] = [
    {
        "members:lead": "江城实验小学",
        "members:member": "云溪镇中心小学",
        "since": "2025-09-01",
        "domains:subject": "语文、数学",
    }
]
ACTIVITIES: list[dict[str, object]] = [
    {
        "topic": "《草船借箭》同课异构",
        "kinds": "同课异构、听评课",
        "starts_on": "2025年10月16日",
        "starts_at": "8:30-11:10",
        "form": "线下",
        "schools:helper": "江城实验小学",
        "schools:helped": "云溪镇中心小学",
        "people:helper": "周建国（执教）、何敏(主持)",
        "people:helped": "林晓岚（执教）、语文教师8人、黄一鸣（班主任）",
        "subjects": "语文",
        "units:time": 1,
        "units:lesson": "2节",
        "units:attendance": "约35人次",
    },
    {
        "topic": "送教：分数的意义",
        "kinds": "送教下乡",
        "starts_on": "2025-11-03至5日",
        "schools:helper": "江城实验小学",
        "schools:helped": "云溪镇中心小学",
        "units:time": "两次",
        "units:day": 3,
    },
    {
        "topic": "期末联席会",
        "kinds": "联席会",
        "starts_on": "2026-01-08",
        "community_id": "江城实验小学—云溪镇中心小学",
    },
]
PAIRS: list[dict[str, object]] = [
    {
        "people:mentor": "周建国",
        "people:apprentice": "林晓岚",
        "kind": "教学",
        "subject": "语文",
        "starts_on": "2025-09-10",
    }
]
EXCHANGES: list[dict[str, object]] = [
    {
        "name": "何敏",
        "form": "支教",
        "from_id": "江城实验小学",
        "to_id": "云溪镇中心小学",
        "starts_on": "2025-09-01",
        "ends_on": "2026-01-20",
    }
]
DONATIONS: list[dict[str, object]] = [
    {
        "purpose": "充实图书角",
        "dated": "2025-11-05",
        "from_id": "江城实验小学",
        "to_id": "云溪镇中心小学",
        "items:": "图书 300册 6000元；书架4个；现金2000元",
    }
]
