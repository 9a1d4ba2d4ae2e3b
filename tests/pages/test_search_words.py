"""Chinese is cut into words by what is pinned, and by nothing that a machine holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground.catalogue import ROOT
from sitebuild.finish import search

CUT = "from sitebuild.finish import search; print(search.cut('互斥锁和信号量').split(search._EDGE))"
LOCKS = sorted(
    path
    for top in (ROOT, ROOT / ".github", ROOT / "tests")
    for path in top.glob("requirements*.txt" if top == ROOT else "**/requirements*.txt")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("信号量和死锁", ["信号量", "和", "死锁"]),
        ("生产者把数据放进缓冲区", ["生产者", "把", "数据", "放进", "缓冲区"]),
        ("〇号线程", ["〇", "号", "线程"]),
        ("<p>用 Lock 保护计数器</p>", ["<p>", "用", " Lock ", "保护", "计数器", "</p>"]),
        ("no Chinese at all", ["no Chinese at all"]),
        ("", [""]),
    ],
)
def test_text_is_cut_at_the_edges_of_words_and_otherwise_kept(text: str, words: list[str]):
    assert search.cut(text).split("\u200b") == words
    assert search.cut(text).replace("\u200b", "") == text


def test_cutting_keeps_nothing_where_others_can_write(tmp_path: Path):
    """A segmenter's cache in the shared folder is one that anybody may have written."""
    shared, home = tmp_path / "shared", tmp_path / "home"
    for folder in (shared, home):
        folder.mkdir()
    cut = subprocess.run(
        [sys.executable, "-c", CUT],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(shared), "HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf8",
        check=True,
    )
    assert cut.stdout == f"{['互斥', '锁', '和', '信号量']}\n"
    assert not list(shared.iterdir())
    assert not list(home.iterdir())


def test_a_build_leaves_nothing_in_the_folder_that_all_users_share(site: Path):
    assert not list(site.with_suffix(".tmp").iterdir())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_built_on_the_way(lock: Path):
    """Who installs runs no set-up script: pip takes wheels alone, and each by its hash."""
    first, *lines = lock.read_text("utf8").splitlines()
    assert first == "--only-binary :all:"
    pinned = [n for n, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert pinned
    assert all(lines[n + 1].strip().startswith("--hash=sha256:") for n in pinned)
    assert (lock.with_suffix(".in").read_text("utf8").splitlines())[1] == first
