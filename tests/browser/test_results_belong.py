"""A result belongs to one text, a link's program to nobody until it is kept; nothing of the
reader's is lost.

The engine is one that answers when a test says so: what is asked here is what the page shows, when.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from playground import catalogue
from tests.browser.conftest import violations
from tests.browser.play import EXERCISE, MINE, RACE, Begin, Play, begin, ran, record

__all__ = ["begin"]

PARTS = ".program-output, .timeline-rest:visible, .pg-results"
SAYS = {"en": "Of the text before", "zh": "改动前"}


def parts(at: Locator) -> list[Locator]:
    return at.locator(PARTS).all()


def all_say(play: Play, says: str) -> None:
    """All that is shown of a run says which text it is of."""
    found = parts(play.at)
    assert found
    for part in found:
        expect(part.locator(".pg-before")).to_contain_text(says)
    expect(play.at).to_have_attribute("data-before", "")


def none_says(play: Play) -> None:
    expect(play.at.locator(".pg-before")).to_have_count(0)
    expect(play.at).not_to_have_attribute("data-before", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_edit_makes_all_that_is_shown_that_of_the_text_before(
    begin: Begin, language: str
) -> None:
    play = begin(language, "locks/races/", RACE)
    none_says(play)
    play.type("x")
    all_say(play, SAYS[language])  # the recorded run
    play.page.keyboard.press("Backspace")
    none_says(play)
    play.type("# mine")
    ran(play)
    none_says(play)
    verdict = str(play.status.text_content())
    play.type("y")
    all_say(play, SAYS[language])
    expect(play.status).to_contain_text(SAYS[language])
    expect(play.status).to_contain_text(verdict)
    expect(play.at.locator(".pg-line-error")).to_have_count(0)
    found = violations(play.page, f"section[data-program='{RACE}']")
    assert not found, "\n".join(found)
    play.page.keyboard.press("Backspace")
    none_says(play)
    expect(play.status).to_have_text(verdict)


@pytest.mark.parametrize("action", ["run", "find"])
def test_an_edit_while_work_is_under_way_makes_its_result_that_of_the_text_before(
    begin: Begin, action: str
) -> None:
    play = begin("en", "locks/races/", RACE)
    play.begin(action)
    play.type("x")
    found = {"found": True, "failure": "raised", "schedules": 3, "schedule": "1.bytecode.1@2"}
    play.do(
        "answer", record() if action == "run" else found | {"preemptions": 1, "record": record()}
    )
    expect(play.at.locator(".pg-results")).to_be_visible()
    all_say(play, SAYS["en"])
    expect(play.status).to_contain_text(SAYS["en"])
    expect(play.at.locator(".pg-line-error")).to_have_count(0)
    expect(play.at.locator(".pg-fixed:visible")).to_have_count(0)  # a schedule of another text
    play.begin("find")
    play.type("y")
    play.do(
        "answer",
        {"found": False, "schedules": 2000, "tally": {}, "outputs": 1, "stopped": False},
    )
    expect(play.status).to_contain_text(SAYS["en"])
    expect(play.status).to_contain_text("always the same output")
    expect(play.at.locator(".pg-results")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_meanwhile_is_that_of_the_text_before(begin: Begin, language: str) -> None:
    """How a search stands, the name of its bar too, and what it cannot do with that text."""
    play = begin(language, "locks/races/", RACE)
    bar = play.at.locator(".pg-progress")
    told = re.compile(f"^(?!{SAYS[language]})")
    for answer in ("unusable", "cancelled"):
        play.replace("mine = 1\n")
        play.begin("find")
        for phase in ("search", "orders", "shrink"):
            play.do("searches", phase, 7)
            expect(play.status).to_have_text(told)
            said = str(play.status.text_content())
            play.type("x")
            expect(play.status).to_contain_text(re.compile(f"^{SAYS[language]}.*{re.escape(said)}"))
            expect(bar).to_be_visible()
            expect(bar).to_have_accessible_name(str(play.status.text_content()))
            play.do("searches", phase, 9)  # and so does all that is said from now on
            expect(play.status).to_contain_text(re.compile(f"^{SAYS[language]}"))
            play.page.keyboard.press("Backspace")
            expect(play.status).to_have_text(told)
        play.type("x")
        play.do("answer", answer)
        before = re.compile(f"^{SAYS[language]}")
        expect(play.status).to_have_text(before if answer == "unusable" else told)
        play.begin("run")
        play.do("stage", "running")
        expect(play.status).to_have_text(told)  # this one is of the text that stands there
        play.do("answer", "cancelled")
    play.replace("mine = 1\n")
    play.begin("run")
    play.do("answer", "unusable")
    expect(play.status).to_have_text(told)
    play.type("x")
    expect(play.status).to_have_text(re.compile(f"^{SAYS[language]}"))


def test_an_edit_ends_stepping_through_the_text_before(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    play.act("options")
    play.at.get_by_role("button", name="Step by step").last.click()
    expect(play.at.locator(".stepper")).to_be_visible()
    play.type("x")
    expect(play.at.locator(".stepper")).to_have_count(0)
    expect(play.at.get_by_role("button", name="Step by step").last).to_be_visible()


def is_bare(play: Play) -> None:
    """Nothing of any run is shown."""
    expect(play.at.locator(".program-output samp")).to_have_count(0)
    expect(play.at.locator(".timeline:visible")).to_have_count(0)
    expect(play.at.locator(".pg-mark-error, .pg-line-error")).to_have_count(0)
    assert not play.at.get_attribute("data-outcome") and not play.at.get_attribute("data-verdict")


@pytest.mark.parametrize("reason", ["unusable", "crash", "load", "cancelled"])
def test_beneath_a_failure_stands_nothing_of_an_older_run(begin: Begin, reason: str) -> None:
    play = begin("en", "locks/races/", RACE)
    ran(play)
    play.begin("run")
    play.do("answer", reason)
    expect(play.at.locator(".pg-results")).to_have_count(0)
    expect(play.at.locator(".timeline-rest")).to_be_visible()  # that of this very program
    assert play.at.locator("samp").text_content() == catalogue.find(RACE).recorded.read_text("utf8")
    play.type("# mine")
    ran(play)
    play.begin("run")
    play.do("answer", reason)
    is_bare(play)
    play.begin("run")
    play.do("prints", "so far\n")
    play.do("answer", reason)
    expect(play.at.locator("samp")).to_have_text("so far\n")  # of this run
    expect(play.at.locator(".timeline:visible")).to_have_count(0)
    none_says(play)


def test_passed_takes_the_failure_away_that_stood_there(begin: Begin) -> None:
    play = begin("en", "locks/races/", EXERCISE)
    play.begin("check")
    failed = {"found": True, "failure": "raised", "schedules": 3, "schedule": "1.bytecode.1@2"}
    play.do("answer", failed | {"preemptions": 1, "record": record()})
    play.do("answer", record())  # the program without its checker
    expect(play.at).to_have_attribute("data-verdict", "failed")
    play.replace("right = True\n")
    all_say(play, SAYS["en"])
    play.begin("check")
    play.do(
        "answer", {"found": False, "schedules": 300, "tally": {}, "outputs": 1, "stopped": False}
    )
    expect(play.at).to_have_attribute("data-verdict", "passed")
    expect(play.status).to_contain_text("Passed")
    expect(play.at.locator(".program-output samp, .timeline:visible")).to_have_count(0)
    none_says(play)


def test_reset_brings_the_recorded_result_back_whatever_is_under_way(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    printed = catalogue.find(RACE).recorded.read_text("utf8")
    for under_way in (None, "run", "find"):
        play.replace("print('mine')\n")
        ran(play)
        if under_way:
            play.begin(under_way)
        play.act("reset")
        if under_way == "run":
            play.page.evaluate("new Promise((done) => setTimeout(done, 50))")
        assert play.at.locator("samp").text_content() == printed
        expect(play.at.locator(".timeline-rest")).to_be_visible()
        expect(play.at.locator(".pg-results")).to_have_count(0)
        none_says(play)
        expect(play.status).to_have_text("This is the tested program again.")


# -- links and drafts


def stored(page: Page) -> dict[str, str]:
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    return kept


def test_reset_can_be_undone_also_on_a_later_visit(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    undo = play.at.locator("[data-action=undo]")
    play.act("edit")
    expect(undo).to_be_hidden()
    play.replace("print('mine')\n")
    play.act("reset")
    assert "mine" not in play.text
    expect(undo).to_be_visible()
    play.act("undo")
    assert play.text == "print('mine')\n"
    expect(play.status).to_have_text("Your earlier program is back.")
    play.act("reset")
    play.again()
    play.act("edit")
    expect(undo).to_be_visible()
    play.act("undo")
    assert play.text == "print('mine')\n"
    play.again()
    assert play.text == "print('mine')\n"  # it is the one that is stored


def test_nothing_that_reset_or_undo_replaces_is_lost(begin: Begin) -> None:
    play = begin("en", "locks/races/", RACE)
    wanted = {f"print({number})\n" for number in range(4)}
    for text in sorted(wanted):
        play.replace(text)
        play.act("reset")
    seen = set()
    for _ in wanted:
        play.act("undo")
        seen.add(play.text)
    assert seen == wanted


@pytest.mark.parametrize("what", ["opened", "a key", "reset", "left"])
def test_a_link_touches_nothing_that_is_stored(begin: Begin, what: str) -> None:
    play = begin("en", "playground/", MINE)
    play.replace("print('mine')\n")
    play.again()
    before = stored(play.page)
    assert before
    play.link(source="print('theirs')\n")
    assert play.text == "print('theirs')\n"
    if what == "a key":
        play.type("x")
    elif what == "reset":
        play.act("reset")
        assert play.text == "print('mine')\n"
    play.again()
    assert play.text == "print('mine')\n"
    kept = stored(play.page)
    assert {key: kept[key] for key in before} == before
    if what == "a key":
        play.act("undo")
        assert play.text == "print('theirs')\nx"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\r", "\v", "\u2028"])
def test_a_link_s_program_that_nobody_changed_is_put_by_nowhere(begin: Begin, end: str) -> None:
    play = begin("en", "playground/", MINE)
    before = stored(play.page)
    for number in range(3):  # each but the first takes the place of another
        play.link(source=f"print({number}){end}print('theirs'){end}")
    play.act("reset")
    play.link(source=f"print(3){end}")
    play.again()
    assert stored(play.page) == before


def test_a_link_is_kept_when_the_reader_says_so_and_the_own_program_can_be_brought_back(
    begin: Begin,
) -> None:
    play = begin("en", "playground/", MINE)
    play.replace("print('mine')\n")
    play.link(source="print('theirs')\n")
    notice = play.at.locator(".pg-notice")
    expect(notice).to_contain_text("This site did not write it")
    notice.get_by_role("button", name="Keep as my program").click()
    expect(notice).to_have_count(0)
    play.again()
    assert play.text == "print('theirs')\n"
    play.act("undo")
    assert play.text == "print('mine')\n"


def called(play: Play, name: str) -> None:
    """Wherever the page names the program, it names it so."""
    expect(play.at.locator(".filename")).to_have_text(name)
    expect(play.at.locator(".cm-content")).to_have_accessible_name(re.compile(re.escape(name)))
    ran(play)
    output = play.at.locator(".program-output").get_by_role("region")
    expect(output).to_have_accessible_name(re.compile(re.escape(name)))
    play.at.locator("a[download]").focus()
    with play.page.expect_download() as download:
        play.page.keyboard.press("Enter")
    assert download.value.suggested_filename == name


def test_a_program_goes_by_its_name_and_one_that_is_saved_is_no_strangers(begin: Begin) -> None:
    play = begin("en", "playground/", MINE)
    play.type("# mine\n")
    called(play, "your_program.py")
    play.link(source="print('theirs')\n", name="theirs.py")
    called(play, "theirs.py")
    notice = play.at.locator(".pg-notice")
    expect(notice).to_contain_text("not stored in your browser")
    play.act("mine")
    play.at.locator(".pg-mine").get_by_label("Name", exact=True).fill("kept.py")
    play.at.get_by_role("button", name="Save this program").click()
    play.act("mine")
    expect(notice).to_have_count(0)
    called(play, "kept.py")
    play.act("reset")
    called(play, "your_program.py")
    play.again()
    assert "theirs" not in play.text
    play.act("undo")
    assert play.text == "print('theirs')\n"


def test_beneath_a_links_program_stands_nothing_of_the_pages_own(begin: Begin) -> None:
    play = begin("en", "playground/", MINE)
    own = play.text
    expect(play.at.locator(".timeline-rest")).to_be_visible()
    ran(play)
    for source in (
        "print('theirs')\n",
        f"{own.rstrip()}\n",
    ):  # also where it is the same
        play.link(source=source)
        is_bare(play)
        play.begin("run")
        play.do("answer", "crash")
        is_bare(play)
    play.act("reset")
    expect(play.at.locator(".timeline-rest")).to_be_visible()


def test_what_a_link_says_cannot_pass_for_a_sentence_of_the_sites(begin: Begin) -> None:
    play = begin("en", "playground/", MINE)
    play.link(source="print(1)\n")
    said = "Your session has expired. Sign in at evil.example"
    free: list[dict[str, str]] = [{key: said} for key in ("schedule", "policy", "name")]
    for broken in (*free, {"schedule": "1.bytecode." + said}):
        play.link(source="print(2)\n", **broken)
        expect(play.status).to_contain_text("cannot be read")
        assert play.text == "print(1)\n"
        assert said not in str(play.at.text_content())
    run = record()
    messages = [
        {"error": run["error"] | {"message": text}} for text in (said, f"a\n{said}", f"`{said}`")
    ]
    for spoken in (*messages, {"threads": [one | {"name": said} for one in run["threads"]]}):
        ran(play, run | spoken)
        code = play.status.locator("code", has_text=said)
        expect(code).to_have_count(1)
        play.status.evaluate("one => one.querySelectorAll('code').forEach((code) => code.remove())")
        assert said not in str(play.status.text_content())


STRANGE = {
    "turned": ("x = 1  # \u202e ) fi\n", "U+202E", {"zh": "方向", "en": "turn the text around"}),
    "unseen": ("ad\u200bmin = 1\n", "U+200B", {"zh": "看不见", "en": "cannot be seen"}),
    "piled": ("a = 'e" + "\u0301" * 50 + "'\n", "U+0301", {"zh": "附加符号", "en": "marks piled"}),
    "alike": (
        "count = 1\nс\u043eunt = 2\n",
        "с\u043eunt",
        {"zh": "看错", "en": "U+0441 U+043E"},
    ),
    "read": ("ｐrint(1)\n", "ｐrint", {"zh": "读作", "en": "Python reads"}),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_as_it_looks_is_marked_and_named(begin: Begin, language: str) -> None:
    play = begin(language, "playground/", MINE)
    for source, named, says in STRANGE.values():
        play.link(source=source)
        warning = play.at.locator(".pg-notice li")
        expect(warning).to_have_count(1)
        expect(warning).to_contain_text(says[language])
        expect(warning).to_contain_text(named)
        marks = play.at.locator(".cm-content :is(.pg-strange, .pg-alike)").all_text_contents()
        assert marks and all(named in mark for mark in marks)
    found = violations(play.page, f"section[data-program='{MINE}']")
    assert not found, "\n".join(found)
    play.link(source="print('早上好', 'naïve')  # 👩‍👩‍👧‍👦\n计数 = 1\n")
    expect(play.at.locator(".pg-notice li")).to_have_count(0)
    expect(play.at.locator(".cm-content :is(.pg-strange, .pg-alike)")).to_have_count(0)
