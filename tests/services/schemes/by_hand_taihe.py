"""The figures of scheme A2 as a person counts them."""

from datetime import date, timedelta
from typing import Any

from .by_hand import DAY, GUIDES, Hand

LINES = ("management", "education", "care", "facilities")
TAIHE = {
    "basis": "partner",
    "backbone": "honour",
    "team-size": 2,
    "joint-activities": 1,
    "other-forms": 0,
    "summary-days": 0,
}


def taihe(facts, code, today, settings) -> dict[str, Any]:
    """Return value, planned, target and state of the rules of A2 that count something."""
    hand = Hand(facts, code, today, TAIHE | settings)
    chosen = hand.settings

    def helping(activity, test):
        return [
            someone
            for someone in activity.people
            if hand.side_of(someone, activity.starts_on) == "helper" and test(someone, activity.starts_on)
        ]

    def backboned(activity, _pair):
        return bool(helping(activity, hand.backbone))

    def plain(kinds, *tests):
        return lambda pair: hand.tally(hand.chosen(pair, kinds, hand.in_term, *tests))

    def fields(pair):
        found = hand.chosen(pair, GUIDES, hand.in_term, hand.at_partner, backboned)
        held = {line for one in found if hand.done(one) for line in one.lines} & set(LINES)
        hoped = {line for one in found if hand.hoped(one) for line in one.lines} & set(LINES)
        return len(held), len(held | hoped)

    joint = {
        *("observation", "campus-culture", "works-exchange", "open-lesson", "same-lesson"),
        *("joint-research", "pupil-exchange"),
    }
    other = {"lecture", "training", "demonstration-lesson", "joint-research", "shadowing", "mentoring"}
    return {
        "guidance-lines": hand.counted(4, fields, basis=chosen["basis"]),
        "joint-activities": hand.counted(chosen["joint-activities"], plain(joint), basis=chosen["basis"]),
        "other-forms": hand.counted(chosen["other-forms"], plain(other), basis=chosen["basis"]),
        **in_the_cycle(hand, helping),
    }


def in_the_cycle(hand: Hand, helping) -> dict[str, Any]:
    """Return the rules that hold for the two years from a first of March."""
    days = [day for each in hand.facts.agreements if (day := each.starts_on or each.signed_on)]
    begin = min(days) if days else hand.facts.community.since
    march = max(
        date(year, 3, 1) for year in range(2000, 2100) if date(year, 3, 1) <= begin + timedelta(days=92)
    )
    while (
        date(march.year + 2, 3, 1) <= hand.reach
        and not hand.first <= date(march.year + 2, 2, 28) <= hand.reach
    ):
        march = date(march.year + 2, 3, 1)
    first, last = march, date(march.year + 2, 3, 1) - DAY

    def inside(activity):
        return first <= activity.starts_on <= last

    def at_partner_by_helper(activity, pair):
        return hand.at_partner(activity, pair) and bool(helping(activity, lambda *_: True))

    def team(pair, test):
        found = hand.chosen(pair, {"survey", *GUIDES}, inside)
        names = [
            {s.person_id or s.name for one in found if is_(one) for s in helping(one, test)} - {""}
            for is_ in (hand.done, hand.hoped)
        ]
        return len(names[0]), len(names[0] | names[1])

    def vice(someone, day):
        return "vice-principal" in hand.true_of(someone.person_id, "post", day)

    parts = [
        hand.all_of(
            [(*team(pair, vice), 1), (*team(pair, hand.backbone), hand.settings["team-size"])], first, last
        )
        for pair in hand.pairings(first, last)
    ]
    return {
        "survey": hand.counted(
            1,
            lambda pair: hand.tally(hand.chosen(pair, {"survey"}, inside, at_partner_by_helper)),
            (first, last),
        ),
        "team": hand.whole(parts),
    }
