"""What the workflows promise: nothing is published untested, and the README's word is tried from
the first Python that it names on. They run elsewhere, so that their logic is read here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from playground import catalogue
from playground.catalogue import ROOT
from tools.address import address
from tools.bare.machines import PACKAGES, READERS

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))


def workflow(name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load((FOLDER / name).read_text("utf8"))
    assert isinstance(loaded, dict)
    return loaded


def test_every_python_that_a_program_asks_for_runs_the_checks():
    matrix = workflow("test.yml")["jobs"]
    pythons = {
        str(python)
        for job in matrix.values()
        for python in job.get("strategy", {}).get("matrix", {}).get("python", [])
    }
    asked = {".".join(map(str, program.requires)) for program in catalogue.programs()}
    assert "3.14" in asked and asked <= pythons


def needed(jobs: dict[str, Any], job: str) -> set[str]:
    """The jobs that end well before this one begins."""
    needs = jobs[job].get("needs", [])
    direct = {needs} if isinstance(needs, str) else set(needs)
    return direct.union(*(needed(jobs, each) for each in direct))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_action_is_pinned(path: Path):
    for name in re.findall(r"uses: (\S+)", path.read_text("utf8")):
        assert re.fullmatch(r"\./\.github/workflows/\S+|[\w-]+/[\w-]+@[0-9a-f]{40}", name), name
        if name.startswith("./"):
            assert (ROOT / name).is_file()


def test_what_is_published_was_tested():
    jobs = workflow("publish.yml")["jobs"]
    testing = {name for name, job in jobs.items() if job.get("uses", "").endswith("/test.yml")}
    deploying = [name for name, job in jobs.items() if "github-pages" in str(job)]
    assert testing and deploying
    for name in deploying:
        before = needed(jobs, name)
        assert testing <= before
        assert not any("if" in jobs[each] for each in {name, *before})
        assert not any("continue-on-error" in jobs[each] for each in before)


def test_what_is_called_may_be_called_and_runs_once():
    triggers = workflow("test.yml")[True]  # YAML's `on`
    assert "workflow_call" in triggers
    assert "push" not in triggers


def test_the_first_release_of_each_python_is_tried():
    pythons = workflow("test.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert all(isinstance(python, str) for python in pythons)  # 3.10 would be a number, 3.1
    minors = [python for python in pythons if python.count(".") == 1]
    assert minors == [f"3.{minor}" for minor in range(11, 11 + len(minors))]
    assert {f"{python}.0" for python in minors} < set(pythons)


def test_bare_machines_are_tried_by_everybody():
    jobs = workflow("test.yml")["jobs"]
    matrix = jobs["bare"]["strategy"]["matrix"]
    systems = {image.partition(":")[0] for image in matrix["image"]}
    assert {"debian:12", "debian:13", "ubuntu:24.04"} < set(matrix["image"])
    assert systems == {"debian", "ubuntu", "fedora"}
    assert matrix["who"] == list(READERS)
    steps = [step["run"] for step in jobs["bare"]["steps"] if "run" in step]
    assert f"--no-install-recommends {PACKAGES.replace(',', ' ')}\n" in steps[0] + "\n"
    assert any("-m tools.bare --here" in step for step in steps)
    assert any("-m tools.bare --here" in str(step) for step in jobs["macos"]["steps"])
    assert "--python python3.14t" in str(jobs["free-threaded"])


ADDRESSES = {
    "reader/threads": "https://reader.github.io/threads/",
    "reader/reader.github.io": "https://reader.github.io/",
    "Reader/reader.github.io": "https://reader.github.io/",
    "Reader/Reader.GitHub.io": "https://reader.github.io/",
    "Reader/Threads": "https://reader.github.io/Threads/",
    "reader/other.github.io": "https://reader.github.io/other.github.io/",
    "reader/github.io": "https://reader.github.io/github.io/",
    "a-b/c.d_e": "https://a-b.github.io/c.d_e/",
}


@pytest.mark.parametrize("repository", ADDRESSES)
def test_the_address_is_where_github_publishes(repository):
    assert address(repository) == ADDRESSES[repository]


@pytest.mark.parametrize("chosen", ["", "https://example.org/threads/"])
@pytest.mark.parametrize("repository", ADDRESSES)
def test_the_workflow_builds_for_that_address(tmp_path, repository, chosen):
    """The very line of the workflow, run by a shell as there."""
    build = workflow("publish.yml")["jobs"]["build"]
    [step] = [step for step in build["steps"] if "SITE_URL" in step.get("run", "")]
    assert step["env"] == {"CHOSEN": "${{ vars.SITE_URL }}"}
    told = {"GITHUB_REPOSITORY": repository, "GITHUB_ENV": str(tmp_path / "env"), "CHOSEN": chosen}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", step["run"]]
    subprocess.run(command, cwd=ROOT, env=os.environ | told | {"PATH": path}, check=True)
    assert (tmp_path / "env").read_text() == f"SITE_URL={chosen or ADDRESSES[repository]}\n"
    order = [step.get("run", "") for step in build["steps"]]
    assert order.index(step["run"]) < order.index("make build PYTHON=python")
