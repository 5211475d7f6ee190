"""Lines that recur are found by frequency and position; what is news, or stands in the middle, is not left out."""

import pytest

from nabra.errors import NabraError
from nabra.tables import frame
from nabra.text.repeated import repeated_lines

FURNITURE = "شاركْ هذا الخبر مع أصدقائك"
REFRAIN = "وبعد ذلك بيوم"


def corpus(number=8):
    """Articles of two outlets: one prints a line under each, and a refrain in the middle of each."""
    rows = []
    for i in range(number):
        middle = "\n".join(f"فقرة {i} {place} من الخبر." for place in range(4))
        for outlet, end in (("a", f"\n{REFRAIN}\n{middle}\n{FURNITURE}"), ("b", "")):
            rows.append({"doc_id": f"{outlet}{i}", "outlet": outlet, "text": f"{middle}\nخبر رقم {i}.{end}"})
    return frame("documents", rows)


def test_furniture_and_refrain():
    found = repeated_lines(corpus()).set_index("line")
    assert set(found.index) == {FURNITURE, REFRAIN} and set(found["outlet"]) == {"a"}
    assert found.loc[FURNITURE, ["articles", "share", "at_edge", "leave_out"]].tolist() == [8, 1.0, 1.0, True]
    assert not found.loc[REFRAIN, "leave_out"]


def test_signs_and_order_change_nothing():
    rows = corpus()
    plain = rows.assign(text=rows["text"].str.replace("ْ", ""))
    assert repeated_lines(rows)["key"].tolist() == repeated_lines(plain.sample(frac=1, random_state=1))["key"].tolist()


def test_rare_lines_single_lines_and_long_lines_are_none():
    assert not len(repeated_lines(corpus(4)))
    same = frame("documents", [{"doc_id": f"{i}", "outlet": "a", "text": FURNITURE} for i in range(9)])
    assert not len(repeated_lines(same))
    long = frame("documents", [{"doc_id": f"{i}", "outlet": "a", "text": f"خبر {i}\n{'كلمة ' * 40}"} for i in range(9)])
    assert not len(repeated_lines(long))


@pytest.mark.parametrize(("given", "said"), [({"least": 1}, "least 1: a line"), ({"share": 2}, "share 2: give a share")])
def test_settings_that_are_none_are_refused(given, said):
    with pytest.raises(NabraError, match=said):
        repeated_lines(corpus(), **given)


def test_real_outlets(shared):
    import nabra

    found = repeated_lines(nabra.read(shared / "corpora" / "saudinewsnet.parquet"))
    assert found.loc[found["outlet"] == "was", "share"].max() > .9
    assert found.loc[found["line"].str.contains("Mobily"), "leave_out"].all()
