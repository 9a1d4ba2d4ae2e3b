"""No npm package comes in under a licence that nobody has looked at."""

from __future__ import annotations

import json

import pytest

from playground.catalogue import ROOT

ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"),
    *("MPL-2.0", "(MIT OR CC0-1.0)", "MIT OR Apache-2.0"),
}


@pytest.mark.parametrize(
    "lock", ["package-lock.json", "bench/package-lock.json", "bench/peers/package-lock.json"]
)
def test_every_npm_package_has_a_known_licence(lock: str) -> None:
    packages = json.loads((ROOT / lock).read_text("utf8"))["packages"]
    strange = {
        name: facts.get("license")
        for name, facts in packages.items()
        if name and facts.get("license") not in ALLOWED
    }
    assert not strange
