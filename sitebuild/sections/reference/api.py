"""The cheat sheet: each call with what it waits for, what it raises, since when. Data: api.yml."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from sitebuild.sections.reference.common import Place, load


@dataclass(frozen=True)
class Raised:
    """One error of a call: when, by language, and code that provokes it."""

    error: str
    when: dict[str, str]
    code: str | None = None
    since: str | None = None


@dataclass(frozen=True)
class Call:
    """A call, or an attribute if it has no parentheses."""

    text: str
    loose: bool
    since: str | None
    params: dict[str, str]  # parameter -> since when
    blocks: dict[str, str] | None  # by language
    gives: dict[str, str] | None
    raises: tuple[Raised, ...]

    @property
    def name(self) -> str:
        return self.text.partition("(")[0]

    @property
    def parameters(self) -> str | None:
        """What stands between the parentheses; None for an attribute."""
        _, opened, rest = self.text.partition("(")
        return rest.removesuffix(")") if opened else None


@dataclass(frozen=True)
class Group:
    id: str
    title: dict[str, str]  # by language
    of: str
    calls: tuple[Call, ...]
    old: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    also: str | None = None  # what else has these names: they need not be listed again
    module: bool = False
    part: bool = False  # only some of what `of` has is listed


def groups() -> tuple[Group, ...]:
    return tuple(_group(dict(given)) for given in load("api"))


def _group(given: dict[str, Any]) -> Group:
    calls = tuple(_call(call) for call in given.pop("calls"))
    old, internal = (tuple(given.pop(names, ())) for names in ("old", "internal"))
    facts = {key: given[key] for key in ("id", "of", "also", "module", "part") if key in given}
    title = {key: given[key] for key in given.keys() - facts.keys()}
    return Group(title=title, calls=calls, old=old, internal=internal, **facts)


def _call(given: dict[str, Any]) -> Call:
    return Call(
        text=given.get("sig") or given["attr"],
        loose=given.get("loose", False) or "attr" in given,
        since=given.get("since"),
        params=given.get("params", {}),
        blocks=given.get("blocks"),
        gives=given.get("gives"),
        raises=tuple(_raised(one) for one in given.get("raises", ())),
    )


def _raised(given: dict[str, str]) -> Raised:
    facts = {key: given[key] for key in ("error", "code", "since") if key in given}
    return Raised(when={key: given[key] for key in given.keys() - facts.keys()}, **facts)


def sheet(name: str, place: Place) -> str:
    """`all` groups, each with its heading and its table; or the names that are `old`."""
    if name == "old":
        names = [old for group in groups() for old in group.old]
        return str(place.words["list"]).join(f"`{name}`" for name in names)
    if name != "all":
        raise LookupError(f"no part {name} of the cheat sheet")
    parts = []
    for group in groups():
        parts.append(f"## {place.said(group.title)} {{ #{group.id} }}")
        parts.append(_table(group, place))
    return "\n\n".join(parts)


def _table(group: Group, place: Place) -> str:
    lines = [f"| {' | '.join(place.words['api'])} |", "|---|---|---|"]
    for call in group.calls:
        lines.append(f"| {_what(call)} | {_waits(call, place)} | {_errors(call, place)} |")
    return "\n".join(lines)


def _what(call: Call) -> str:
    since = [call.since] if call.since else []
    since += [f"`{name}` {version}" for name, version in call.params.items()]
    badge = f" <small>{', '.join(f'{one}+' for one in since)}</small>" if since else ""
    name, bracket, rest = html.escape(call.text, quote=False).partition("(")
    return f"<code>{name}{bracket}{'<wbr>' if rest not in ('', ')') else ''}{rest}</code>{badge}"


def _waits(call: Call, place: Place) -> str:
    said = [f"**{place.said(call.blocks)}**"] if call.blocks else []
    said += [place.said(call.gives)] if call.gives else []
    return str(place.words["semicolon"]).join(said)


def _errors(call: Call, place: Place) -> str:
    said = []
    for one in call.raises:
        since = f" <small>{one.since}+</small>" if one.since else ""
        said.append(f"`{one.error}`{since}{place.words['colon']}{place.said(one.when)}")
    return "<br>".join(said)
