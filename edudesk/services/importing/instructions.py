"""The page of instructions in the workbook for bulk entry."""

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.importing.sheets import ROW_MARK, Column, columns_of

_GENERAL = (
    "每类记录一张工作表，一行一条。带 * 的列必须填写；深绿色列是主要内容，灰色列可以不填。",
    "可以删去用不到的列，也可以调整列的顺序；列名请不要改。隐藏的“编号”列用来认出同一行，请保留。",
    "同一份表可以反复导入：没有改过的行不会重复，改过的行会更新原记录。空白格不会清除已有内容。",
    "一格里有多项时用顿号分开，例如：语文、数学。下拉框里没有的词，部分列也可以直接填写。",
    "日期写成 2025-09-23、2025/9/23、2025年9月23日、20250923 都可以；多日活动可写 2025年9月23日至25日。",
    "同一次活动可以同时有几种数量，例如 1 次、2 节、35 人次，分别填在各自的列里。",
    "照片等文件请放在本表所在的文件夹（或其中的“照片”文件夹），在相应列里写文件名，多个用顿号分开。",
    "身份证号、手机号请按文本填写，避免被表格软件改成科学计数法。",
    "导入时会先试读一遍，列出每处需要修改的工作表、行和列；全部无误，或您选择只导入正确的行之后，才会写入。",
)
_EXAMPLES = {
    "school": {"name": "云溪镇中心小学", "kind": "小学", "stage": "小学", "location": "乡镇"},
    "person": {
        "name": "林晓岚",
        "sex": "女",
        "facts:school": "云溪镇中心小学",
        "facts:title": "一级教师",
        "facts:honour": "县级骨干教师",
        "facts:subject": "语文",
        "birth_month": "1986-05",
    },
    "community": {"members:lead": "江城实验小学", "members:member": "云溪镇中心小学", "since": "2025-09-01"},
    "activity": {
        "topic": "《草船借箭》同课异构",
        "kinds": "同课异构、听评课",
        "starts_on": "2025-10-16",
        "schools:helper": "江城实验小学",
        "schools:helped": "云溪镇中心小学",
        "people:helper": "周建国（执教）、何敏（主持）",
        "people:helped": "林晓岚（执教）、语文教师8人",
        "units:time": "1",
        "units:lesson": "2",
        "evidence:photo": "IMG_20251016_093000.jpg、合影.jpg",
    },
    "mentor-pair": {
        "people:mentor": "周建国",
        "people:apprentice": "林晓岚",
        "kind": "教学师徒",
        "subject": "语文",
    },
    "exchange": {
        "name": "何敏",
        "form": "支教",
        "from_id": "江城实验小学",
        "to_id": "云溪镇中心小学",
        "starts_on": "2025-09-01",
        "ends_on": "2026-01-20",
    },
    "group": {"name": "三年级手拉手小组", "kind": "结对学生", "count": "12", "term": "2025-2026学年第一学期"},
    "figure": {"name": "综合排名", "code": "rank", "school_year": "2025-2026学年", "value": "12"},
    "assessment": {
        "title": "2025-2026学年考核自查",
        "school_year": "2025-2026学年",
        "part": "自评",
        "lines:": "1.1 5分；2.3 4.5分 2处（缺签到表）",
    },
    "donation": {"purpose": "充实图书角", "dated": "2025-11-05", "items": "图书 300册 6000元；书架 4个"},
}
_FORMS = {
    Kind.DAY: "日期，如 2025-09-23",
    Kind.CLOCK: "时间，如 8:30 或 8:30-9:10",
    Kind.MONTH: "年月，如 2025-09",
    Kind.TERM: "学期，如 2025-2026学年第一学期",
    Kind.WHOLE: "整数",
    Kind.NUMBER: "数字",
    Kind.MONEY: "金额（元）",
    Kind.YES_NO: "是或否",
}
_SHOWN_CHOICES = 8
_WRAPS = 30  # characters that fit on one line of "怎样填写"
_TWO_LINES = 30  # points


def write_instructions(sheet: Worksheet, rows: int, types: tuple[str, ...]) -> None:
    """Fill the sheet with how to use the workbook and with every column, its form and an example."""
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCDE", (22, 24, 8, 62, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(["EduDesk 批量录入表"])
    sheet["A1"].font = Font(bold=True, size=16)
    # Printed, the page is one sheet wide and its headings come again.
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, line in enumerate(_GENERAL, start=1):
        sheet.append([f"{number}. {line}"])
    sheet.append([f"{len(_GENERAL) + 1}. 每张工作表准备了 {rows} 行，需要更多时可以直接往下填写。"])
    sheet.append([])
    sheet.append(["工作表", "列", "必填", "怎样填写", "例"])
    sheet.print_title_rows = f"{sheet.max_row}:{sheet.max_row}"
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F6F5C")
    for type_code in types:
        examples = _EXAMPLES.get(type_code, {})
        for column in columns_of(type_code):
            if column.name != ROW_MARK:
                cells = _line(type_code, column, examples.get(column.name, ""))
                sheet.append(cells)
                sheet.cell(sheet.max_row, 4).alignment = Alignment(wrap_text=True, vertical="top")
                if len(cells[3]) > _WRAPS:
                    sheet.row_dimensions[sheet.max_row].height = _TWO_LINES


def _line(type_code: str, column: Column, example: str) -> list[str]:
    label = record_types()[type_code].label.zh
    return [label, column.label.zh, "是" if column.required else "", _form(column), example]


def _form(column: Column) -> str:
    if column.hint:
        return column.hint.zh
    return _form_of(column.field) if column.field else ""


def _form_of(field: Field) -> str:
    if field.kind in {Kind.CHOICE, Kind.CHOICES} and (vocabulary := VOCABULARIES.get(field.vocabulary)):
        words = [choice.label.zh for choice in vocabulary.choices]
        shown = "、".join(words[:_SHOWN_CHOICES]) + ("……" if len(words) > _SHOWN_CHOICES else "")
        several = "，可多选" if field.kind is Kind.CHOICES else ""
        return f"从下拉框选择{several}：{shown}"
    if field.kind is Kind.REFERENCE:
        return "写名称，与相应工作表里的一致"
    return _FORMS.get(field.kind, "")
