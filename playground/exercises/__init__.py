"""The exercises that check themselves: what each consists of, how a checker joins a program.

An exercise is a folder `exercises/<slug>/<name>/`: `start.py` is what the reader is given,
`answer.py` a model answer, `wrong_*.py` answers that must be rejected, `check.py` the checker,
`exercise.yml` its words. The checker is appended to the program, runs after it and asserts; what an
assertion names is explained in `exercise.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground import catalogue

FOLDER = catalogue.ROOT / "exercises"

#: So many schedules are tried when a reader presses "Check".
SCHEDULES = 300

#: And so many orders before that: a small program has no more, and is known to be right then.
ORDERS = 60

#: And so many steps of each at most: no answer takes a hundredth, and a loop gets there in seconds.
STEPS = 2_000_000

#: The exit code of a checker that has said all; no program ends with it by chance.
CHECKED = 200


@dataclass(frozen=True)
class Exercise:
    slug: str
    name: str

    @property
    def folder(self) -> Path:
        return FOLDER / self.slug / self.name

    def exists(self) -> bool:
        return (self.folder / "exercise.yml").is_file()

    def text(self, part: str) -> str:
        return (self.folder / f"{part}.py").read_text("utf8")

    @property
    def filename(self) -> str:
        """The name of the file that an error's traceback shows."""
        return f"{self.name}.py"

    @property
    def parts(self) -> list[str]:
        """The programs that are judged."""
        return ["answer", "start", *self.wrong]

    @property
    def wrong(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("wrong_*.py"))

    def checked(self, program: str) -> str:
        """The program with the checker behind it; `web/app/exercise.ts` does the same."""
        return f"{program.rstrip()}\n\n\n{self.check}"

    @property
    def check(self) -> str:
        """The checker. It ends with an exit code of its own, so that a program that ends itself
        before the checker has said all does not pass."""
        return f"{self.text('check').rstrip()}\n\nraise SystemExit({CHECKED})\n"

    @property
    def faults(self) -> dict[str, dict[str, str]]:
        """What each named assertion of the checker means, by language."""
        given: dict[str, Any] = catalogue.read_yaml(self.folder / "exercise.yml")
        found: dict[str, dict[str, str]] = given["faults"]
        return found


def exercises() -> list[Exercise]:
    found = sorted(FOLDER.glob("*/*/exercise.yml"))
    return [Exercise(path.parent.parent.name, path.parent.name) for path in found]
