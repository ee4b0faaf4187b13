"""Libraries that tell standard error what they mended in a document; here issues tell it."""

import logging

_SILENT = logging.CRITICAL + 1


def quiet(*names: str) -> None:
    """Silences these loggers, unless the program has given them a level of its own."""
    for name in names:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(_SILENT)
