"""Makes the playground part of the site: bundles its TypeScript, copies Pyodide and the engine.

Knows files and their places, not what the bundle does. What has not changed is not made anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from playground import cache
from playground.catalogue import ROOT
from playground.library import NEAR
from sitebuild import languages
from sitebuild.assets import digest, engine, library
from sitebuild.assets.engine import (
    ENGINE,
    MODULES,
    pyodide_files,
    pyodide_folder,
    snapshot,
    sources,
)
from sitebuild.assets.esbuild import esbuild
from sitebuild.assets.packing import unpacked
from sitebuild.sections.reference import api, names
from sitebuild.theme import classes

WEB = ROOT / "playground" / "web"
PROTOCOL = ROOT / "playground" / "protocol"
REFERENCE = ROOT / "reference"

MADE_FROM = "made_from.json"

_bundle: Path | None = None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """All languages load one bundle, which lies below the site's root."""
    global _bundle
    language = languages.of(config)
    if language is languages.MAIN or _bundle is None:  # the others come later in the same build
        _bundle = bundle()
    script = ExtraScriptValue(f"{language.to_root}assets/playground-{_bundle.name}/main.js")
    script.type = "module"
    config.extra_javascript.append(script)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    if languages.of(config) is not languages.MAIN or _bundle is None:
        return files
    for path in sorted(_bundle.glob("*.js")):
        uri = f"assets/playground-{_bundle.name}/{path.name}"
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    for path in (snapshot(), sources()):
        files.append(File.generated(config, f"assets/{path.name}", abs_src_path=str(path)))
    for path in pyodide_files():
        uri = f"assets/{pyodide_folder()}/{path.name}"
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    return files


def inputs() -> list[Path]:
    """All that a bundle is made from."""
    found = [*languages.word_files(), ROOT / "package-lock.json"]
    modules = (languages, engine, library, api, names, classes)
    found += [Path(str(one.__file__)) for one in modules]
    found += [Path(__file__), REFERENCE / "api.yml", NEAR, classes.BARE_PAGE, classes.ACTING]
    found.append(ROOT / "playground/node.py")  # what the snapshot is named after
    scripts = {".ts", ".json", ".mjs"}
    for folder, endings in ((WEB, scripts), (PROTOCOL, scripts), (ENGINE, {".py", ".js"})):
        found += (path for path in folder.rglob("*") if path.suffix in endings)
    return found


def bundle() -> Path:
    """The folder of the bundle, named after what went into it; made where it is not there."""
    return cache.entry("bundle", digest.of_files(inputs(), ROOT), _make)


def frame() -> Path:
    """The page around a program's worker; the bundle has it in it."""
    return bundle() / "root" / "frame.html"


def packages() -> list[str]:
    """Names of the npm packages that are in the bundle."""
    made_from = json.loads((bundle() / MADE_FROM).read_text("utf8"))
    found = (re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in made_from)
    return sorted({name[1] for name in found if name})


def _make(out: Path) -> None:
    """Bundle into this folder, and say there which files went into it."""
    out.mkdir()
    scratch = out.parent
    sizes = {"LIBRARY_BYTES": library.size(), "DATA_BYTES": len(engine.initial())}
    known = {"LANGUAGES": _text(places()), **{name: f'"{size}"' for name, size in sizes.items()}}
    options = {
        "define": known,
        "bundle": True,
        "minify": True,
        "target": "es2022",
        "charset": "utf8",
        "legalComments": "none",
        "logLevel": "warning",
        "nodePaths": [str(MODULES)],
        "alias": given_in(scratch),
    }
    worker, frame = out / "worker.js", scratch / "frame.js"
    made_from = []
    for result in (worker, frame):
        entry = [str(WEB / f"{result.stem}.ts")]
        options_of = {"entryPoints": entry, "outfile": str(result), "format": "iife"}
        made_from += esbuild({**options, **options_of}).inputs
    around = frame_page(frame.read_text("utf8").strip())
    walls = {"FRAME": json.dumps(around), "WORKER_SCRIPTS": _scripts(worker)}
    later = {"MODULE_FILES": json.dumps(_LATER)}
    options["define"] = known | _places() | _theme() | walls | later
    pages = [str(WEB / "main.ts")]
    of_pages = {"entryPoints": pages, "outdir": str(out), "splitting": True, "format": "esm"}
    inputs, files = esbuild({**options, **of_pages})
    made_from += inputs
    _name_files(out, files)
    root = [str(WEB / "offline" / "sw.ts"), str(WEB / "offline" / "unregister.ts")]
    to = out / "root"
    of_root = {"entryPoints": root, "outdir": str(to), "format": "iife"}
    made_from += esbuild({**options, **of_root}).inputs
    (to / "frame.html").write_text(around, "utf8")
    (out / MADE_FROM).write_text(json.dumps(made_from), "utf8")


#: Stands in the bundle where it will say what each module consists of, which is known when it is
#: made.
_LATER = "which files each module is"


def _name_files(out: Path, files: dict[str, list[str]]) -> None:
    (place,) = (path for path in out.glob("*.js") if _LATER in path.read_text("utf8"))
    named = {(ROOT / entry).relative_to(WEB).as_posix(): own for entry, own in files.items()}
    first = named.pop("main.ts")  # each page has these
    more = {entry: [one for one in own if one not in first] for entry, own in named.items()}
    text = place.read_text("utf8")
    place.write_text(text.replace(f'"{_LATER}"', _text(more)), "utf8")


def places() -> dict[str, str]:
    """Where each language lies below the site's root; first, the one for whoever reads none."""
    ordered = [languages.DEFAULT, *languages.LANGUAGES]
    return {one.code: one.folder for one in ordered}


#: Words that come without all the others, for what is there before a reader acts.
_GROUPS = (
    ("strings-at-rest", "rest"),
    ("strings-offline", "offline"),
    ("strings-progress", "progress"),
)


def given_in(scratch: Path) -> dict[str, str]:
    """Writes words and looks down for the bundle: what it imports by which name."""
    table = {one.code: one.words["playground"] for one in languages.LANGUAGES}
    parts = {"strings-table": table}
    for name, group in _GROUPS:
        parts[name] = {language: table[language][group] for language in table}
    for one in languages.LANGUAGES:
        parts["strings-offline"][one.code] |= {"site": one.words["short_name"]}
    parts["strings-names"] = names.completions()
    given: dict[str, object] = {**parts, "strings-looks": _acting(scratch)}
    for name, part in given.items():
        (scratch / f"{name}.json").write_text(json.dumps(part, ensure_ascii=False), "utf8")
    return {name: str(scratch / f"{name}.json") for name in given}


def _acting(scratch: Path) -> str:
    """How programs look once a reader acts: it comes with the scripts that do."""
    small = scratch / classes.ACTING.name
    as_it_is = {"minify": True, "charset": "utf8", "logLevel": "warning"}
    esbuild({"entryPoints": [str(classes.ACTING)], "outfile": str(small), **as_it_is})
    return small.read_text("utf8").strip()


def _places() -> dict[str, str]:
    """Where the parts of Python are, seen from the bundle, their sizes and their digests."""
    memory = snapshot()
    fetched = [memory, sources(), *(path for path in pyodide_files() if path.suffix != ".js")]
    digests = {path.name: digest.integrity(unpacked(path)) for path in fetched}
    return {
        "PYODIDE": f'"../{pyodide_folder()}/"',
        "SNAPSHOT": f'"{memory.name}"',
        "SOURCES": f'"{sources().name}"',
        "PART_BYTES": _text({path.name: path.stat().st_size for path in fetched}),
        "PART_DIGESTS": _text(digests),
    }


def _theme() -> dict[str, str]:
    """What the site's theme calls what the scripts make or look for."""
    return {
        "THEME_BUTTON": json.dumps(classes.BUTTON),
        "THEME_PROSE": json.dumps(classes.PROSE),
        "THEME_CONTENTS": json.dumps(classes.CONTENTS),
        "THEME_BARE_PAGE": json.dumps(classes.BARE_PAGE.read_text("utf8")),
    }


def _scripts(worker: Path) -> str:
    """What the worker is made of: Pyodide's script, and ours behind it."""
    first = pyodide_files()[0]
    places = {f"../{pyodide_folder()}/{first.name}": first, f"./{worker.name}": worker}
    return _text([[to, digest.integrity(path.read_bytes())] for to, path in places.items()])


#: What the frame is held to that goes around a program, on any host: see web/sandbox.ts. Its worker
#: inherits this, and the page's own policy beside it.
FRAME_POLICY = {
    "default-src": "'none'",
    "script-src": "'wasm-unsafe-eval'",  # and the frame's own script, by its hash
    "worker-src": "blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "python",
}


def frame_page(script: str) -> str:
    allowed = FRAME_POLICY["script-src"] + f" '{digest.integrity(script.encode())}'"
    rules = FRAME_POLICY | {"script-src": allowed}
    policy = "; ".join(f"{name} {value}" for name, value in rules.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f'<!doctype html><meta charset="utf-8">{meta}<script>{script}</script>'


def _text(value: object) -> str:
    return json.dumps(json.dumps(value))
