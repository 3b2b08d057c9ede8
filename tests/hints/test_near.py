"""Which words are like a word that nobody knows."""

import pytest

from nngen.hints.near import did_you_mean, misspelt, near

WORDS = ["learning_rate", "momentum", "batch_size", "kernel_initializer", "decay"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Learning-Rate", "learning_rate"),
        ("momentun", "momentum"),
        ("ki", "kernel_initializer"),
        ("init", "kernel_initializer"),
        ("kernel_init", "kernel_initializer"),
        ("batch", "batch_size"),
        ("batching", "batch_size"),
        ("lr", "learning_rate"),
        ("layers", ""),
        ("x" * 61, ""),
    ],
)
def test_what_is_most_like_a_word(word: str, found: str) -> None:
    assert near(word, WORDS) == ([found] if found else [])


def test_three_words_at_most() -> None:
    assert near("ab", ["abc", "abd", "abe", "abf"]) == ["abc", "abd", "abe"]
    assert did_you_mean("ab", ["abc", "xyz", "abd"]) == 'did you mean "abc" or "abd"?'


def test_initials_mean_what_they_begin() -> None:
    assert near("dl", ["delimiter", "drop_last"]) == ["drop_last"]
    assert misspelt("dl", ["drop_last"]) == []
