"""Passwords: kept as salted hashes, and told apart."""

from counterclaim.review import hash_password, password_fits


def test_a_hash_fits_its_password_and_no_other() -> None:
    kept = hash_password("pass:wörd of ada")
    assert password_fits("pass:wörd of ada", kept)
    assert not password_fits("pass:word of ada", kept)
    assert not password_fits("", kept)


def test_no_two_hashes_are_the_same_and_none_holds_the_password() -> None:
    one, other = hash_password("a long password"), hash_password("a long password")
    assert one != other
    assert "password" not in one
    assert one.split("$")[:4] == ["scrypt", "32768", "8", "1"]


def test_who_is_not_there_has_no_password() -> None:
    assert not password_fits("anything at all", None)
    assert not password_fits("", None)
