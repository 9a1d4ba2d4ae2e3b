"""The figures on the pages are those that the benchmark kept, and nginx is as it was measured."""

from __future__ import annotations

import html
import json
import re

import pytest

from bench import figures, nginx
from bench.figures import Figure
from sitebuild import pages
from sitebuild.hosting import nginx as host
from sitebuild.sections.reference import arrivals, common
from sitebuild.sections.reference import figures as shown
from sitebuild.sections.reference.common import load

PARTS = list(load("figures"))


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An empty file of figures in the place of the project's own."""
    file = tmp_path / "figures.json"
    file.write_text("{}", "utf8")
    monkeypatch.setattr(common, "DATA", tmp_path)
    common.measured.cache_clear()
    yield lambda: json.loads(file.read_text("utf8"))
    common.measured.cache_clear()


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_show_the_same_figures_of_each_part(part):
    rows = {
        language: [re.findall(r"[\d.]+", row)[-1:] for row in table.splitlines() if "|" in row]
        for language in pages.CONFIGS
        for table in [shown.table(part, language)]
    }
    assert rows["zh"] == rows["en"]


def test_every_part_stands_on_a_page():
    written = "".join(page.written for page in pages.pages("en"))
    assert [part for part in PARTS if f"<!-- figures: {part} -->" not in written] == []


def test_a_measured_figure_replaces_the_one_of_its_name_and_no_other(kept):
    figures.keep("edit", [Figure("seen", 2.0, of=".css"), Figure("seen", 4.0, of=".ts")])
    figures.keep("edit", [Figure("seen", 1.0, of=".css")])
    found = {one["of"]: one["here"] for one in kept()["edit"]["figures"]}
    assert found == {".css": 1.0, ".ts": 4.0}


def test_a_file_that_is_fetched_no_more_goes(kept):
    figures.keep("network", [Figure("file", 2.0, of="old"), Figure("rounds", 5)])
    figures.keep("network", [Figure("file", 1.0, of="new")])
    assert [(one["id"], one.get("of")) for one in kept()["network"]["figures"]] == [
        ("file", "new"),
        ("rounds", None),
    ]


def test_figures_of_two_machines_are_not_mixed(kept, monkeypatch):
    figures.keep("edit", [Figure("seen", 2.0, of=".css")])
    monkeypatch.setattr(figures, "machine", lambda: {"cores": 64})
    figures.keep("edit", [Figure("seen", 4.0, of=".ts")])
    assert [one["of"] for one in kept()["edit"]["figures"]] == [".ts"]
    assert kept()["edit"]["machine"] == {"cores": 64}


def test_a_figure_without_a_name_is_refused_and_nothing_is_lost(kept):
    figures.keep("edit", [Figure("seen", 2.0)])
    before = kept()
    with pytest.raises(LookupError, match="does not name edit: luck"):
        figures.keep("edit", [Figure("luck", 1.0)])
    assert kept() == before


def test_a_row_tells_figure_peer_ratio_and_goal(kept):
    figures.keep("growth", [Figure("build", 12.0, 10.0, of="2")])
    row = shown.table("growth", "en").splitlines()[-1]
    assert row.endswith(" times `2` | 12 s | stock Material, 10 s | 1.2 (goal 1.3) |")
    figures.keep("edit", [Figure("seen", 1.5, of=".css")])
    assert "| 1.5 s | limit 3 s | 0.5 |" in shown.table("edit", "en")


COMING = [
    Figure("first visit", 6000.0, 8500.0, of="8 Mbit/s, 165 ms"),
    Figure("bytes", 4.0, 6.4, of="8 Mbit/s, 165 ms"),
    *(
        Figure("came", min(at, 4.0), min(at, 6.4), of=f"8 Mbit/s, 165 ms: {at} s")
        for at in range(1, 9)
    ),
]


@pytest.mark.parametrize("language", pages.CONFIGS)
def test_bytes_over_time_are_drawn_until_the_first_line(kept, language):
    place = common.Place(language, "")
    assert "<svg" not in arrivals.graph("8", place)
    figures.keep("network", COMING)
    drawing = arrivals.graph("8", place)
    words = place.words["arrivals"]
    assert html.escape(words["here"].format(here_at=6)) in drawing
    ours, bare = re.findall(r'd="M([\d. ]+)M', drawing)
    assert [len(line.split()) // 2 for line in (ours, bare)] == [7, 10]
    ends = [[float(one) for one in line.split()[-2:]] for line in (ours, bare)]
    (x, y), (other_x, other_y) = ends
    assert (x - arrivals.LEFT) * 8.5 == pytest.approx((other_x - arrivals.LEFT) * 6, abs=1)
    assert y > other_y


def test_a_line_that_was_not_measured_is_no_graph(kept):
    figures.keep("network", COMING)
    with pytest.raises(LookupError, match="nothing was measured at 2 Mbit/s"):
        arrivals.graph("2", common.Place("en", ""))


def test_what_is_detail_stays_in_the_terminal(kept):
    figures.keep("growth", [Figure("share", 40.0, of="Markdown, 1")])
    assert "share of a build" not in shown.table("growth", "en")
    assert "share of a build `Markdown, 1` | 40%" in shown.table("growth", "en", detail=True)


@pytest.mark.parametrize("way", ["brotli", "gzip", "pages"])
def test_nginx_is_measured_as_documented_but_for_port_and_place(tmp_path, way):
    (tmp_path / "_headers.nginx").write_text("", "utf8")
    text = nginx.configuration(tmp_path, 8080, way)
    assert "listen 127.0.0.1:8080;" in text
    assert nginx.PLACE not in text
    assert text.count(f"include {tmp_path}/_headers.nginx;") == 1
    assert ("brotli_static on" in text) == (way == "brotli")


def test_nginx_gets_its_security_headers_from_the_build_alone():
    typed = re.findall(r"^ *add_header (\S+)", nginx.DOCUMENTED.read_text("utf8"), re.MULTILINE)
    assert typed == ["Cache-Control"]


def test_nginx_keeps_by_the_rules_of_all_hosts():
    (rules,) = re.findall(r"^map .*?\{\n(.*?)^\}", nginx.DOCUMENTED.read_text("utf8"), re.M | re.S)
    pairs = re.findall(r'^ +"?(.+?)"? +"(.+)";$', rules, re.MULTILINE)
    assert dict(pairs) == host.cache_rules()


def test_nginx_keeps_for_a_year_only_what_a_hash_names():
    (shape,) = re.findall(r'"~(\S+)"', nginx.DOCUMENTED.read_text("utf8"))
    kept = ["/assets/javascripts/bundle.a5f9d56c.min.js", "/assets/playground-0bbfadddbec0/main.js"]
    kept += ["/en/assets/site.1a2b3c4d.css", "/assets/simthreads-3d6c0f059354.bin.gz"]
    asked = ["/", "/sw.js", "/locks/races/", "/assets/favicon.svg", "/search/search_index.json"]
    asked += ["/assets/site.css", "/programs/races/plain_increment_race.py"]
    assert [path for path in kept + asked if re.search(shape, path)] == kept
