"""What the site adds to a program: its download, its source, its recorded output.

A page only includes the file: see fences.py.
"""

from __future__ import annotations

import html
import json
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from playground import catalogue
from sitebuild.sections import controls, timelines


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Each program is a file of the site, byte for byte; so are the record of its run and what its
    variables hold in that."""
    catalogue.forget()
    for program in catalogue.programs():
        uri = f"programs/{program.slug}/{program.name}.py"
        files.append(File.generated(config, uri, abs_src_path=str(program.path)))
        if program.run_record.is_file():
            beside = {".json": program.run_record, ".values.json": program.run_values}
            for ending, path in beside.items():
                there = uri.removesuffix(".py") + ending
                files.append(File.generated(config, there, abs_src_path=str(path)))
    return files


def section(block: str, program: catalogue.Program, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a program: its code block, what can be done with it, and what it printed."""
    strings = config.extra["strings"]
    file = f"{program.name}.py"
    up = "../" * page.url.rstrip("/").count("/") + ("../" if page.url not in ("", "./") else "")
    download = f'<a href="{up}programs/{program.slug}/{file}" download>{strings["download"]}</a>'
    links = []
    if config.repo_url:
        address = f"{config.repo_url.rstrip('/')}/blob/main/snippets/{program.slug}/{file}"
        links.append(f'<a href="{html.escape(address)}">{strings["source"]}</a>')
    if program.needs:
        links.insert(0, download)
        below = f'<p class="program-native">{strings["native_only"][program.needs]}</p>'
    else:
        words = strings["playground"]["controls"]
        unwanted = {"open", "edit"} if _is_workbench(program) else {"mine", "find"}
        unwanted |= {"follow"} if not program.run_record.is_file() else set()
        below = controls.bar(words, download, unwanted | {"check"}) + controls.STATUS
    results = _output(program, strings) + timelines.mark(program)
    if _is_workbench(program):
        kind, parts = "program workbench", _workbench(block, below, results, strings)
    else:
        kind, parts = "program", f"{block}{_links(links)}{below}{results}"
    return (
        f'<section class="{kind}" id="program-{program.name}" '
        f'data-program="{program.slug}/{program.name}" '
        f'aria-label="{strings["program"]} {file}"{_facts(program)}{_way(program)}>'
        f"{parts}</section>"
    )


def _is_workbench(program: catalogue.Program) -> bool:
    """Whether it stands on the page whose one purpose is to write and run a program."""
    return program.slug == "playground"


def _workbench(block: str, bar: str, results: str, strings: dict[str, Any]) -> str:
    """Bar, editor and results in one view; what is left of that where no script runs is said."""
    return (
        f'<p class="program-no-script">{strings["no_script"]}</p>'
        f'<div class="workbench-bar">{bar}</div><div class="workbench-panes">'
        f'<div class="workbench-editor">{block}</div><div class="workbench-split"></div>'
        f'<div class="workbench-results">{results}</div></div>'
    )


def _facts(program: catalogue.Program) -> str:
    return " data-native" * program.native_only + " data-free-order" * program.free_order


def _links(links: list[str]) -> str:
    return f'<p class="program-links">{" ".join(links)}</p>' if links else ""


def _output(program: catalogue.Program, strings: dict[str, Any]) -> str:
    """The recorded output; a test compares it with a fresh run."""
    if not program.recorded.is_file():
        raise PluginError(
            f"{program.name}.py has no recorded output: run `make record` and commit recorded/"
        )
    heading = strings["output_free_order" if program.free_order else "output"]
    text = html.escape(program.recorded.read_text("utf8"), quote=False)
    return (
        f'<figure class="program-output"><figcaption>{heading}</figcaption>'
        f'<pre tabindex="0" role="region" aria-label="{heading}: {program.name}.py">'
        f"<samp>{text}</samp></pre></figure>"
    )


def _way(program: catalogue.Program) -> str:
    """How its recorded run went, so that Run repeats it."""
    if not program.run_record.is_file():
        return ""
    run = json.loads(program.run_record.read_text("utf8"))
    if run["policy"] == "round-robin":
        return ' data-policy="round-robin"'
    return f' data-schedule="{html.escape(run["schedule"])}"'
