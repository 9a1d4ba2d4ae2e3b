"""Asks what is known of the C libraries inside Pyodide, which no package index has: `python -m
tools.watch_parts`. Ends with 1 where something is known that nobody has looked at yet; shipped.yml
of sitebuild/finish has the versions, which a test holds against the interpreter, and what was
looked at.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.parse
import urllib.request
from typing import Any

from playground.catalogue import read_yaml
from sitebuild.finish import sbom

#: The National Vulnerability Database.
DATABASE = "https://services.nvd.nist.gov/rest/json/cves/2.0"
PATIENCE = 60  # seconds
LENGTH = 160  # of what is told of each


def known(database: str, cpe: str) -> dict[str, str]:
    """What is wrong with this version: a word on each, by its number."""
    url = f"{database}?{urllib.parse.urlencode({'cpeName': cpe})}"
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        told = json.load(answer)
    found = [one["cve"] for one in told["vulnerabilities"]]
    if len(found) != told["totalResults"]:
        raise ValueError(f"{cpe}: {len(found)} of {told['totalResults']} were told")
    return {one["id"]: _word(one) for one in found if one.get("vulnStatus") != "Rejected"}


def _word(cve: dict[str, Any]) -> str:
    said = next((one["value"] for one in cve["descriptions"] if one["lang"] == "en"), "")
    return " ".join(said.split())[:LENGTH]


def main(database: str = DATABASE) -> int:
    table = read_yaml(sbom.TABLE)["pyodide"]
    watched = {
        name: sbom.cpe_name(part["cpe"], part["version"])
        for name, part in table["parts"].items()
        if "cpe" in part
    }
    unknown = 0
    for name, cpe in watched.items():
        found = known(database, cpe)
        new = {number: word for number, word in found.items() if number not in table["judged"]}
        unknown += len(new)
        print(f"{name} {table['parts'][name]['version']}: {len(found)} known, {len(new)} new")
        for number, word in sorted(new.items()):
            print(f"  {number}: {word}")
    return min(unknown, 1)


if __name__ == "__main__":
    sys.exit(main(os.environ.get("CVE_DATABASE", DATABASE)))
