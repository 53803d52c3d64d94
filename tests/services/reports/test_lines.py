"""Line breaking, whatever the text and the width."""

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.reports.lines import break_lines
from edudesk.services.reports.profiles import OFFICIAL, SHEET
from edudesk.services.reports.wording import clean

TEXTS = st.text(st.sampled_from("国研讨课A b1-—…，。“”（）《》·\n2025年𠮷𬭚é "), max_size=120)


@settings(deadline=None)
@given(TEXTS, st.floats(4, 500), st.floats(0, 40))
def test_no_character_is_lost_and_no_line_is_too_long(text, width, indent):
    style = SHEET.styles["cell"]
    lines = break_lines(clean(text), style, width, min(indent, width / 2))
    drawn = "".join(run.text for line in lines for run in line.runs)
    assert "".join(drawn.split()) == "".join(clean(text).split())
    assert len(lines) >= 1
    widest = max(style.size * 1.01, width)
    assert all(line.width <= widest + 0.1 for line in lines)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_text_at_all_can_be_set(text):
    assert break_lines(clean(text), OFFICIAL.styles["body"], 100.0)


def test_a_date_wider_than_its_column_is_cut_at_a_hyphen():
    style = SHEET.styles["cell"]
    lines = break_lines("2025-09-01—2026-07-01", style, 45.0)
    assert ["".join(run.text for run in line.runs) for line in lines] == ["2025-09-", "01—", "2026-07-", "01"]
