"""What Material for MkDocs calls things, for whoever makes or prunes HTML outside its templates.

With the folder's overrides, all that is known of the theme.
"""

from __future__ import annotations

from pathlib import Path

BUTTON = "md-button"
#: Text that is set like a page's.
PROSE = "md-typeset"
#: The links of the contents, as a selector.
CONTENTS = ".md-nav--primary a.md-nav__link[href]"
#: Where the theme's own style sheets lie; the addresses in them are relative to it.
SHEETS = "assets/stylesheets"
#: What its script makes only for a feature that is on, or where a page has the like of it.
ASKED_FOR = {
    "md-annotation": "content.code.annotate",
    "md-tooltip": "content.tooltips",
    "md-source__fact": None,
    "md-status": None,
    "md-tag": None,
    "md-version": None,
    "tabbed-": None,
}
#: Names that its script puts together, so that they stand nowhere whole; regular expressions.
COMPOSED = (r"^md-source__repository", r"^data-md-color-(scheme|media|switching)")
#: A page that no template makes, in the theme's look; words and addresses go where `{...}` stands.
BARE_PAGE = Path(__file__).with_name("bare_page.html")
#: How programs look once a reader acts; it comes with the scripts that do.
ACTING = Path(__file__).with_name("acting.css")
