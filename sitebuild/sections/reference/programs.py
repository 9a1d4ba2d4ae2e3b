"""The index of all programs: snippets/<slug>/shows.yml says beside them what each shows."""

from __future__ import annotations

import re

from playground import catalogue
from sitebuild.languages import MAIN
from sitebuild.sections.reference.common import Place, chapters, page_link, program_link, title


def order() -> list[str]:
    """The slugs in the order of the site's navigation."""
    nav = (catalogue.ROOT / MAIN.configuration).read_text("utf8").partition("\nnav:\n")[2]
    slug_of = {path: slug for slug, path in chapters().items()}
    return [slug_of[path] for path in re.findall(r"([\w/]+\.md)", nav) if path in slug_of]


def index(name: str, place: Place) -> str:
    """Chapter by chapter; `name` is "all", or one chapter's slug for its list alone."""
    words = place.words["programs"]
    programs = catalogue.programs()
    if name != "all":
        return _list([p for p in programs if p.slug == name], place)
    parts = [words["count"].format(len(programs))]
    for slug in order():
        here = [program for program in programs if program.slug == slug]
        if here:
            path = chapters()[slug]
            parts.append(f"## {title(place.language, path)} {{ #{slug.replace('_', '-')} }}")
            link = page_link(path, words["chapter"], place)
            parts.append(link + words["here"].format(len(here)))
            parts.append(_list(here, place))
    return "\n\n".join(parts)


def _list(programs: list[catalogue.Program], place: Place) -> str:
    return "\n".join(_line(program, place) for program in programs)


def _line(program: catalogue.Program, place: Place) -> str:
    words = place.words["programs"]
    try:
        told = place.said(catalogue.shows(program.slug)[program.name])
    except KeyError:
        raise LookupError(
            f"snippets/{program.slug}/shows.yml does not say what {program.name}.py shows"
        ) from None
    notes = ""
    if program.requires > (3, 11):
        notes += words["needs"].format(".".join(map(str, program.requires)))
    if program.free_order:
        notes += words["free"]
    if program.native_only:
        notes += words["native"]
    link = program_link(f"{program.slug}/{program.name}", place)
    return f"- {link}{place.words['colon']}{told}{notes}"
