"""What is examined: each program that is named for no fault, each model answer; and the cases of
each, as a hostile user would call it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from playground import catalogue, recording
from playground.exercises import Exercise, exercises

HERE = Path(__file__).parent
PRELUDE = (HERE / "prelude.py").read_text("utf8")
GUARD = '\n\nif __name__ == "__main__":\n    main()\n'
#: Every program, beside its own cases: a reader may well call main() again.
AGAIN, TWICE = "main() again", "main()\nmain()\n"


@dataclass(frozen=True)
class Case:
    """`code` runs in the namespace of the program; `draw` names the values that it is given, each
    with the Hypothesis strategy that they come from."""

    name: str
    code: str
    draw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Subject:
    """A program with its cases. `outside` is what its page says of what it is not for, by
    language."""

    key: str
    source: str
    cases: tuple[Case, ...]
    outside: tuple[tuple[str, str], ...]
    simulated: bool = True

    @property
    def slug(self) -> str:
        return self.key.partition("/")[0]

    @property
    def name(self) -> str:
        return self.key.rpartition("/")[2]

    @property
    def filename(self) -> str:
        return f"{self.name}.py"

    @property
    def page(self) -> str:
        """The name of the page that shows it."""
        return self.key.split("/")[-2]

    def interpreter(self, wanted: str = sys.executable) -> str | None:
        """What runs it natively, if anything here does."""
        if self.slug == "exercises":
            return wanted
        return catalogue.interpreter_for(catalogue.find(self.key), wanted)

    @property
    def offered(self) -> set[str]:
        """The names that a reader may take and use; `Slow...` and `Meeting` serve main() alone."""
        return {
            name
            for name in defined(self.source)
            if not name.startswith(("main", "_", "Slow", "Meeting"))
        }

    @property
    def unexamined(self) -> list[str]:
        said = set(re.findall(r"\w+", " ".join(case.code for case in self.cases)))
        return sorted(self.offered - said)

    def joined(self, code: str, source: str = "") -> str:
        """The program, without the call of main() at its end, and `code` behind it."""
        body = (source or self.source).rstrip() + "\n"
        assert body.endswith(GUARD), self.key
        return f"{body.removesuffix(GUARD)}\n\n\n{PRELUDE}\n\n{code}"

    def all_at_once(self, source: str = "") -> str:
        """The program and every case that draws nothing, each in a function of its own."""
        fixed = [case for case in self.cases if not case.draw]
        bodies = [indent(case.code, "    ") for case in fixed]
        functions = [f"def case_{at}():\n{body}\n" for at, body in enumerate(bodies)]
        calls = [
            f"with dying(BaseException, times=0):\n    case_{at}()\n" for at in range(len(fixed))
        ]
        return self.joined("\n".join([*functions, *calls]), source)


def defined(source: str) -> set[str]:
    """The functions and classes of a program."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {one.name for one in ast.parse(source).body if isinstance(one, kinds)}


def given(values: dict[str, Any]) -> str:
    """Drawn values, as the head of a case."""
    return "".join(f"{name} = {value!r}\n" for name, value in values.items())


def subjects() -> list[Subject]:
    return [*programs(), *answers()]


def programs() -> list[Subject]:
    return [
        _subject(f"{one.slug}/{one.name}", one.source, not one.native_only)
        for one in catalogue.programs()
        if not recording.is_faulty(one)
    ]


def answers() -> list[Subject]:
    return [answer(one) for one in exercises()]


def answer(exercise: Exercise) -> Subject:
    return _subject(f"exercises/{exercise.slug}/{exercise.name}", exercise.text("answer"))


def written() -> Iterator[tuple[str, dict[str, Any]]]:
    """What stands in the files of cases: the key of a program, and what is given for it."""
    for path in sorted((HERE / "cases").glob("*.yml")):
        for name, given_ in catalogue.read_yaml(path).items():
            yield f"{path.stem}/{name}", given_


_WRITTEN = dict(written())


def _subject(key: str, source: str, simulated: bool = True) -> Subject:
    entry = dict(_WRITTEN.get(key) or {})
    outside = tuple(entry.pop("outside", {}).items())
    entry = {AGAIN: TWICE, **entry}
    cases = []
    for name, case in entry.items():
        draw = () if isinstance(case, str) else tuple(case["draw"].items())
        cases.append(Case(name, case if isinstance(case, str) else case["code"], draw))
    return Subject(key, source, tuple(cases), outside, simulated)
