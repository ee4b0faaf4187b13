"""``review``: the web app."""

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
    help="Ask for it at every page (also: COUNTERCLAIM_PASSWORD); any other --host needs one.",
)
@database_option
def review_command(host: str, port: int, password: str | None, db: str) -> None:
    """See what happened and who says so, in a browser.

    Serves this machine only, unless --host is given with a password. Stop it with Ctrl-C.
    """
    is_local = host in (*_LOCAL_NAMES, "::1")
    if not is_local and not password:
        raise click.UsageError(
            f"--host {host} can be reached from other machines; set a password with "
            "COUNTERCLAIM_PASSWORD or --password"
        )
    import uvicorn

    from counterclaim.web.app import make_app

    app = make_app(db, hosts=_LOCAL_NAMES if is_local else ("*",), password=password or None)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Open http://{shown}:{port}/ (Ctrl-C stops it)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, ws="none")
