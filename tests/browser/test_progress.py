"""What a reader has read and solved is remembered in the browser, shown, taken along, forgotten;
what a chapter's page says of itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from playground.exercises import exercises
from sitebuild.languages import LANGUAGES
from sitebuild.sections.reference import lengths
from tests.browser.conftest import Reader, arrive, violations
from tests.browser.play import EXERCISE, Play, give_engine
from tests.browser.served_site import CHAPTERS, FOLDERS, REPOSITORY, address

PATH = "locks/races/"
LINK = f".md-nav--primary a.md-nav__link[href$='{PATH}']"
PASSED = {"found": False, "schedules": 300, "tally": {}, "outputs": 1, "stopped": False}
#: A second after a page has come, its script looks at what there is; a chapter is read after five.
LATER = 7_000

#: Whoever watches for the end of the page has been told that it is in view.
SEEN = """new Promise((done) => {
  new IntersectionObserver(done).observe(document.querySelector(".page-end"));
})"""


def visited(page: Page, language: str, path: str) -> None:
    page.goto(address(language, path))
    arrive(page)
    page.clock.fast_forward(1_500)


def reader_of(reader: Reader) -> Page:
    page = reader.open("en", "basics/why/")
    page.clock.install()
    return page


def test_a_chapter_is_read_when_its_end_was_in_view(reader: Reader) -> None:
    page = reader_of(reader)
    visited(page, "en", PATH)
    page.clock.fast_forward(LATER)
    expect(page.locator(f"{LINK} .progress-mark")).to_have_count(0)  # its end was not in view
    page.locator(".page-end").scroll_into_view_if_needed()
    expect(page.locator(f"{LINK} .progress-mark").first).to_have_attribute("aria-label", "read")
    page.goto(address("en", "locks/lock/"))
    arrive(page)
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1.5)
    page.locator(".page-end").scroll_into_view_if_needed()
    page.evaluate(SEEN)
    here = page.locator(".md-nav--primary a.md-nav__link--active .progress-mark")
    expect(here).to_have_count(0)  # too soon: who scrolls past has not read it
    page.clock.fast_forward(LATER)
    expect(here.first).to_have_attribute("aria-label", "read")
    page.clock.resume()
    visited(page, "zh", "")
    mark = page.locator(f"{LINK} .progress-mark")
    expect(mark).to_have_attribute("aria-label", "已读")
    expect(page.locator(".progress-box")).to_contain_text("读过 2 页")
    found = violations(page)
    assert not found, "\n".join(found)


def test_a_solved_exercise_is_remembered_taken_along_and_forgotten(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader_of(reader)
    visited(page, "en", PATH)
    give_engine(page)
    play = Play(page, EXERCISE)
    play.begin("check")
    play.do("answer", PASSED)
    expect(play.at).to_have_attribute("data-verdict", "passed")
    # the engine that answers has a store of its own, as its script lies elsewhere
    kept = page.evaluate("localStorage.getItem('/.playground:progress')")
    assert json.loads(kept) == {"read": [], "solved": [EXERCISE]}
    page.evaluate("kept => localStorage.setItem('/tutorial/.playground:progress', kept)", kept)
    visited(page, "en", PATH)
    expect(page.locator(f"[data-program='{EXERCISE}'] .exercise-name")).to_contain_text("✓ solved")
    visited(page, "en", "")
    box = page.locator(".progress-box")
    sum_ = re.compile(rf"Exercises solved: 1 of {len(exercises())}\.")
    expect(box).to_contain_text(sum_)
    expect(page.locator(f"{LINK} .progress-mark")).to_have_attribute("title", "exercises solved: 1")
    with page.expect_download() as download:
        box.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf8"))["solved"] == [EXERCISE]
    box.get_by_role("button", name="Forget").click()
    expect(box).to_contain_text("Exercises solved: 0")
    bad = tmp_path / "bad.json"
    for text in ("", "[]", '{"kind": "python-threads progress", "read": [1], "solved": []}'):
        bad.write_text(text, "utf8")
        box.locator("input").set_input_files(bad)
        expect(box).to_contain_text("This file contains no progress")
    box.locator("input").set_input_files(file)
    expect(box).to_contain_text(sum_)
    page.evaluate("""Object.keys(localStorage).filter((key) => key.endsWith("progress"))
      .forEach((key) => localStorage.setItem(key, '{"read": 3}'))""")
    visited(page, "en", "")
    expect(box).to_contain_text("Exercises solved: 0")


def test_each_chapter_says_how_long_it_takes_and_asks_whether_it_was_clear(site: Path) -> None:
    for language in LANGUAGES:
        for path in CHAPTERS:
            if path.split("/")[-2] not in lengths.divided():
                continue
            file = site / FOLDERS[language.code] / path / "index.html"
            page = LexborHTMLParser(file.read_bytes())
            text = (language.docs / f"{path.rstrip('/')}.md").read_text("utf8")
            minutes = max(1, round(lengths.of(text, language.code).minutes))
            told = page.css_first("h1 + .reading-time")
            assert told is not None, path
            assert told.text() == language.words["reading_time"].format(minutes=minutes)
            link = page.css_first(".page-end a")
            assert link is not None
            asked = urlsplit(str(link.attributes["href"]))
            assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{REPOSITORY}/issues/new"
            assert f"{path.rstrip('/')}.md" in parse_qs(asked.query)["body"][0]
