"""What the last sign of a text tells of it before it is made plain."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.frameworks.load import installed_ids, load_framework
from jixiao.read.headings import Vocabulary
from jixiao.read.pages import plain_words, stays_as_it_is
from jixiao.read.table_rows import ENDS_OF_SUMS, speaks_of_sums

SIGNS = st.sampled_from("一鿿计分值标0A%。:：)）＂　 ")


@given(st.text(max_size=8), st.one_of(st.characters(), SIGNS))
@example("e", "\u0301")
@example("ｶ", "ﾞ")
def test_last_sign_stays_as_it_is(before: str, last: str) -> None:
    assert not stays_as_it_is(last) or plain_words(before + last)[-1:] == last


@given(st.text("总分合计小得自评（）()：: 4", max_size=8))
@example("总分（4分）：")
@example("一级小计")
def test_ends_of_sums(text: str) -> None:
    word = plain_words(text)
    assert not speaks_of_sums(word) or word[-1] in ENDS_OF_SUMS


@pytest.mark.parametrize("id", installed_ids())
def test_ends_of_a_vocabulary(id: str) -> None:
    framework = load_framework(id)
    if framework.scoring_table is None:
        return
    vocabulary = Vocabulary(framework.indicators.columns)
    for words in framework.indicators.columns.values():
        for word in [*words, *(f"{one}（分）" for one in words)]:
            assert vocabulary.knows(plain_words(word))
            assert plain_words(word)[-1] in vocabulary.ends
