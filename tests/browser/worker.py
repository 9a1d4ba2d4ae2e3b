"""Looks into the worker that holds a Python, by the browser's debugger: it runs no text itself."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import CDPSession, Page


def evaluate(page: Page, expressions: list[str]) -> list[str]:
    """What each comes to in the worker: its value as JSON, or the first line of its exception."""
    answers: dict[int, dict[str, Any]] = {}

    def hear(event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        if "id" in answer:  # else it is news that nobody asked for
            answers[answer["id"]] = answer

    session, worker = _attached(page)
    session.on("Target.receivedMessageFromTarget", hear)
    for number, expression in enumerate(expressions, 1):
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": asked}
        session.send(
            "Target.sendMessageToTarget", {"sessionId": worker, "message": json.dumps(message)}
        )
    while len(answers) < len(expressions):
        page.evaluate("0")  # lets the answers arrive
    session.detach()
    return [_told(answers[number]["result"]) for number in range(1, len(expressions) + 1)]


def _attached(page: Page) -> tuple[CDPSession, str]:
    """A session, and its name for the worker; one that was ended may still be going away."""
    session = page.context.new_cdp_session(page)
    workers: list[dict[str, Any]] = []
    session.on("Target.attachedToTarget", lambda event: workers.append(event))
    session.send(
        "Target.setAutoAttach",
        {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False},
    )
    named = [one for one in workers if one["targetInfo"]["url"].startswith("blob:null/")]
    if len(named) == 1:
        return session, str(named[0]["sessionId"])
    session.detach()
    return _attached(page)


def _told(result: dict[str, Any]) -> str:
    if "exceptionDetails" in result:
        exception = result["exceptionDetails"]["exception"]
        return str(exception.get("description", exception)).partition("\n")[0]
    return json.dumps(result["result"].get("value"))
