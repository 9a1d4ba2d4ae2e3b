"""The site's Content-Security-Policy: one for all pages and for the headers, tight, in force."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from sitebuild import plugin
from sitebuild.assets import bundle
from sitebuild.finish import policy
from sitebuild.finish.site import BuiltSite
from tests.browser.conftest import Reader
from tests.browser.playground import has_pythons, output, run, section, write
from tests.browser.served_site import ORIGIN, WITH_HEADERS, headers

RACE = "races/plain_increment_race"
PAGE = "en/locks/races/"
# What a page must not get done, and what it is told: by its policy, or by its Trusted Types.
FORBIDDEN = {
    "new Function('return 1')()": "EvalError",
    "eval('1')": "EvalError",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')": "TypeError",
    "document.body.insertAdjacentHTML('beforeend', '<a href=javascript:ran()>x</a>')": "TypeError",
    "document.body.insertAdjacentHTML('beforeend', '<svg><title><iframe>')": "TypeError",
    "document.createElement('div').innerHTML = '<p style=color:red>'": "TypeError",
    "Object.assign(document.createElement('script'), {src: '//example.org/x.js'})": "TypeError",
    "new Worker('https://example.org/x.js')": "TypeError",
    "new Worker('blob:x')": "TypeError",
    "new Worker(URL.createObjectURL(new Blob(['1'])))": "TypeError",
    "document.createElement('iframe').srcdoc = '<script>ran()</script>'": "TypeError",
    "fetch('https://example.org/')": "TypeError",
    "import('https://example.org/x.js')": "TypeError",
    "trustedTypes.createPolicy('mine', {})": "TypeError",
}
# In a timer of the page's own: what the debugger runs itself is held to no policy.
ATTEMPT = """() => new Promise((tell) => setTimeout(() => {
  Promise.resolve().then(() => %s).then(() => tell("done"), (error) => tell(error.name));
}))"""
COMPLAINT = re.compile("violates|requires 'Trusted")


def directives(text: str) -> dict[str, list[str]]:
    parts = [part.split() for part in text.split("; ")]
    return {name: values for name, *values in parts}


def hash_of(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def frame_script() -> str:
    """What runs in the frame around a program."""
    page = LexborHTMLParser(bundle.frame().read_bytes())
    (script,) = page.css("script")
    return script.text()


def test_every_page_has_the_policy_of_all_its_scripts_and_of_no_others(site: Path) -> None:
    found, scripts = set(), set()
    for path in site.rglob("*.html"):
        page = LexborHTMLParser(path.read_bytes())
        head = [
            one for one in page.css("head > *") if one.tag in ("meta", "script", "link", "style")
        ]
        assert head[0].attributes.get("charset") == "utf-8"
        assert head[1].attributes.get("http-equiv") == "Content-Security-Policy", path
        found.add(head[1].attributes["content"])
        scripts |= {
            hash_of(one.text())
            for one in page.css("script:not([src]):not([type='application/json'])")
        }
        assert not page.css("style, [style], base, iframe, object, embed"), path
        assert not [
            one for one in page.css("*") for name in one.attributes if name.startswith("on")
        ]
    (meta,) = (directives(str(one)) for one in found)
    scripts |= {hash_of(frame_script())}  # whose page inherits this policy
    assert meta["script-src"] == ["'self'", "'wasm-unsafe-eval'", *sorted(scripts)]
    assert (meta["default-src"], meta["object-src"]) == (["'none'"], ["'none'"])
    assert "unsafe" not in " ".join(meta["script-src"]).replace("'wasm-unsafe-eval'", "")
    sent = directives(headers(site)["Content-Security-Policy"])
    assert sent.pop("frame-ancestors") == ["'none'"]
    assert sent == {name: of for name, of in meta.items() if "trusted-types" not in name}
    for line in (site / "_headers.nginx").read_text("utf8").splitlines():
        name, _, value = line.removeprefix("add_header ").removesuffix(" always;").partition(" ")
        assert headers(site)[name] == value.strip('"')


def test_what_the_policy_forbids_is_not_done_and_a_test_that_does_it_fails(reader: Reader) -> None:
    page = reader.open("en")
    page.evaluate("() => { window.ran = () => { window.trap = 1 } }")
    for expression, error in FORBIDDEN.items():
        assert page.evaluate(ATTEMPT % expression) == error, expression
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p><b>harmless</b></p>')")
    assert page.evaluate("window.trap") is None
    complaints = [fault for fault in reader.faults if COMPLAINT.search(fault)]
    assert len(complaints) >= len(FORBIDDEN) - 2  # two that say it by their error alone
    reader.faults.clear()


def test_behind_a_host_that_sends_headers_all_works(reader: Reader) -> None:
    page = reader.open("en")
    answer = page.goto(f"{ORIGIN}{WITH_HEADERS}{PAGE}")
    assert answer is not None
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    race = section(page, RACE)
    write(page, race, "print(6 * 7)\n")
    run(race)
    assert output(race) == "42\n"
    has_pythons(page, 1)
    page.locator(".md-search__input").click()
    page.keyboard.type("lock")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".md-footer__link--next").click()  # by Material, in the same document
    expect(page.locator("section.program [role=toolbar]").first).to_be_attached()


def test_mkdocs_serve_reloads_by_a_script_of_its_own_and_has_no_policy(
    tmp_path: Path,
) -> None:
    page = tmp_path / "index.html"
    page.write_text('<head><meta charset="utf-8"><script>1</script>', "utf8")
    config: Any = SimpleNamespace(
        theme={"language": "zh"},
        site_dir=str(tmp_path),
        site_url="http://127.0.0.1:8000/",
        dev_addr="127.0.0.1:8000",
    )
    plugin.finish(config)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "sw.js"]
    assert "Content-Security-Policy" not in page.read_text("utf8")
    config.site_url = "https://example.org/"
    site = BuiltSite(tmp_path)
    headers = policy.hold(site)
    assert "sha256-" in headers["Content-Security-Policy"]
    assert "sha256-" in site.home.text()
