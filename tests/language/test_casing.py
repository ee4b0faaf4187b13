"""All capitals get their small letters back, each at its place."""

from counterclaim.language.casing import in_capitals, restore

TEXT = (
    "BOGOTA, 9 JAN 90 -- [TEXT] MEMBERS OF THE ARMY OF NATIONAL LIBERATION (ELN) KIDNAPPED THE "
    "MAYOR OF ABREGO, CARLOS JULIO TORRADO. POLICE SAID PRESIDENT CRISTIANI WAS TOLD. "
    "THE FMLN DENIED IT."
)


def nations(word: str) -> bool:
    return word in {"bogota", "colombian"}


def test_tells_capitals() -> None:
    assert in_capitals(TEXT)
    assert not in_capitals("The FMLN said that it had taken San Miguel and Usulutan on Tuesday.")
    assert not in_capitals("FMLN")


def test_restores_case_and_keeps_every_letter_in_place() -> None:
    found = restore(TEXT, nations)
    assert found.upper() == TEXT
    assert found.startswith("Bogota, 9 ")
    for words in ("Torrado", "(ELN)", "kidnapped the mayor of Abrego", "President Cristiani"):
        assert words in found
    assert found.endswith("The FMLN denied it.")


def test_spells_out_an_abbreviation() -> None:
    found = restore("THE FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) ATTACKED.", nations)
    assert "Farabundo Marti National Liberation Front (FMLN) attacked" in found
