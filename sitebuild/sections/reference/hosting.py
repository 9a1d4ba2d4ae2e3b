"""Files of hosting/ as a page shows them: what is documented is what is measured and used."""

from __future__ import annotations

from playground.catalogue import ROOT
from sitebuild.sections.reference.common import Place

FOLDER = ROOT / "hosting"


def shown(name: str, place: Place) -> str:
    """A file, whole, as a block of code. LookupError where there is none."""
    file = FOLDER / name
    if not file.is_file():
        raise LookupError(f"no hosting/{name}")
    return f'```{{.nginx title="{name}"}}\n{file.read_text("utf8")}```'
