"""What is kept between builds is whole, and is not more than a few of each kind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from playground import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "made")
    return tmp_path / "made"


def kept(number: int, age: float, kind: str = "image") -> Path:
    """A file that was last used so many seconds ago."""
    path = cache.entry(kind, f"{number}.bin", Path.touch)
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_what_is_there_is_not_made_again():
    made = []

    def make(path: Path) -> None:
        made.append(path)
        path.write_text("x", "utf8")

    first = cache.entry("image", "a", make)
    assert (cache.entry("image", "a", make), first.read_text("utf8")) == (first, "x")
    assert len(made) == 1


def test_the_last_used_of_each_kind_stay_and_all_of_this_hour():
    old = [kept(number, age=cache.HOUR * (number + 2)) for number in range(8)]
    other = kept(0, age=cache.HOUR * 99, kind="bundle")
    cache.place("image", "another")
    assert [path.exists() for path in old] == [number < cache.KEPT for number in range(8)]
    young = [kept(number, age=10) for number in range(20, 29)]
    cache.place("image", "another")
    assert all(path.exists() for path in young)
    assert not any(path.exists() for path in old)
    assert other.exists()


def test_what_is_asked_for_counts_as_used():
    first = kept(0, age=cache.HOUR * 50)
    assert cache.place("image", "0.bin") == first
    for number in range(1, 9):
        kept(number, age=cache.HOUR * 2)
    assert first.exists()


def test_what_breaks_off_leaves_nothing_and_what_was_killed_goes(folder: Path):
    def break_off(path: Path) -> None:
        path.mkdir()
        (path / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.entry("bundle", "a", break_off)
    assert list((folder / "bundle").iterdir()) == []
    killed = folder / "bundle" / ".part-killed"
    killed.mkdir()
    (killed / "half").touch()
    os.utime(killed, (0, 0))
    for number in range(cache.KEPT + 1):
        kept(number, age=0, kind="bundle")
    assert not killed.exists()


def test_of_two_that_make_the_same_the_first_stays(folder: Path):
    def make(path: Path) -> None:
        path.mkdir()
        (folder / "bundle" / "a").mkdir()  # the other was faster
        (folder / "bundle" / "a" / "theirs").touch()

    assert [path.name for path in cache.entry("bundle", "a", make).iterdir()] == ["theirs"]
