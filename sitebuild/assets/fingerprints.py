"""Puts a digest of its content into the name of each asset of ours, so that a browser may keep it
for ever. Knows names, not what a file is for."""

from __future__ import annotations

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from sitebuild.assets import digest

# main.html asks for them by their names in `extra`.
WORKERS = tuple(f"assets/javascripts/workers/{name}.js" for name in ("words", "ranking"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    scripts = [
        script if isinstance(script, str) else script.path for script in config.extra_javascript
    ]
    named = {}
    for uri in [*config.extra_css, *scripts, *WORKERS]:
        file = files.get_file_from_path(uri)
        path = PurePosixPath(uri)
        if file is None or path.parent.name.startswith("playground-"):
            continue  # of the bundle: its folder holds a digest
        name = f"{path.stem}.{digest.of_bytes(file.content_bytes)}{path.suffix}"
        file.dest_uri = named[uri] = str(path.with_name(name))
        file.__dict__.pop("url", None)
        file.__dict__.pop("abs_dest_path", None)
    config.extra_css = [named.get(uri, uri) for uri in config.extra_css]
    for script in config.extra_javascript:
        if not isinstance(script, str):
            script.path = named.get(script.path, script.path)
    words, ranking = (PurePosixPath(named[worker]).name for worker in WORKERS)
    config.extra["search_workers"] = f"{words}?{ranking}&"
    return files
