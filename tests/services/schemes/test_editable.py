"""What a form may change of a rule: every place it names is one, and a change there is read again."""

import re
from typing import Any

import pytest

from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.schemes.editable import editable
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.reading.editing import set_default, set_value
from edudesk.services.schemes.reading.format import RULES
from edudesk.services.schemes.sections import entries
from edudesk.services.toml_text import parse
from edudesk.texts import Label

QINNAN = read_scheme(shipped_scheme("qinnan"))


def fields(rule: str) -> dict[str, Any]:
    return {one.place: one.value for one in editable(QINNAN, rule)}


def found_at(rule: Any, place: str) -> Any:
    for field, position in re.findall(r"([\w-]+)|\[(\d+)\]", place):
        rule = rule[field] if field else rule[int(position) - 1]
    return rule


@pytest.mark.parametrize("name", sorted(shipped_schemes()))
def test_every_place_of_every_rule_is_one_in_the_file(name):
    scheme = read_scheme(shipped_scheme(name))
    raw = parse(scheme.text)
    rules = {rule["id"]: rule for section in RULES for rule in raw.get(section, ())}
    for _section, entry in entries(scheme):
        for one in editable(scheme, entry.id):
            value = list(one.value) if isinstance(one.value, tuple) else one.value
            assert one.setting or found_at(rules[entry.id], one.place) == value


@pytest.mark.parametrize("name", ["qinnan", "party-branch-pairing"])
def test_every_place_takes_its_own_value_again(name):
    scheme = read_scheme(shipped_scheme(name))
    text, tried = scheme.text, set()
    for section, entry in entries(scheme):
        for one in editable(scheme, entry.id):
            # Each sort of place once in a section: each time the whole text is read and written.
            sort = section, re.sub(r"\[\d+\]", "", one.place), one.setting and one.setting.id
            if sort in tried:
                continue
            tried.add(sort)
            if one.setting:
                text = set_default(text, one.setting.id, one.setting.default)
            else:
                text = set_value(text, entry.id, one.place, one.value)
    assert check_scheme(text) == ()


def test_a_number_lies_where_it_stands_and_a_setting_is_named():
    found = fields("guidance-visits")
    assert found["condition.at_least"] == 3
    assert found["@basis"] == "partner"
    assert found["condition.select.people.when.post[1].experience"][0] == "principal"
    changed = set_value(QINNAN.text, "guidance-visits", "condition.at_least", 4)
    assert editable(read_scheme(changed), "guidance-visits") != editable(QINNAN, "guidance-visits")


def test_only_the_variant_that_is_read_is_offered():
    assert "condition.when.together.at_least" in fields("exchange-subjects")
    assert not any("each-way" in place for place in fields("exchange-subjects"))


def test_words_bring_all_their_choices_with_names():
    kinds = next(one for one in editable(QINNAN, "guidance-visits") if one.field == "kinds")
    assert (kinds.sort, kinds.mark) == ("words", "what")
    assert dict(kinds.choices)["sent-lesson"] == Label("送教", "Sent lesson")


def test_there_is_no_rule_without_its_id():
    with pytest.raises(KeyError):
        editable(QINNAN, "none")
