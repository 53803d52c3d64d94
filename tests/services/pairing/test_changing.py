"""How a pair ends and is taken back, what both sides say of a term, what another school's pair allows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from edudesk.errors import Invalid, UserError
from edudesk.services import drafts
from edudesk.services.calendar import TermCode
from edudesk.services.pairing.changing import complete, end_early, go_on, save_reviews
from edudesk.services.records import get
from edudesk.services.retracing import step_words
from edudesk.services.undo import steps, undo
from edudesk.texts import Texts

from .conftest import NOW, Village

DECEMBER = date(2025, 12, 16)
LATER = datetime(2025, 12, 16, 8, tzinfo=UTC)


def test_a_pair_that_ends_early_owes_nothing_after_and_stays_as_history(village: Village):
    pair = village.pair(ends_on=date(2026, 7, 10))
    village.session(pair, date(2025, 9, 10))
    change = end_early(village.archive, pair, date(2025, 10, 31), " 徒弟调走 ", LATER)
    card = village.card(pair, DECEMBER)
    assert (card.state, card.ends_on, card.idle) == ("ended-early", date(2025, 10, 31), False)
    assert [month.owed for month in card.months] == [1, 2, 0, 0, 0]
    assert village.detail(pair, DECEMBER).content["ended_because"] == "徒弟调走"
    assert step_words(Texts("zh"), steps(village.archive)[0]) == "提前结束结对"
    undo(village.archive, change, LATER)
    assert village.card(pair, DECEMBER).state == "running"
    assert "ended_early_on" not in get(village.archive, pair).content


def test_an_early_end_needs_a_reason_and_a_day_after_the_beginning(village: Village):
    pair = village.pair()
    with pytest.raises(Invalid) as refused:
        end_early(village.archive, pair, date(2025, 8, 1), "", LATER)
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["ended_early_on", "ended_because"]
    assert Texts("zh").problem(refused.value.problems[0]) == "结对是 2025-09-01 开始的，最后一天不能更早"


def test_a_completed_pair_can_go_on(village: Village):
    pair = village.pair()
    complete(village.archive, pair, "excellent", LATER)
    assert village.card(pair, DECEMBER).state == "done"
    assert village.detail(pair, DECEMBER).completion == "优秀"
    go_on(village.archive, pair, LATER)
    assert village.card(pair, DECEMBER).state == "running"


def opinion(pair: str, by: str, body: str, dated: date, about: str | None = None) -> drafts.Draft:
    content = {"about_id": pair, "kind": "pair-review", "by": by, "body": body, "dated": dated.isoformat()}
    return replace(drafts.new_draft("opinion", NOW), content=content, about=about)


def test_both_sides_review_a_term_and_who_has_not_is_named(village: Village):
    pair = village.pair("韦志航")
    before = village.detail(pair, DECEMBER).reviews
    assert [review.missing for review in before] == [("方若兰", "莫春燕", "韦志航")]
    written = [
        opinion(pair, "方若兰", "会听课了", date(2026, 1, 20)),
        opinion(pair, "莫春燕", "学会先做后讲", date(2026, 2, 3)),  # in the holiday after the term
    ]
    for draft in written:
        drafts.save(drafts.drafts_folder(village.archive), draft)
    change = save_reviews(village.archive, "方—莫", written, LATER)
    (review,) = village.detail(pair, date(2026, 2, 5)).reviews
    assert review.missing == ("韦志航",)
    assert [[said.body for said in voice.said] for voice in review.voices][:2] == [
        ["会听课了"],
        ["学会先做后讲"],
    ]
    assert get(village.archive, written[0].id).owner_id == village.archive.holder_id
    assert drafts.waiting(village.archive).drafts == ()
    again = opinion(pair, "方若兰", "听课记得细", date(2026, 1, 20), about=written[0].id)
    save_reviews(village.archive, "方—莫", [again], LATER)
    assert village.detail(pair, date(2026, 2, 5)).reviews[0].voices[0].said[0].body == "听课记得细"
    with pytest.raises(UserError):
        undo(village.archive, change, LATER)  # something was built on it
    spring = village.detail(pair, date(2026, 3, 5), TermCode(2025, 2)).reviews
    assert [str(one.code) for one in spring] == ["2025-2", "2025-1"]


def test_another_schools_pair_can_be_read_and_spoken_of_but_not_changed(village: Village):
    pair = village.pair()
    theirs = opinion(pair, "莫春燕", "他们写的", date(2025, 12, 1))
    save_reviews(village.archive, "方—莫", [theirs], LATER)
    village.give_away(pair)
    village.give_away(theirs.id)
    card = village.card(pair, DECEMBER)
    assert (card.ours, card.owner) == (False, "石榴湾")
    for deed in (
        lambda: end_early(village.archive, pair, date(2025, 10, 31), "调走", LATER),
        lambda: complete(village.archive, pair, "passed", LATER),
        lambda: save_reviews(
            village.archive, "", [opinion(pair, "莫春燕", "改", DECEMBER, about=theirs.id)], LATER
        ),
    ):
        with pytest.raises(UserError) as refused:
            deed()
        assert refused.value.code == "record.not-ours"
    save_reviews(village.archive, "方—莫", [opinion(pair, "方若兰", "我们说的", DECEMBER)], LATER)
    (review,) = village.detail(pair, DECEMBER).reviews
    said = [one for voice in review.voices for one in voice.said]
    assert [(one.body, one.ours) for one in said] == [("我们说的", True), ("他们写的", False)]


def test_the_quotas_of_a_pair_say_what_is_owed(village: Village):
    pair, other = village.pair(), village.pair(name="别的一对")
    village.session(pair, date(2025, 9, 10))
    village.session(other, date(2025, 9, 11))
    (quota,) = village.detail(pair, date(2025, 10, 20)).quotas
    assert (quota.name, quota.tally.text) == ("师徒活动", "1/4 次")  # two months have begun
    assert len(quota.tally.records) == 1
    assert "还差" in quota.sentence


def test_the_time_line_has_all_sessions_with_their_files(village: Village):
    pair = village.pair()
    made = village.session(pair, date(2025, 9, 10))
    file = {"sha256": "0" * 64, "name": "a.jpg", "kind": "photo", "size": 1}
    village.create("evidence", about_id=made, **file)
    village.session(pair, date(2025, 12, 20), "planned")
    lines = village.detail(pair, DECEMBER).sessions
    assert [(line.day, line.held, line.files) for line in lines] == [
        (date(2025, 12, 20), False, 0),
        (date(2025, 9, 10), True, 1),
    ]
    assert not village.detail(pair, DECEMBER).card.papered
    village.create("document", title="师徒协议", kind="agreement", about_id=pair)
    found = village.detail(pair, DECEMBER)
    assert (found.card.papered, found.documents[0][1]) == (True, "师徒协议")
