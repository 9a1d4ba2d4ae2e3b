"""No page may bar anyone: axe-core's rules and the width of a phone, on every page.

The pages that hold one of each thing are looked at in both languages and all four looks, colours
included. All others share their style sheet, and the twins of a page its structure (tests/pages see
to that): there axe takes one of the two, turn about, a Chinese one on a light screen or an English
one on a dark phone.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.browser.served_site import CHAPTERS, FOLDERS, PAGES, ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf8")

LOOKS = [(1280, "light"), (390, "dark"), (390, "light"), (1280, "dark")]
LOOK_OF = {"zh": LOOKS[0], "en": LOOKS[1]}
IN_ALL_LOOKS = ["", CHAPTERS[0], "reference/glossary/"]

# A token of a kind that was seen before has the same colours: axe need not measure it again.
ONE_TOKEN_OF_EACH_KIND = """() => {
  const seen = new Set();
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    const kinds = [...code.querySelectorAll("span[class]")].map((token) => token.className);
    if (kinds.every((kind) => seen.has(kind))) code.textContent = code.textContent;
    for (const kind of kinds) seen.add(kind);
  }
}"""
ASK_AXE = """async (contrast) => (await axe.run({
  resultTypes: ["violations"], preload: false, rules: { "color-contrast": { enabled: contrast } },
})).violations"""


def violations(page: Page, width: int, scheme: str, contrast: bool) -> list[str]:
    return [
        f"{width} px, {scheme}: {rule['id']}: {node['html'][:160]}\n  {node['failureSummary']}"
        for rule in page.evaluate(ASK_AXE, contrast)
        for node in rule["nodes"]
    ]


def set_scheme(page: Page, scheme: str) -> None:
    name = "slate" if scheme == "dark" else "default"
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_selector(f"body[data-md-color-scheme={name}]:not([data-md-color-switching])")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", FOLDERS)
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    reader: Reader, language: str, path: str
) -> None:
    page = reader.open(language, path)
    page.evaluate(AXE)
    page.evaluate(ONE_TOKEN_OF_EACH_KIND)
    faults = []
    sample = path in IN_ALL_LOOKS
    its_turn = language == list(FOLDERS)[PAGES.index(path) % 2]
    for width, scheme in LOOKS if sample else [LOOK_OF[language]] if its_turn else []:
        page.set_viewport_size({"width": width, "height": 800})
        set_scheme(page, scheme)
        faults += violations(page, width, scheme, contrast=sample)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > width:
            faults.append(f"{width} px: the page is {across} px wide and scrolls sideways")
    assert not faults, "\n".join(faults)
