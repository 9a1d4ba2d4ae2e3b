"""Makes the playground part of the site: bundles its TypeScript, copies Pyodide and the engine.

Knows files and their places, not what the bundle does. What has not changed is not made anew.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from playground import node

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "playground" / "web"
ENGINE = ROOT / "playground" / "simthreads"
STRINGS = ROOT / "site_theme" / "strings.yml"
MODULES = ROOT / "node_modules"
CACHE = ROOT / ".cache" / "playground"
RECORDED = ROOT / "recorded"

PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")  # the rest is imported

_PROGRAM = re.compile(r'data-program="([\w/]+)"')

_bundle: Path | None = None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Both languages load one bundle, which lies below the site's root."""
    global _bundle
    chinese = config.theme["language"] == "zh"
    if chinese or _bundle is None:  # English comes later in the same build
        _bundle = bundle()
    up = "" if chinese else "../"
    script = ExtraScriptValue(f"{up}assets/playground-{_bundle.name}/main.js")
    script.type = "module"
    config.extra_javascript.append(script)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    if config.theme["language"] != "zh" or _bundle is None:
        return files
    for path in sorted(_bundle.iterdir()):
        uri = f"assets/playground-{_bundle.name}/{path.name}"
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    memory = snapshot()
    files.append(File.generated(config, f"assets/{memory.name}", abs_src_path=str(memory)))
    for name in PYODIDE_FILES:
        path = MODULES / "pyodide" / name
        if not path.is_file():
            raise PluginError(f"node_modules/pyodide/{name} is missing: run `make setup`")
        uri = f"assets/{pyodide_folder()}/{name}"
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    return files


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell each program how its recorded run went, so that Run repeats it."""

    def state(section: re.Match[str]) -> str:
        return f"{section[0]} {_way(RECORDED / f'{section[1]}.json')}"

    return _PROGRAM.sub(state, content)


def _way(record: Path) -> str:
    if not record.is_file():
        return ""
    run = json.loads(record.read_text("utf8"))
    if run["policy"] == "round-robin":
        return 'data-policy="round-robin"'
    return f'data-schedule="{html.escape(run["schedule"])}"'


@cache
def pyodide_folder() -> str:
    package = MODULES / "pyodide" / "package.json"
    if not package.is_file():
        raise PluginError("node_modules/pyodide is missing: run `make setup`")
    return f"pyodide-{json.loads(package.read_text('utf8'))['version']}"


def inputs() -> list[Path]:
    """All that a bundle is made from."""
    found = [STRINGS, ROOT / "package-lock.json", Path(__file__)]
    for folder, endings in ((WEB, {".ts", ".json", ".mjs"}), (ENGINE, {".py", ".js"})):
        found += (path for path in folder.rglob("*") if path.suffix in endings)
    return found


def digest(paths: list[Path]) -> str:
    """Of names and contents."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(str(path.relative_to(ROOT)).encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def bundle() -> Path:
    """The folder of the bundle, named after what went into it; made where it is not there."""
    folder = CACHE / digest(inputs())
    if not (folder.is_dir() and (CACHE / f"{folder.name}.json").is_file()):
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            (CACHE / f"{folder.name}.json").write_text(json.dumps(_make(Path(scratch))), "utf8")
            try:
                (Path(scratch) / "out").rename(folder)
            except OSError:  # another build was faster
                if not folder.is_dir():
                    raise
        _forget_old(folder)
    return folder


def _forget_old(newest: Path) -> None:
    made = sorted((p for p in CACHE.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
    for old in made[:-6]:
        if old != newest:
            shutil.rmtree(old, ignore_errors=True)
            (CACHE / f"{old.name}.json").unlink(missing_ok=True)


def snapshot() -> Path:
    """The interpreter's memory with the engine in it, gzipped: the same bytes for every reader."""
    makers = [ENGINE / "js" / name for name in node.SNAPSHOT_MAKERS]
    made_from = digest([*ENGINE.rglob("*.py"), *makers, MODULES / "pyodide" / "package.json"])
    packed = CACHE / f"simthreads-{made_from}.bin.gz"
    if not packed.is_file():
        plain = _plain_snapshot()
        CACHE.mkdir(parents=True, exist_ok=True)
        for old in CACHE.glob("*.bin.gz"):
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=CACHE, delete=False) as part:
            part.write(gzip.compress(plain, 9, mtime=0))
        Path(part.name).chmod(0o644)
        Path(part.name).replace(packed)
    return packed


def _plain_snapshot() -> bytes:
    try:
        with node.Engine() as engine:
            engine.run("")  # it makes its snapshot before its first run, where there is none
            return engine.snapshot.read_bytes()
    except node.SetupError as error:
        raise PluginError(str(error)) from None


def packages() -> list[str]:
    """Names of the npm packages that are in the bundle."""
    made_from = json.loads((CACHE / f"{bundle().name}.json").read_text("utf8"))
    found = (re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in made_from)
    return sorted({name[1] for name in found if name})


def _make(scratch: Path) -> list[str]:
    """Bundle into `scratch/out`; the files that went into it."""
    out = scratch / "out"
    out.mkdir()
    memory = snapshot()
    size = memory.stat().st_size
    size += sum((MODULES / "pyodide" / name).stat().st_size for name in FETCHED)
    return esbuild(
        {
            "entryPoints": [str(WEB / "main.ts"), str(WEB / "worker.ts")],
            "outdir": str(out),
            "bundle": True,
            "splitting": True,
            "format": "esm",
            "minify": True,
            "target": "es2022",
            "charset": "utf8",
            "legalComments": "none",
            "logLevel": "warning",
            "nodePaths": [str(MODULES)],
            "alias": words_in(scratch),
            "define": {
                "PYODIDE": f'"../{pyodide_folder()}/"',
                "SNAPSHOT": f'"{memory.name}"',
                "BYTES": str(size),
            },
        }
    )


def words_in(scratch: Path) -> dict[str, str]:
    """Writes the words down for the bundle: what it imports by which name."""
    words: dict[str, Any] = yaml.safe_load(STRINGS.read_text("utf8"))
    table = {language: words[language]["playground"] for language in words}
    parts = {
        "strings-table": table,
        "strings-at-rest": {language: table[language]["rest"] for language in table},
    }
    for name, part in parts.items():
        (scratch / f"{name}.json").write_text(json.dumps(part), "utf8")
    return {name: str(scratch / f"{name}.json") for name in parts}


def esbuild(options: dict[str, Any]) -> list[str]:
    if not (MODULES / "esbuild" / "package.json").is_file():
        raise PluginError("node_modules/esbuild is missing: run `make setup`")
    done = subprocess.run(
        [node.find_node(), str(WEB / "build.mjs"), json.dumps(options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode or done.stderr.strip():
        raise PluginError(f"the playground does not bundle:\n{done.stderr or done.stdout}")
    made_from: list[str] = json.loads(done.stdout)
    return made_from
