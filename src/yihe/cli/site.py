"""Commands that make and serve a site: `sample`, `serve` and `demo`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from .output import FOUND_SOMETHING, console, progress, refuse
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.briefing.report import Report

SEED = 20220908
_PRESS_RELEASE = Path("shared/gold/zhifu-2022-09-08.txt")
_DEMO_PAGES = (
    "/",
    "/programmes/enforcement/",
    "/records/illegalbuilding/",
    "/briefing/",
    "/import/",
    "/figures/enforcement.demolished/",
)

Port = Annotated[int, typer.Option("--port", help="Port to listen on; 0 for any free one.")]
Host = Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 for the whole network.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(demo)
    app.command()(serve)
    app.command()(password)
    app.command()(sample)


def sample(
    folder: Annotated[Path, typer.Argument(help="Folder to write the workbooks into; made if missing.")],
    seed: Annotated[int, typer.Option("--seed", help="The same seed writes the same bytes.")] = SEED,
) -> None:
    """Write the synthetic sample district as a folder of spreadsheets and map files.

    Examples: yihe sample 样例 · yihe sample 样例 && yihe load 样例
    """
    from .starting import start_django

    start_django()
    from yihe.sample import write_sample

    try:
        with progress("sample") as moved:
            files = write_sample(folder, seed=seed, progress=moved)
    except OSError as trouble:
        refuse(f"{folder}: {trouble.strerror}")
    console.print(f"{len(files)} files in {folder} (样例数据，合成 / synthetic sample data)", soft_wrap=True)


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the pages until stopped with Ctrl+C.

    Examples: yihe serve · yihe serve --host 0.0.0.0 --port 80
    """
    open_ledger()
    _require_free(host, port)
    console.print(f"http://{host}:{port}/", soft_wrap=True)
    raise typer.Exit(subprocess.call(_server_command(host, port)))


def demo(
    check: Annotated[bool, typer.Option("--check", help="Serve, fetch the pages, print a summary and end.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Load the Zhifu sample district, verify the press release, serve the cockpit.

    Examples: yihe demo · yihe demo --check
    """
    started = time.monotonic()
    open_ledger()
    _load_sample()
    _show_accounts()
    report = _verify_release()
    if check:
        raise typer.Exit(_check_pages(report, started))
    _require_free(host, port)
    console.print(Text.assemble((f"http://{host}:{port}/", "bold"), "  (Ctrl+C stops)"))
    raise typer.Exit(subprocess.call(_server_command(host, port)))


def _load_sample() -> None:
    """The sample, through the same load a user has; nothing if the ledger holds entries already."""
    from django.conf import settings

    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.models import Load
    from yihe.ledger.sheets import loading
    from yihe.sample import write_sample

    if Load.objects.exists():
        console.print(f"ledger: {Load.objects.count()} loads already there; the sample is not loaded again")
        return
    folder = Path(settings.HOME) / "sample"
    with progress("sample") as moved:
        write_sample(folder, seed=SEED, progress=moved)
    with progress("load") as moved:
        result = loading.load([folder], actor=command_line_user(), progress=moved)
    console.print(f"ledger: {result.created} entries from {len(result.paths)} files of {folder}", soft_wrap=True)


def password(name: Annotated[str, typer.Argument(help="The user's name, such as clerk.")]) -> None:
    """Give an account a new password and print it.

    Examples: yihe password clerk
    """
    open_ledger()
    from yihe.ledger.accounts import UnknownAccount, new_password

    try:
        made = new_password(name)
    except UnknownAccount as unknown:
        refuse(str(unknown))
    console.print(f"{name}  {made}", highlight=False)


def _show_accounts() -> None:
    """One account a role; a password is shown once, when it is made."""
    from yihe.ledger.accounts import create_role_accounts

    made = create_role_accounts()
    for name, secret in made.items():
        console.print(f"  {name:<14} {secret}", highlight=False)
    if made:
        said = "new accounts, one a role; these passwords are shown once (每种角色一个新账号，密码只显示这一次)"
    else:
        said = "accounts exist; a new password: yihe password NAME (账号已存在；重设密码：yihe password 用户名)"
    console.print(said, soft_wrap=True)


def _verify_release() -> Report:
    from yihe.briefing.verify import verify
    from yihe.figures.documents import read_document

    path = _release()
    report = verify(read_document(path, path.name).text)
    said = " · ".join(f"{verdict} {n}" for verdict, n in report.counts.items() if n)
    console.print(f"verified {path.name}: {len(report.claims)} claims: {said}", soft_wrap=True)
    return report


def _release() -> Path:
    """The press release where it lies beside the checkout, else a statement of the same figures in our own words."""
    beside = Path(os.environ.get("YIHE_CHECKOUT", ".")).resolve().parent / _PRESS_RELEASE
    if beside.exists():
        return beside
    from yihe import sample as room

    return Path(room.__file__).parent / "texts" / "statement-2022-09-08.txt"


def _server_command(host: str, port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1", "--no-ws"]
    options += ["--blocking-threads", "4", "--backpressure", "64"]
    return [sys.executable, "-m", "granian", *options, "--log-level", "warning", "yihe.server.wsgi:application"]


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            refuse(
                f"port {port} on {host} cannot be used ({trouble.strerror}); "
                "choose another with --port (端口被占用，请用 --port 另选)"
            )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _check_pages(report: Report, started: float) -> int:
    """Serve on a free port, fetch the pages as a signed-in leader, and say how it went."""
    port = _free_port()
    server = subprocess.Popen(_server_command("127.0.0.1", port))
    try:
        _wait_for(port)
        fetched = _fetch(port)
    finally:
        server.terminate()
        server.wait(timeout=20)
    bad = [f"{path}: {status}" for path, status, _ in fetched if status != 200]
    for path, status, size in fetched:
        console.print(f"  {status} {path} ({size:,} bytes)", highlight=False)
    console.print(
        f"{'✗' if bad else '✓'} {len(fetched)} pages, {len(report.claims)} claims, {time.monotonic() - started:.0f} s"
    )
    return FOUND_SOMETHING if bad else 0


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    refuse("the server did not start within 30 seconds")


def _fetch(port: int) -> list[tuple[str, int, int]]:
    import urllib.error
    import urllib.request

    base = f"http://127.0.0.1:{port}"
    found = []
    for path in ("/login/", *_DEMO_PAGES):
        cookie = {} if path == "/login/" else {"Cookie": _session_cookie()}
        request = urllib.request.Request(base + path, headers=cookie)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                found.append((path, answer.status, len(answer.read())))
        except urllib.error.HTTPError as trouble:
            found.append((path, trouble.code, 0))
    return found


def _session_cookie() -> str:
    """A session of the clerk's account, made on the server's side: no password is needed or stored."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.get(username="clerk")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(300)
    session.create()
    return f"sessionid={session.session_key}"
