"""Runs cases on a real Python, one after another in one process. A case that does not end takes
that process along, and the next case gets another."""

from __future__ import annotations

import faulthandler
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import traceback
import types
from typing import Any, TextIO

LIMIT = 20.0  # seconds; a case ends within one, the rest is a busy machine


class Native:
    """A context manager; `broken` says what is wrong with a case, '' if nothing is."""

    def __init__(self, python: str = sys.executable, limit: float = LIMIT) -> None:
        self._python, self._limit = python, limit
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Native:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def broken(self, source: str, filename: str) -> str:
        worker = self._process or self._begin()
        assert worker.stdin and worker.stdout
        request = {"source": source, "filename": filename, "limit": self._limit}
        worker.stdin.write(json.dumps(request) + "\n")
        worker.stdin.flush()
        answer = worker.stdout.readline()
        if answer:
            return str(json.loads(answer))
        worker.wait()
        self._errors.seek(0)
        where = self._errors.read()
        self._end()
        return f"does not end\n{where}"

    def _begin(self) -> subprocess.Popen[str]:
        self._errors: TextIO = tempfile.TemporaryFile("w+", encoding="utf8")  # noqa: SIM115
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        command = [self._python, "-X", "utf8", __file__]
        self._process = subprocess.Popen(
            command, stderr=self._errors, encoding="utf8", env={**os.environ}, **pipes
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            assert process.stdin and process.stdout
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()
            self._errors.close()


def _judge(source: str, filename: str) -> str:
    """Run a case and wait for every thread that it started, daemons excepted."""
    before = set(threading.enumerate())
    died: list[str] = []
    usual = threading.excepthook, sys.getswitchinterval(), sys.argv[:]

    def note(failure: threading.ExceptHookArgs) -> None:
        if failure.exc_type is SystemExit:
            return  # ends a thread without a word
        died.append(f"a thread died of {failure.exc_type.__name__}: {failure.exc_value}")
        threading.__excepthook__(failure)

    threading.excepthook = note
    try:
        module = sys.modules["program"] = types.ModuleType("program")
        module.__file__ = filename
        exec(compile(source, filename, "exec"), module.__dict__)
        for thread in set(threading.enumerate()) - before:
            if not thread.daemon:
                thread.join()
    except BaseException:
        return traceback.format_exc()
    finally:
        threading.excepthook, interval, sys.argv[:] = usual
        sys.setswitchinterval(interval)
    return "\n".join(died)


def _serve() -> None:
    # a case is no module that another process could import, as 3.14's own way would have it do
    if "fork" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("fork")
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        request = json.loads(line)
        faulthandler.dump_traceback_later(request["limit"], exit=True)
        found = _judge(request["source"], request["filename"])
        faulthandler.cancel_dump_traceback_later()
        answers.write(json.dumps(found) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
    os._exit(0)  # whatever a case left behind
