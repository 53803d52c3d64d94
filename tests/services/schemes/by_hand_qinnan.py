"""The figures of scheme A6 as a person counts them."""

from datetime import date, timedelta
from typing import Any

from .by_hand import GUIDES, Hand

JOINT = {
    *("observation", "demonstration-lesson", "open-lesson", "same-lesson", "lecture", "joint-research"),
    "collective-planning",
}
QINNAN = {
    "basis": "partner",
    "experience": "post",
    "backbone": "honour",
    "exchange-age": 0,
    "exchange-days": 10,
    "exchange-day": "natural",
    "exchange-count": "sum",
    "exchange-subjects": "together",
    "pupil-activities": 1,
    "material-period": "school-year",
    "programme-days": 14,
    "summary-days": 0,
}


def qinnan(facts, code, today, settings) -> dict[str, Any]:
    """Return value, planned, target and state of the rules of A6 that count something."""
    hand = Hand(facts, code, today, QINNAN | settings)
    chosen = hand.settings
    year = (hand.year_first, hand.year_last)

    def experienced(activity, _pair):
        return any(hand.experienced(someone, activity.starts_on) for someone in activity.people)

    def plain(kinds, *tests, when=hand.in_term):
        return lambda pair: hand.tally(hand.chosen(pair, kinds, when, *tests))

    def given(pair):
        inside = [
            one
            for one in facts.donations
            if (one.from_id, one.to_id) == pair and year[0] <= one.dated <= year[1]
        ]
        return sum(1 for one in inside if one.dated <= today), len(inside)

    return {
        "guidance-visits": hand.counted(
            3, plain(GUIDES, hand.at_partner, experienced), basis=chosen["basis"]
        ),
        "joint-activities": hand.counted(2, plain(JOINT, hand.at_partner), basis=chosen["basis"]),
        "campus-culture": hand.counted(1, plain({"campus-culture"}), basis=chosen["basis"]),
        "pupils-hand-in-hand": hand.counted(chosen["pupil-activities"], plain({"pupil-exchange"})),
        "plan-help": hand.counted(1, plain({"plan-help"}, when=hand.in_year), year),
        "material": hand.counted(1, given, year),
        **exchanged(hand),
        **handed_in(hand),
    }


def handed_in(hand: Hand) -> dict[str, Any]:
    """Return the papers of A6: those of the term, and the agreement of the first year for each partner."""
    starts = (hand.first - timedelta(days=45), hand.first + timedelta(days=hand.settings["programme-days"]))
    ends = (hand.first, hand.last + timedelta(days=hand.settings["summary-days"]))
    found = {}
    for rule, kinds, (early, due) in (
        ("term-programme", {"programme", "plan"}, starts),
        ("activity-plan", {"activity-plan"}, starts),
        ("schedule", {"schedule"}, starts),
        ("term-summary", {"term-summary"}, ends),
    ):
        papers = []
        for one in hand.facts.documents:
            day = one.dated or one.handed_on
            of_term = one.term == hand.code if one.term else day and early <= day <= due + timedelta(days=45)
            if one.kind in kinds and of_term:
                papers.append(one.handed_on)
        found[rule] = paper(hand, papers, due)
    begin = min((each.starts_on for each in hand.facts.agreements), default=hand.facts.community.since)
    due = date(begin.year, 11, 15)
    parts = []
    for pair in hand.pairings(hand.first, hand.last) if due >= hand.first else []:
        papers = [
            (one.dated or one.handed_on, one.handed_on)
            for one in hand.facts.documents
            if one.kind == "agreement" and one.school_id in {None, *pair}
        ]
        papers += [
            (one.starts_on, one.filed_on)
            for one in hand.facts.agreements
            if not one.parties or set(pair) <= set(one.parties)
        ]
        papers = [handed for day, handed in papers if day and day >= begin - timedelta(days=366)]
        parts.append(paper(hand, papers, due))
    return {**found, "agreement": hand.whole(parts)}


def paper(hand: Hand, handed, due):
    """One paper: there, or not yet."""
    if any(day and day <= due and day <= hand.today for day in handed):
        return 1, 1, 1, "met"
    late = hand.today > due
    soon = hand.today > due - timedelta(days=14)
    return 0, 0, 1, "missed" if late else "at-risk" if soon else "on-track"


def exchanged(hand: Hand) -> dict[str, Any]:
    """Return the three rules about exchanged teachers, partner by partner."""
    first, last, chosen = hand.first, hand.last, hand.settings
    ways, subjects, days = [], [], []
    listed = []
    for entry in hand.facts.domains:
        if entry.domain == "subject" and hand.in_force(entry.since, entry.until, first, last):
            listed += [entry.value] if entry.value not in listed else []
    for pair in hand.pairings(first, last):
        mine = of_pair(hand, pair)
        there = [stay for stay in mine if stay["to"] == pair[1]]
        back = [stay for stay in mine if stay["to"] == pair[0]]
        heads = [
            (len({s["who"] for s in way if s["served"]}), len({s["who"] for s in way}), 1)
            for way in (there, back)
        ]
        ways.append(hand.all_of(heads, first, last))
        directions = [there + back] if chosen["exchange-subjects"] == "together" else [there, back]
        covered = []
        for way in directions:
            held = {name for s in way if s["served"] for name in s["subjects"]} & set(listed)
            hoped = {name for s in way for name in s["subjects"]} & set(listed)
            covered.append((len(held), len(held | hoped), len(listed)))
        if listed and len(covered) == 1:
            subjects.append((*covered[0], hand.state(*covered[0], first, last)))
        elif listed:
            subjects.append(hand.all_of(covered, first, last))
        days.append(person_days(hand, mine))
    return {
        "exchange-both-ways": hand.whole(ways),
        "exchange-subjects": hand.whole(subjects),
        "exchange-days": hand.whole(days),
    }


def of_pair(hand: Hand, pair):
    """The stays of backbone teachers between two schools that reach into the term, oldest first."""
    found = []
    for who, home, host, served, hoped, weekly, most, subjects, day, record in hand.stays():
        someone = _Someone(getattr(record, "person_id", None) or (who if who in hand.people else None))
        if {home, host} != set(pair) or not hand.backbone(someone, day):
            continue
        moved = getattr(record, "term", None)
        inside = [
            [one for one in run if (moved == hand.code if moved else hand.first <= one <= hand.reach)]
            for run in (served, hoped)
        ]
        if not inside[0] and not inside[1]:
            continue
        found.append(
            {
                "who": who,
                "to": host,
                "served": inside[0],
                "hoped": sorted({*inside[0], *inside[1]}),
                "weekly": weekly,
                "most": most,
                "subjects": subjects,
                "key": (day, record.id),
            }
        )
    return sorted(found, key=lambda stay: stay["key"])


def person_days(hand: Hand, stays):
    """Days of every person; a day of two stays counts once."""
    persons = sorted({stay["who"] for stay in stays})
    figures = {who: [0, 0] for who in persons}
    for place, run in ((0, "served"), (1, "hoped")):
        for who in persons:
            there, claimed = set(), 0
            for stay in stays:
                if stay["who"] != who:
                    continue
                working = [day for day in stay[run] if hand.facts.special_days.works(day)]
                days = working if hand.settings["exchange-day"] == "working" else stay[run]
                count = len(days)
                if stay["weekly"] is not None:
                    count = int(len(working) * stay["weekly"] / 5)
                if stay["most"] is not None:
                    count = min(count, int(stay["most"]))
                claimed += count
                there |= set(days)
            figures[who][place] = min(claimed, len(there))
    least = hand.settings["exchange-days"]
    if hand.settings["exchange-count"] == "sum":
        value, planned = (sum(pair[place] for pair in figures.values()) for place in (0, 1))
    else:
        value = sum(1 for pair in figures.values() if pair[0] >= least)
        planned = sum(1 for pair in figures.values() if max(pair) >= least)
        least = max(1, len(persons))
    planned = max(value, planned)
    return value, planned, least, hand.state(value, planned, least, hand.first, hand.last)


class _Someone:
    """A person without a side of the record's own."""

    def __init__(self, person_id):
        self.person_id, self.side = person_id, ""
