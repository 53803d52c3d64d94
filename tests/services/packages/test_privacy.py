"""What a person chose to keep stays at home, and the package says so."""

import json

from edudesk.services import records
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.handing.checking import Asking
from edudesk.services.handing.faces import outgoing_pictures
from edudesk.services.packages.holding import hold_back
from edudesk.services.packages.profiles import STRICT
from edudesk.services.status import chosen_communities, term_status
from edudesk.texts import Texts
from tests.services.packages.handing import LATER, TERM, TODAY
from tests.services.packages.test_build import COMMUNITY, all_words, build, payload

PUPIL = "欧阳小满"


def test_a_picture_held_back_says_so_and_is_nowhere(term_archive, term_ids, tmp_path):
    archive, ids = term_archive, term_ids
    asking = Asking(archive, LATER, TODAY, Texts("zh"))
    (community,) = chosen_communities(archive, COMMUNITY)
    status = term_status(archive, community, TermCode.parse(TERM), TODAY)
    listed = outgoing_pictures(asking, status)
    assert [one.evidence_id for one in listed] == [ids["gps"], ids["photo"]]
    assert listed[0].about == "送教：古诗两首"
    hold_back(archive, listed[0].sha256, held=True)
    assert [one.held for one in outgoing_pictures(asking, status)] == [True, False]
    built = build(archive, tmp_path / "out")
    files = payload(built.path)
    assert not [name for name in files if name.endswith("IMG_20251015_092000.jpg")]
    told = {one["evidence"]: one for one in json.loads(files["edudesk/records.json"])["files"]}
    assert told[ids["gps"]]["state"] == "held-back"
    assert "path" not in told[ids["gps"]]
    page = all_words({name: data for name, data in files.items() if name.endswith("照片页.pdf")})
    assert "报送单位没有放入这张照片" in page.replace("\n", "")
    assert "由报送单位留下，没有放入" in all_words({"目录.xlsx": files["目录.xlsx"]})
    assert "有 1 个文件由报送单位留下" in all_words({"s.pdf": files["09-备考/备考表.pdf"]}).replace("\n", "")
    assert not [gap for gap in built.gaps if "IMG_2025" in gap], "it is a choice and no gap"
    hold_back(archive, listed[0].sha256, held=False)
    assert not any(one.held for one in outgoing_pictures(asking, status))


def test_the_strict_profile_keeps_more_at_home(term_archive, term_ids, tmp_path):
    archive, ids = term_archive, term_ids
    with change(archive, "edit", LATER) as writing:
        writing.edit(ids["person"], {"birth_month": "1988-01", "sex": "female", "note": "怀孕"})
        lesson = records.get(archive, ids["lesson"]).content
        writing.edit(ids["lesson"], {"people": (*lesson["people"], {"name": PUPIL, "side": "helped"})})
    files = payload(build(archive, tmp_path / "out", profile=STRICT).path)
    words = all_words(files)
    assert PUPIL not in words.replace("\n", "")
    assert "欧某某" in words
    assert "怀孕" not in words
    told = json.loads(files["edudesk/records.json"])
    assert told["profile"] == "strict"
    heads = {one["id"]: one["heads"][0] for one in told["records"]}
    assert {"sex", "birth_month", "note", "phone", "id_number"} <= set(heads[ids["person"]]["withheld"])
    assert not {"sex", "birth_month", "note"} & heads[ids["person"]]["content"].keys()
    assert "people.name" in heads[ids["lesson"]]["withheld"]
    assert "班主任" in [row.get("name") for row in heads[ids["lesson"]]["content"]["people"]]
    statement = all_words({"s.pdf": files["09-备考/备考表.pdf"]}).replace("\n", "")
    assert "隐私从严" in statement
