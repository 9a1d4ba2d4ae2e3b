"""Cloudflare Pages and Netlify: both read `_headers`, and ask again for what has an ETag."""

from __future__ import annotations

from collections.abc import Mapping


def files(headers: Mapping[str, str]) -> dict[str, str]:
    lines = [f"  {name}: {value}\n" for name, value in headers.items()]
    return {"_headers": "".join(["/*\n", *lines])}
