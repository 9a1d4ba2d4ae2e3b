"""Looks into the worker that holds a Python, by the browser's debugger: it runs no text itself."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def evaluate(page: Page, expressions: list[str]) -> list[str]:
    """What each comes to in the worker: its value as JSON, or the first line of its exception."""
    session = page.context.new_cdp_session(page)
    workers: list[dict[str, Any]] = []
    answers: dict[int, dict[str, Any]] = {}

    def hear(event: dict[str, Any]) -> None:
        answer = json.loads(event["message"])
        if "id" in answer:  # else it is news that nobody asked for
            answers[answer["id"]] = answer

    session.on("Target.attachedToTarget", lambda event: workers.append(event))
    session.on("Target.receivedMessageFromTarget", hear)
    session.send(
        "Target.setAutoAttach",
        {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False},
    )
    (worker,) = (one for one in workers if "/assets/playground" in one["targetInfo"]["url"])
    for number, expression in enumerate(expressions, 1):
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": asked}
        session.send(
            "Target.sendMessageToTarget",
            {"sessionId": worker["sessionId"], "message": json.dumps(message)},
        )
    while len(answers) < len(expressions):
        page.evaluate("0")  # lets the answers arrive
    session.detach()
    return [_told(answers[number]["result"]) for number in range(1, len(expressions) + 1)]


def _told(result: dict[str, Any]) -> str:
    if "exceptionDetails" in result:
        exception = result["exceptionDetails"]["exception"]
        return str(exception.get("description", exception)).partition("\n")[0]
    return json.dumps(result["result"].get("value"))
