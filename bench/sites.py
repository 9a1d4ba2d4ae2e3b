"""Builds this site and, of the same pages, one by stock Material: both languages of each.

Knows how they are built, not what is measured on them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from sitebuild.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {language.code: language.folder for language in LANGUAGES}
CONFIGS = {language.code: language.configuration for language in LANGUAGES}

# The same pages, navigation and Markdown, without our theme, plugin, style and script.
STOCK = """\
INHERIT: {config}
docs_dir: {docs}
site_url: {url}
repo_url: ""
edit_uri: ""
theme: {{custom_dir: {empty}, favicon: assets/images/favicon.png, language: {language}}}
extra: {{alternate: null}}
extra_css: []
extra_javascript: []
plugins: {{sitebuild: {{enabled: false}}}}
watch: []
markdown_extensions: {{pymdownx.snippets: {{base_path: [{snippets}]}}}}
"""


def _mkdocs(project: Path, config: Path, folder: Path, **settings: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(
        [*command, "-f", str(config), "-d", str(folder)],
        cwd=project,
        check=True,
        capture_output=True,
        env={**os.environ, **settings},
    )


def build_ours(folder: Path, url: str, project: Path = ROOT) -> None:
    _mkdocs(project, project / "mkdocs.yml", folder, SITE_URL=url, SITE_URL_EN=f"{url}en/")


def build_stock(folder: Path, url: str, scratch: Path, project: Path = ROOT) -> None:
    """`scratch` is a folder for its configuration."""
    (scratch / "empty").mkdir(parents=True, exist_ok=True)
    for language, name in CONFIGS.items():
        config = scratch / name
        settings = {
            "config": project / name,
            "docs": project / "docs" / language,
            "empty": scratch / "empty",
            "snippets": project / "snippets",
        }
        quoted = {key: json.dumps(str(path)) for key, path in settings.items()}
        config.write_text(
            STOCK.format(**quoted, url=url + FOLDERS[language], language=language), "utf8"
        )
        _mkdocs(project, config, folder / FOLDERS[language])
