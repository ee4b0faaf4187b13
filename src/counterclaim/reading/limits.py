"""How much of a stranger's bytes is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes unless named otherwise; times in seconds.

    ``text`` is in code points and is what the language model takes at most. ``ratio`` is how many
    bytes one packed byte may unpack to once ``ratio_from`` bytes have come out: Deflate reaches
    1032 on zeros, text 3 to 20. ``private_hosts`` lets addresses of the own network be fetched;
    it is for tests and for an archive in the house, never for addresses that strangers chose.
    """

    document: int = 20_000_000
    line: int = 20_000_000
    text: int = 1_000_000
    blocks: int = 20_000
    elements: int = 50_000
    pages: int = 500
    entries: int = 5_000
    ratio: int = 200
    ratio_from: int = 20_000_000
    layers: int = 2
    front_matter: int = 65_536
    redirects: int = 5
    connect_seconds: float = 10.0
    fetch_seconds: float = 60.0
    pdf_seconds: float = 30.0
    private_hosts: bool = False


DEFAULT = Limits()
