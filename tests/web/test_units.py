"""The front end's pure functions, under Node's own test runner, and what the engine has too."""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest

from playground.node import find_node
from sitebuild.assets import engine
from sitebuild.assets.engine import PAGE
from sitebuild.languages import LANGUAGES
from sitebuild.sections import timelines

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
NODE = find_node()  # not the script of that name, which starts a Python first
WEB = ROOT / "playground" / "web"
PATIENCE = 240  # seconds, on a busy machine


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words.json"
    table = {one.code: one.words["playground"]["timeline"] for one in LANGUAGES}
    path.write_text(json.dumps(table), "utf8")
    return path


def node(*arguments, words, given=None, opcodes=""):
    return subprocess.run(
        [NODE, *map(str, arguments)],
        env={"WORDS": str(words), "OPCODES": opcodes},
        input=given,
        capture_output=True,
        text=True,
        cwd=HERE,
        timeout=PATIENCE,
    )


def test_pure_functions(words, engine):
    names = engine.run("import opcode\nprint(*opcode.opmap)")["output"][0]["text"].strip()
    done = node(
        "--test",
        "--test-reporter=tap",
        *sorted(HERE.glob("*.test.js")),
        words=words,
        opcodes=names,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)
    assert passed and int(passed[1]) > 20


HEAD = 208  # of a snapshot of Pyodide's, which says so itself


@pytest.mark.parametrize(
    "memory",
    [
        bytes(3 * PAGE),
        bytes(PAGE - 1) + b"x" + bytes(9 * PAGE) + b"the last page is short!!",
        b"full" * (PAGE // 2),
    ],
    ids=["zeros", "few pages", "no zeros"],
)
@pytest.mark.parametrize("initial", [b"", b"data" * 20_000], ids=["nothing", "data"])
def test_a_shipped_snapshot_is_put_back_whole_and_a_damaged_one_is_none(
    words, memory, initial, monkeypatch
):
    def put_back(sparse):
        given = base64.b64encode(sparse).decode()
        known = base64.b64encode(initial).decode()
        script = HERE / "put_back.js"
        done = node(script, len(memory), HEAD, known, words=words, given=given)
        assert done.returncode == 0, done.stderr
        return [base64.b64decode(part) for part in done.stdout.split()]

    monkeypatch.setattr(engine, "initial", lambda: initial)
    whole = bytes(4) + HEAD.to_bytes(4, "little") + bytes(HEAD - 8) + memory
    sparse = engine.sparse(engine.difference(whole))
    assert put_back(sparse) == [whole, sparse]
    for damaged in (sparse + b"x", sparse[:-1], sparse[:3]):
        assert put_back(damaged) == []


@pytest.fixture
def samples(words):
    script = "const all = await import('./samples.js'); process.stdout.write(JSON.stringify(all))"
    done = node("--input-type=module", "-e", script, words=words)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {name: found[name] for name in ("deadlock", "handover")} | {
        path.stem: json.loads(path.read_text("utf8"))
        for path in sorted((ROOT / "recorded").glob("*/*.json"))
    }


def test_timelines_at_rest_are_drawn_in_one_go(words, samples, tmp_path):
    records = {}
    for name, run in samples.items():
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(run), "utf8")
        records[name] = str(path)
    job = json.dumps({"words": json.loads(words.read_text("utf8")), "records": records})
    done = node(WEB / "static.ts", words=words, given=job)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures.keys() == samples.keys()
    for path in (ROOT / "recorded").glob("*"):  # a page is one such folder
        ours = [figures[one.stem]["zh"] for one in path.glob("*.json")]
        drawn = "".join(figure for figure in ours if len(figure) <= timelines.LARGEST)
        assert len(gzip.compress(drawn.encode())) < 12_000, f"{path.name}: heavy at rest"
    for languages in figures.values():
        for language, drawn in languages.items():
            assert "NaN" not in drawn and "undefined" not in drawn
            assert bool(re.search("[\u4e00-\u9fff]", drawn)) == (language == "zh")


def test_every_word_that_is_asked_for_is_there(words):
    """A key that is missing would be shown to the reader as it is."""
    table = json.loads(words.read_text("utf8"))
    code = "".join(
        p.read_text("utf8") for f in ("timeline", "step") for p in (WEB / f).glob("*.ts")
    )
    asked = set(re.findall(r'(?:fill\(words, |words\[|fill\(this\.#words, |\? )"(\w+)"', code))
    asked -= {"true", "even", "start", "end", "middle"}
    for language in table:
        assert not {key for key in asked if "_" in key and key not in table[language]}
    assert table["zh"].keys() == table["en"].keys()


def test_types():
    """TypeScript's own check, strict, over all of the front end."""
    tool = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [NODE, str(tool), "--noEmit", "-p", str(WEB)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
