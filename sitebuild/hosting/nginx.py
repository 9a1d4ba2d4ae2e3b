"""nginx: hosting/nginx.conf, which a page shows whole, includes what is written here."""

from __future__ import annotations

from collections.abc import Mapping

from sitebuild.hosting.rules import ASKED_AGAIN, KEPT, NEVER_CHANGES


def files(headers: Mapping[str, str]) -> dict[str, str]:
    lines = [f'add_header {name} "{value}" always;\n' for name, value in headers.items()]
    return {"_headers.nginx": "".join(lines)}


def cache_rules() -> dict[str, str]:
    """What its `map` has to hold: what an address looks like -> how long it is kept."""
    return {"default": ASKED_AGAIN, f"~{NEVER_CHANGES}": KEPT}
