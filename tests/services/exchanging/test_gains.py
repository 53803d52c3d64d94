"""What a stay comes to is told rule by rule with the records behind each, and what does not fit as advice."""

from datetime import UTC, date, datetime
from decimal import Decimal

from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.exchanging.explaining import explain, has_rules
from edudesk.services.exchanging.stay import stay_of
from edudesk.services.exchanging.writing import save_week
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts

NOW = datetime(2026, 6, 20, 1, tzinfo=UTC)
TODAY = date(2026, 6, 20)


def test_typed_work_counts_as_the_scheme_counts_it_and_is_told_with_its_records(archive: Archive) -> None:
    with change(archive, "import", NOW, historical=True) as writing:
        host = writing.create("school", {"name": "青溪镇中心小学", "kind": "primary", "location": "township"})
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": host, "role": "member"},
        )
        community = writing.create("community", {"name": "明德·青溪", "members": members})
        facts = ({"fact": "school", "school_id": archive.holder_id},)
        person = writing.create("person", {"name": "林可", "facts": facts})
        stay = writing.create(
            "exchange",
            {
                "name": "林可",
                "person_id": person,
                "community_id": community,
                "state": "held",
                "form": "secondment",
                "from_id": archive.holder_id,
                "to_id": host,
                "planned_from": date(2025, 9, 1),
                "planned_until": date(2026, 7, 3),
                "starts_on": date(2025, 9, 1),
                "days_per_week": Decimal(5),
                "weekly_periods": Decimal(14),
            },
        )
    text = shipped_scheme("n-plus-2")
    adopt(archive, community, text, since=date(2025, 9, 1), settings={}, now=NOW)
    standing = Standing(archive)
    assert has_rules(standing, TODAY)
    kinds = {one.code: (one.kind, one.unit) for one in stay_of(archive, stay).kinds}
    # The scheme has its own kind for a lesson, adds up periods and half days, and counts 说课 too.
    assert kinds["lesson"] == ("taught", "period")
    assert kinds["observation"] == ("observation", "period")
    assert kinds["review"] == ("observation", "time")
    assert kinds["research"] == ("joint-research", "half-day")
    assert kinds["talk"] == ("talk", "period")
    typed = {("lesson", date(2025, 9, day)): Decimal(4) for day in range(8, 12)}
    save_week(archive, stay, {**typed, ("research", date(2025, 9, 8)): Decimal("0.5")}, NOW, TODAY)
    (gain,) = (
        one for one in explain(standing, stay_of(archive, stay), TODAY, Texts("zh")) if one.sort == "gain"
    )
    assert (gain.name, gain.rule_id, gain.community_id) == ("支教经历认定", "experience", community)
    assert "全年上课还差 44 课时" in gain.words
    assert "全年工作量还差 62.5 课时" in gain.words
    assert "完成规定工作量" in gain.sentence
    assert len(gain.behind) == len(typed) + 1
    assert gain.behind[0].type == "activity"
    assert gain.behind[0].words.startswith("2025-09-08 林可")
