from counterclaim.linking.alignment import align, alterations
from counterclaim.linking.fingerprints import bands_of, sample_of, text_sequences
from counterclaim.linking.words import keys_of, sequences, share

from .linking_reports import OTHER, STORY


def test_outlets_typing_does_not_count() -> None:
    assert keys_of("Syria’s army, 1,300 men: Émile") == ["syrias", "army", "1300", "men", "emile"]


def test_a_text_without_words_has_no_sequences() -> None:
    assert sequences([]) == set()
    assert bands_of(set()) == frozenset()


def test_a_story_is_found_inside_one_that_joins_two() -> None:
    joined = f"{OTHER} {STORY}"
    aligned = align(keys_of(STORY), keys_of(joined))
    assert aligned.share == 1.0
    assert len(aligned.runs) == 1


def test_unrelated_texts_share_nothing() -> None:
    aligned = align(keys_of(STORY), keys_of(OTHER))
    assert aligned.share == 0
    assert share(text_sequences(STORY), text_sequences(OTHER)) == 0


def test_what_stands_only_at_the_end_is_not_the_news() -> None:
    standing = " ".join(STORY.split()[-25:])
    one, other = f"{OTHER} {standing}", f"{STORY.upper()[:10]} {OTHER[::-1]} {standing}"
    aligned = align(keys_of(one), keys_of(other))
    assert aligned.share > 0.3
    assert aligned.head_share < 0.1


def test_altered_words_and_numbers_are_listed() -> None:
    copy = STORY.replace("before dawn", "at night").replace("three provinces", "3 provinces")
    found = alterations(STORY, copy)
    assert [(a.before, a.after, a.number) for a in found] == [
        ("before dawn", "at night", False),
        ("three provinces", "3 provinces", True),
    ]


def test_samples_of_a_story_are_in_those_of_a_longer_article() -> None:
    small = sample_of(text_sequences(STORY))
    large = sample_of(text_sequences(f"{OTHER} {STORY}"))
    assert small
    assert len(small & large) == len(small)


def test_near_copies_share_a_band() -> None:
    copy = STORY.replace("Thirty-three", "Thirty-five")
    assert bands_of(text_sequences(STORY)) & bands_of(text_sequences(copy))
    assert not bands_of(text_sequences(STORY)) & bands_of(text_sequences(OTHER))
