"""Sets the search's texts apart from its settings.

Material fetches its index on every page, the settings with all the texts; this way `words.js` gets
the texts when somebody searches.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig) -> None:
    index = Path(config.site_dir) / "search" / "search_index.json"
    whole = json.loads(index.read_text("utf8"))
    index.with_name("search_docs.json").write_text(_text(whole["docs"]), "utf8")
    index.write_text(_text({**whole, "docs": []}), "utf8")


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
