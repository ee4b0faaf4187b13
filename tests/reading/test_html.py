"""Web pages."""

from datetime import date

import pytest
from reading_helpers import LEAD, MORE, QUOTE, REST, TITLE, one, problems, web_page

from counterclaim.model import Media, Origin
from counterclaim.reading import Limits, read_bytes


def test_a_page_with_its_furniture() -> None:
    article = one(
        web_page(
            above='<p class="byline">By Rana Haddad</p><p>Levant Courier, March 5, 2017</p>'
            '<p><a href="https://north.example/a">North Post</a> 4 March 2017</p>'
            '<p>Region: <a href="#">Middle East</a></p>'
            '<p>Theme: <a href="#">War &amp; Peace</a>, <a href="#">Armies, Militias</a></p>'
            '<p>In-depth Report: <a href="#">SYRIA</a></p>'
            "<figure><img src='a.jpg'><figcaption>Photo: Ali Said / REUTERS</figcaption></figure>",
            below="<p>If you like our work, please support our project: PayPal: x@l.example</p>"
            "<p>Featured image is from Hill News.</p><p>The original source of this article is "
            '<a href="https://north.example/a">North Post</a></p>'
            "<p>Copyright © North Post, 2017</p>",
        )
    )
    assert (article.title, article.authors) == (TITLE, ("Rana Haddad",))
    assert (article.publisher, article.published) == ("Levant Courier", date(2017, 3, 5))
    assert article.origin == Origin(
        publisher="North Post", published=date(2017, 3, 4), url="https://north.example/a"
    )
    assert (article.regions, article.dossiers) == (("Middle East",), ("SYRIA",))
    assert article.themes == ("War & Peace", "Armies, Militias")
    assert article.media == (
        Media(kind="image", credit="Ali Said / REUTERS"),
        Media(kind="image", credit="Hill News"),
    )
    assert article.rights == "Copyright © North Post, 2017"
    assert article.text == f"{LEAD}\n\n{MORE} {REST}\n\n{QUOTE}"


def test_structured_data() -> None:
    article = one(
        web_page(
            head='<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"author": [{"name": "Rana Haddad"}, {"name": "Omar Saleh"}], '
            '"publisher": {"name": "Levant Courier"}, "datePublished": "2017-03-05T09:00:00Z", '
            '"isBasedOn": "https://north.example/a"}]}</script>'
        )
    )
    assert article.authors == ("Rana Haddad", "Omar Saleh")
    assert article.published == date(2017, 3, 5)
    assert article.origin == Origin(url="https://north.example/a")


def test_a_canonical_address_elsewhere_is_the_origin() -> None:
    head = (
        '<link rel="canonical" href="https://north.example/a">'
        '<meta property="og:url" content="https://levant.example/2017/03/05/a">'
    )
    assert one(web_page(head=head)).origin == Origin(url="https://north.example/a")
    own = '<link rel="canonical" href="https://www.levant.example/a">'
    (article,) = read_bytes(web_page(head=own).encode(), url="https://levant.example/a?x=1")
    assert article.origin is None  # type: ignore[union-attr]


def test_the_title_element_tells_title_and_site() -> None:
    markup = web_page().replace('<meta property="og:site_name" content="Levant Courier">', "")
    article = one(markup.replace("<header>", "<header><h1>Levant Courier</h1>"))
    assert (article.title, article.publisher) == (TITLE, "Levant Courier")


def test_a_page_that_names_itself_has_no_origin() -> None:
    article = one(
        web_page(
            above="<p>Levant Courier, March 5, 2017</p><p>| Updated 27 March</p>",
            below='<p>The original source of this article is <a href="#">Levant Courier</a></p>'
            "<p>Additional reporting by Hill News</p><p>Featured image: file photo, Hill News</p>",
        )
    )
    assert (article.publisher, article.published) == ("Levant Courier", date(2017, 3, 5))
    assert article.origin is None
    assert article.media == (Media(kind="image", credit="Hill News"),)
    assert article.text.endswith(QUOTE)
    assert article.text.startswith(LEAD)


def test_no_date_is_searched_for() -> None:
    article = one(web_page(below="<p>The war in the province began on 4 May 2013, he said.</p>"))
    assert article.published is None


def test_a_windows_page_says_so_itself() -> None:
    markup = web_page().replace("utf-8", "windows-1256").replace("Tal Qamh on", "تل قمح on")
    assert "تل قمح" in one(markup.encode("windows-1256")).text


@pytest.mark.parametrize(
    "odd",
    [
        "<html><body>" + "<div>" * 30_000 + LEAD,
        "<html><body><p " + "a=b " * 100_000 + f">{LEAD}",
        "<html><body><script type='application/ld+json'>" + "[" * 50_000 + f"</script><p>{LEAD}",
        "<p>" + "<b>" * 9_000 + LEAD,
        "<!doctype html>",
    ],
)
def test_odd_pages_raise_nothing(odd: str) -> None:
    assert len(list(read_bytes(odd.encode()))) == 1


def test_messages() -> None:
    assert problems("<!doctype html><html><body></body></html>", path="a.html") == [
        "a.html: has no article text; nothing was read from it"
    ]
    assert problems("<p>" * 300, path="a.html", limits=Limits(elements=100)) == [
        "a.html: has more than 100 elements; save the article's part of it"
    ]
