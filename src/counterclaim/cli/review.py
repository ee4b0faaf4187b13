"""``review``: the web app."""

import getpass

import click

from counterclaim.cli.options import database_option

_LOCAL = "127.0.0.1"
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@click.command("review")
@click.option("--host", default=_LOCAL, show_default=True, help="The address to serve at.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--password",
    envvar="COUNTERCLAIM_PASSWORD",
    help="Ask for it at every page (also: COUNTERCLAIM_PASSWORD); any other --host needs one, "
    "or people added with `counterclaim users add`.",
)
@click.option(
    "--as",
    "reviewer",
    metavar="NAME",
    help="Under which name decisions are kept while nobody signs in; yours on this machine.",
)
@database_option
def review_command(
    host: str, port: int, password: str | None, reviewer: str | None, db: str
) -> None:
    """See what happened and who says so, in a browser, and correct the coder.

    Serves this machine only, unless --host is given with a password. Stop it with Ctrl-C.
    """
    is_local = host in (*_LOCAL_NAMES, "::1")
    if not is_local and not password and not _has_accounts(db):
        raise click.UsageError(
            f"--host {host} can be reached from other machines; set a password with "
            "COUNTERCLAIM_PASSWORD or --password, or add people with `counterclaim users add`"
        )
    import uvicorn

    from counterclaim.web.app import make_app

    app = make_app(
        db,
        hosts=_LOCAL_NAMES if is_local else ("*",),
        password=password or None,
        reviewer=reviewer or _own_name(),
    )
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Open http://{shown}:{port}/ (Ctrl-C stops it)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, ws="none")


def _has_accounts(db: str) -> bool:
    from counterclaim.store import StoreError
    from counterclaim.store.people import People

    try:
        with People.open(db) as people:
            return bool(people.accounts())
    except StoreError:
        return False


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
