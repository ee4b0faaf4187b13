"""The coder as a component of a spaCy pipeline: ``nlp.add_pipe("counterclaim")``.

spaCy finds the factory by the package's entry point, so nothing need be imported for it. The
component reads the document's text and leaves its tokens alone: the coder parses for itself, with
known names in one piece, whatever else stands in the pipeline (``spacy.blank("en")`` will do).
"""

from datetime import date
from hashlib import sha256
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from counterclaim.exports.api import shared_coder
from counterclaim.model import Article
from counterclaim.reading.languages import detect

GIVEN = ("title", "publisher", "published")
"""What may be told of a document before it is coded, as ``doc._.published = date(2017, 8, 10)``."""
MADE = ("claims", "relations", "issues")
"""What stands on a document afterwards; spans are code points of ``doc.text``."""


@Language.factory("counterclaim", assigns=[f"doc._.{name}" for name in MADE])
def make_component(nlp: Language, name: str) -> "Component":
    """The component, with its extensions of ``Doc`` registered."""
    for extension in GIVEN:
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    for extension in MADE:
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    return Component()


class Component:
    """Codes documents. The models are loaded with the first one."""

    def __call__(self, doc: Doc) -> Doc:
        coded = shared_coder().code(_article(doc))
        for extension in MADE:
            setattr(doc._, extension, getattr(coded, extension))
        return doc


def _article(doc: Doc) -> Article:
    """A document as an article. Raises :class:`TypeError` where its day isn't one."""
    published: Any = doc._.published
    if published is not None and type(published) is not date:
        raise TypeError(f"doc._.published is a datetime.date or None, not {published!r}")
    digest = sha256(doc.text.encode()).hexdigest()
    return Article(
        id=digest[:16],
        title=doc._.title,
        publisher=doc._.publisher,
        published=published,
        language=detect(doc.text),
        text=doc.text,
        sha256=digest,
    )
