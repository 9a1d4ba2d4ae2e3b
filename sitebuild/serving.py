"""What is other under `mkdocs serve`. Knows no page."""

from __future__ import annotations

import socket

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


def serving(config: MkDocsConfig) -> bool:
    """Whether this is `mkdocs serve`: it puts its own address in the place of the site's."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr}")


def require_free_port(host: str, port: int) -> None:
    """Say so before the build, not after it, and without a traceback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Abort(
                f"{host}:{port} cannot be served ({error.strerror}): stop what uses it, "
                f"or choose another port: mkdocs serve -a {host}:{port + 1}"
            ) from None
