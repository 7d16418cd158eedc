"""`agent-desk hub`: the central service in the foreground."""

import os
import signal
import ssl
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from agent_desk.hub.app import build
from agent_desk.hub.commands.common import DatabaseOption, DataOption, SettingsOption, settings_of
from agent_desk.hub.commands.say import FAILED, fail, pick, plain_faults, put
from agent_desk.hub.kit import log
from agent_desk.hub.kit.settings import Settings, require_tls
from agent_desk.hub.serve import bind, server

_TLS = (
    "TLS 证书或私钥不能使用（{why}）。请检查 --tls-certificate 与 --tls-key 是否为配对的 PEM 文件。",
    "The TLS certificate or key cannot be used ({why}). See that --tls-certificate and --tls-key are PEM files of one pair.",
)


def hub(
    settings: SettingsOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 unless set.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 8800 unless set, 0 takes a free one.")] = None,
    database: DatabaseOption = None,
    exchange: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Telephone exchange: asterisk://USER:SECRET@HOST:5038, or simulated://127.0.0.1:5039."
        ),
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The centre's time zone; Asia/Shanghai unless set.")] = None,
    tls_certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="Certificate chain, PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its private key, PEM.")] = None,
    passwords_in_clear: Annotated[
        bool | None,
        typer.Option(
            "--passwords-in-clear",
            help="Serve a network without TLS: everybody on it can read passwords.",
        ),
    ] = None,
    log_level: Annotated[str | None, typer.Option(help="DEBUG, INFO, WARNING or ERROR.")] = None,
    data: DataOption = None,
) -> None:
    """Run a hub in the foreground until it is told to stop (SIGTERM or Ctrl-C).

    What the command line does not say comes from the environment (AGENT_DESK_<KEY>), then from the settings file. Any
    number of hubs may run on one database.
    """
    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "exchange": exchange,
        "zone": zone,
        "log_level": log_level,
        "passwords_in_clear": passwords_in_clear,
        "tls_certificate": str(tls_certificate) if tls_certificate else None,
        "tls_key": str(tls_key) if tls_key else None,
    }
    with plain_faults(), settings_of(database, settings, data, **given) as chosen:
        _serve(chosen)


def _serve(settings: Settings) -> None:
    require_tls(settings)
    # Whatever a hub writes is for its own user; what the exchange reads is opened by hand.
    before = os.umask(0o077)
    try:
        _serve_privately(settings)
    finally:
        os.umask(before)


def _serve_privately(settings: Settings) -> None:
    listener = bind(settings.host, settings.port)
    try:
        _check_tls(settings)
        log.configure(settings.log_level)
        if settings.passwords_in_clear and not settings.tls_certificate:
            structlog.get_logger().warning(
                "passwords and customers' data cross the network in clear", host=settings.host
            )
        try:
            app = build(settings, processes=True)
        except ValueError as fault:
            fail(str(fault), str(fault))
        # uvicorn takes these signals while it serves and raises them again when it has stopped: then we are done.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        port = listener.getsockname()[1]
        scheme = "https" if settings.tls_certificate else "http"
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        put(pick(f"中心服务已在 {scheme}://{shown}:{port} 监听", f"Hub at {scheme}://{shown}:{port}"))
        serving = server(app, settings)
        serving.run(sockets=[listener])
        if not serving.started:
            raise typer.Exit(FAILED)
    finally:
        listener.close()


def _check_tls(settings: Settings) -> None:
    if settings.tls_certificate:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                settings.tls_certificate, settings.tls_key
            )
        except (ssl.SSLError, OSError) as fault:
            why = fault.strerror or type(fault).__name__
            fail(_TLS[0].format(why=why), _TLS[1].format(why=why))
