"""The engine from a terminal: run one schedule, explore many, record the programs of the site."""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import stat
import sys
import tokenize
from pathlib import Path
from typing import Any, NoReturn

from playground import catalogue
from playground.catalogue import Program

from . import orders_text, possible, recording, telling
from .exercises import verdicts
from .node import Engine, EngineError, SetupError, chrome_trace
from .simthreads.explore.search import POLICIES
from .simthreads.limits import MAX_OUTPUT, MAX_PIECES, MAX_SEED
from .simthreads.policies import NAMED
from .simthreads.record.deadlock import sentence
from .simthreads.schedule import GRANULARITIES, ScheduleError, parse

FINE, FAILED, UNUSABLE, LIMIT = 0, 1, 2, 3
INTERRUPTED = 130
MAX_SOURCE = 1_000_000  # bytes of a program; the site's longest has 2,000
SECONDS = 120  # of real time, for what no other limit catches
#: What each limit is, and what to do.
LIMITS = {
    "steps": "it did not end; --max-steps allows more",
    "output": f"it prints more than {MAX_OUTPUT:,} characters or {MAX_PIECES:,} pieces; print less",
    "memory": "it uses more than 480 MiB; use less",
    "stack": "it nests too deep for the stack; nest less",
    "time": f"it took more than {SECONDS} seconds; give it less to do",
}


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message}\n")


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_SEED:
        raise argparse.ArgumentTypeError(f"the seed lies between 0 and {MAX_SEED}, not {text!r}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"a whole number above 0, not {text!r}")
    return int(text)


def _schedule(text: str) -> str:
    try:
        return str(parse(text))
    except ScheduleError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _parser() -> Parser:
    parser = Parser(prog="python -m playground", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    run = commands.add_parser("run", help="run a program under one schedule")
    explore = commands.add_parser("explore", help="look for a schedule under which it fails")
    for command in (run, explore):
        command.add_argument("file", metavar="FILE")
        command.add_argument("--seed", type=_seed, default=0, metavar="N")
        command.add_argument("--preempt", choices=GRANULARITIES, help="where threads may switch")
        command.add_argument("--json", action="store_true", help="print the record")
        command.add_argument("--max-steps", type=_count, metavar="N")
    run.add_argument("--schedule", type=_schedule, metavar="S", help="replay exactly this")
    run.add_argument("--policy", choices=NAMED)
    run.add_argument(
        "--library", action="store_true", help="switch inside threading and queue as well"
    )
    run.add_argument("--trace", metavar="OUT", help="write a trace that Perfetto opens")
    explore.add_argument("--schedules", type=_count, default=200, metavar="N")
    explore.add_argument("--policy", choices=POLICIES)
    explore.add_argument(
        "--same-output", action="store_true", help="another output than at first is a failure"
    )
    explore.add_argument(
        "--exhaustive", action="store_true", help="try every order that can differ"
    )
    explore.add_argument("--outputs", action="store_true", help="list everything that it can print")
    explore.add_argument("--orders", type=_count, metavar="N", help="at most so many orders")
    explore.add_argument(
        "--preemptions", type=_count, metavar="N", help="leave out orders with more preemptions"
    )
    explore.add_argument(
        "--races", action="store_true", help="tell of data races and orders of locks as well"
    )
    explore.add_argument(
        "--language",
        choices=telling.languages(),
        default=telling.languages()[0],
        help="of the verdict",
    )
    record = commands.add_parser("record", help="write the recorded runs of snippets/")
    record.add_argument("--check", action="store_true", help="compare instead of writing")
    record.add_argument("programs", nargs="*", metavar="FILE")
    return parser


def _fail(message: str) -> NoReturn:
    print(f"playground: {message}", file=sys.stderr)
    raise SystemExit(UNUSABLE)


def _source(name: str) -> str:
    """A program is a file: what has no end, or nobody may ever write to, is not waited for."""
    encoding = "UTF-8"
    try:
        if not name:
            _fail("no file is named")
        if not Path(name).is_file():
            _fail(f"{name}: {_what_instead(Path(name))}")
        with Path(name).open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
        if len(data) > MAX_SOURCE:
            _fail(f"{name}: a program has {MAX_SOURCE:,} bytes at most")
        encoding = _encoding(data)
        text = data.decode(encoding)
    except OSError as error:
        _fail(f"{name}: {error.strerror}")
    except LookupError as error:
        _fail(f"{name}: {error}")
    except (UnicodeError, ValueError):  # the name may have a null in it
        _fail(f"{name!a}: not a text in {encoding}")
    if "\0" in text:
        _fail(f"{name}: not a text, there are null bytes in it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> str:
    """The one that its first lines declare, as Python reads it."""
    lines = io.BytesIO(data.replace(b"\0", b""))  # which are spoken of once it is a text
    try:
        return tokenize.detect_encoding(lines.readline)[0]
    except SyntaxError as error:
        if "unknown encoding" in str(error):
            raise LookupError(str(error)) from None
        raise UnicodeError from None


def _what_instead(path: Path) -> str:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return os.strerror(errno.EISDIR)
    kinds = {"a pipe": stat.S_ISFIFO, "a socket": stat.S_ISSOCK}
    found = next((kind for kind, is_it in kinds.items() if is_it(mode)), "a device")
    return f"not a file but {found}"


def _write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, "utf-8")
    except OSError as error:
        _fail(f"{name}: {error.strerror}")
    except ValueError:
        _fail(f"{name!a}: no name of a file")


def _request(given: argparse.Namespace) -> dict[str, Any]:
    options = {
        "source": _source(given.file),
        "filename": Path(given.file).name,
        "seed": given.seed,
        "preempt": given.preempt,
        "policy": given.policy,
        "max_steps": given.max_steps,
        "library": getattr(given, "library", None) or None,
        "exhaustive": getattr(given, "exhaustive", None) or None,
        "outputs": getattr(given, "outputs", None) or None,
        "orders": getattr(given, "orders", None),
        "preemptions": getattr(given, "preemptions", None),
    }
    return {name: value for name, value in options.items() if value is not None}


def _show(record: Any) -> None:
    for piece in record["output"]:
        stream = sys.stdout if piece["stream"] == "stdout" else sys.stderr
        stream.write(piece["text"])
        stream.flush()
    if record["outcome"] == "deadlock":
        print(sentence(record), file=sys.stderr)
    if record["outcome"] == "limit":
        limit = record["limit"]
        print(f"playground: stopped by the limit on {limit}: {LIMITS[limit]}", file=sys.stderr)


def _code(record: dict[str, Any]) -> int:
    if record["outcome"] == "limit":
        return LIMIT
    return FAILED if record["outcome"] != "finished" or record["exit_code"] else FINE


def run(given: argparse.Namespace) -> int:
    request = _request(given) | ({"schedule": given.schedule} if given.schedule else {})
    with Engine() as engine:
        record = engine.ask("run", request, seconds=SECONDS)
    if "unusable" in record:
        _fail(record["unusable"])
    if given.trace:
        _write(given.trace, chrome_trace(record))
    if given.json:
        print(json.dumps(record, ensure_ascii=False))
    else:
        _show(record)
    return _code(record)


def explore(given: argparse.Namespace) -> int:
    request = _request(given) | {"schedules": given.schedules, "same_output": given.same_output}
    if given.races:
        request["races"] = True
    with Engine() as engine:
        verdict = engine.ask("explore", request, seconds=SECONDS)
    if "unusable" in verdict:
        _fail(verdict["unusable"])
    text = orders_text.Text(given.language)
    if given.json:
        print(json.dumps(verdict, ensure_ascii=False))
    elif verdict["found"]:
        _show(verdict["record"])
        print("\n".join(text.found(verdict)))
    else:
        print("\n".join(text.not_found(verdict)))
    if given.races and not given.json:
        for line in telling.Telling(given.language).lines(verdict):
            print(line)
    fails = any(each["failure"] for each in verdict.get("outcomes", ()))
    if verdict["found"] or fails or telling.accuses(verdict):
        return FAILED
    return LIMIT if any(name.startswith("limit") for name in verdict["tally"]) else FINE


def _program(name: str) -> Program:
    path = Path(name).resolve()
    try:
        found = catalogue.find(f"{path.parent.name}/{path.stem}")
    except LookupError:
        found = None
    if found is None or found.path != path:
        _fail(f"{name}: no program of snippets/")
    if found.native_only:
        _fail(f"{name}: says that it needs what the simulation does not have")
    return found


def _possible(engine: Engine, check: bool) -> list[str]:
    """The list of what programs can print, written or compared; its name if it is stale."""
    text = possible.text(engine)
    if check:
        return [] if possible.FILE.read_text("utf8") == text else [possible.FILE.name]
    possible.FILE.write_text(text, "utf8")
    return []


def record(given: argparse.Namespace) -> int:
    programs = [_program(name) for name in given.programs] or catalogue.simulated()
    stale = []
    with Engine() as engine:
        for program in programs:
            if not given.check:
                recording.write(engine, program)
            elif not recording.is_fresh(engine, program):
                stale.append(f"{program.slug}/{program.name}")
        if not given.programs:  # what is of all pages together
            stale += _possible(engine, given.check)
    if not given.programs and not given.check:
        verdicts.renew_all()
    if stale:
        print(f"playground: stale records: {', '.join(stale)}", file=sys.stderr)
        return FAILED
    return FINE


def main() -> int:
    given = _parser().parse_args()
    try:
        return {"run": run, "explore": explore, "record": record}[given.command](given)
    except (SetupError, EngineError, verdicts.Unsound, possible.NotAll) as error:
        _fail(str(error))
    except BrokenPipeError:
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
