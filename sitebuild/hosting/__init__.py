"""Where the site may stand, a module a host: what of a build's is for that host alone. All are made
of the same headers and rules (rules.py). Another host is another module, named in HOSTS.

Knows hosts, not pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sitebuild.hosting import cloudflare, github_pages, nginx

Files = Callable[[Mapping[str, str]], dict[str, str]]

HOSTS: tuple[Files, ...] = (github_pages.files, cloudflare.files, nginx.files)


def write(site: Path, headers: Mapping[str, str]) -> None:
    """`headers` are sent with everything, by whoever can."""
    for files in HOSTS:
        for name, text in files(headers).items():
            (site / name).write_text(text, "utf8")
