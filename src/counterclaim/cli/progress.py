"""The progress of a run: a bar on a terminal, silence elsewhere; problems one line each."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.wording import one_line
from counterclaim.model import CodedArticle, Issue

if TYPE_CHECKING:
    from rich.progress import Progress

Result = CodedArticle | Issue


@dataclass(slots=True)
class Tally:
    """What has come of a run so far."""

    articles: int = 0
    claims: int = 0
    problems: int = 0
    paths: set[str | None] = field(default_factory=set)

    def count(self, result: Result) -> None:
        """Counts one more result."""
        self.paths.add(result.path if isinstance(result, Issue) else result.article.path)
        if isinstance(result, Issue):
            self.problems += 1
        else:
            self.articles += 1
            self.claims += len(result.claims)

    @property
    def status(self) -> int:
        """The exit status: 1 where something couldn't be read as it should."""
        return 1 if self.problems else 0

    @property
    def in_words(self) -> str:
        """The counts as a line."""
        parts = [_counted(self.articles, "article"), _counted(self.claims, "claim")]
        if self.problems:
            parts.append(_counted(self.problems, "problem"))
        return ", ".join(parts)


@contextmanager
def watched(
    results: Iterator[Result], inputs: Sequence[str]
) -> Iterator[tuple[Iterator[Result], Tally]]:
    """Passes results on, counting them, telling problems to standard error and, on a terminal,
    drawing a bar there."""
    tally = Tally()
    if not sys.stderr.isatty():
        yield _counted_quietly(results, tally), tally
        return
    with _bar() as bar:
        yield _drawn(results, tally, bar, _count_files(inputs)), tally


def _counted_quietly(results: Iterator[Result], tally: Tally) -> Iterator[Result]:
    for result in results:
        tally.count(result)
        for problem in _problems(result):
            click.echo(problem, err=True)
        yield result


def _drawn(
    results: Iterator[Result], tally: Tally, bar: "Progress", files: int | None
) -> Iterator[Result]:
    from rich.text import Text

    task = bar.add_task("coding", total=files, counts="loading the language model")
    for result in results:
        tally.count(result)
        for problem in _problems(result):
            bar.console.print(Text(problem, style="yellow"))
        bar.update(task, completed=len(tally.paths) - 1, counts=tally.in_words)
        yield result
    bar.update(task, completed=files or len(tally.paths))


def _problems(result: Result) -> list[str]:
    """Problems with an input, or with an article that was read."""
    if isinstance(result, Issue):
        return [one_line(result.message)]
    name = result.article.path or result.article.url or result.article.id
    return [one_line(f"{name}: {issue.message}") for issue in result.issues]


def _bar() -> "Progress":
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from counterclaim.cli.listing import console

    return Progress(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        console=console(errors=True),
        transient=True,
    )


def _count_files(inputs: Sequence[str]) -> int | None:
    """How many files there are to read; None where that can't be said beforehand."""
    if any(name == "-" or "://" in name for name in inputs):
        return None
    count = 0
    for path in map(Path, inputs):
        count += sum(file.is_file() for file in path.rglob("*")) if path.is_dir() else 1
    return count if count > 1 else None


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@contextmanager
def counting(what: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """Draws, on a terminal, a line that tells how far one long piece of work is; else nothing."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    with _bar() as bar:
        task = bar.add_task(what, total=None, counts=what)

        def tell(doing: str, done: int, total: int | None) -> None:
            of = f" of {total:,}" if total else ""
            bar.update(task, completed=done, total=total, counts=f"{what}: {doing} {done:,}{of}")

        yield tell
