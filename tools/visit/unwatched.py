"""A tab that Playwright does not watch; knows the browser's protocol, no page and no figure.

Whoever watches a page's network has the page's process hold on to what was fetched, so a tab whose
memory is to be measured is asked over a session of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any, Self

from playwright.async_api import Browser, CDPSession

Found = dict[str, Any]


class Refused(Exception):
    """What the browser or the page's own code raised."""


class Tab:
    def __init__(self, browser: CDPSession, session: str) -> None:
        self.browser = browser
        self._session = session
        self._numbers = itertools.count(1)
        self._asked: dict[int, asyncio.Future[Found]] = {}
        browser.on("Target.receivedMessageFromTarget", self._hear)

    @classmethod
    async def open(cls, browser: Browser, url: str) -> Self:
        """In a context that Playwright did not make, and so lets be."""
        whole = await browser.new_browser_cdp_session()
        context = (await whole.send("Target.createBrowserContext"))["browserContextId"]
        where = {"url": "about:blank", "browserContextId": context}
        target = (await whole.send("Target.createTarget", where))["targetId"]
        ways = {"targetId": target, "flatten": False}
        tab = cls(whole, (await whole.send("Target.attachToTarget", ways))["sessionId"])
        await tab.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
        await tab.send("Page.navigate", {"url": url})
        return tab

    async def send(self, method: str, parameters: Found | None = None) -> Found:
        number = next(self._numbers)
        answered = self._asked[number] = asyncio.get_running_loop().create_future()
        message = json.dumps({"id": number, "method": method, "params": parameters or {}})
        told = {"sessionId": self._session, "message": message}
        await self.browser.send("Target.sendMessageToTarget", told)
        answer = await answered
        if "error" in answer:
            raise Refused(f"{method}: {answer['error']['message']}")
        result: Found = answer["result"]
        return result

    async def call(self, function: str, *arguments: object) -> Any:
        """What a function of JavaScript gives in the page, once its promise has resolved."""
        given = ", ".join(json.dumps(one) for one in arguments)
        asked = {"expression": f"({function})({given})", "awaitPromise": True}
        answer = await self.send("Runtime.evaluate", {**asked, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise Refused(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def _hear(self, news: Found) -> None:
        message = json.loads(news["message"])
        if news["sessionId"] == self._session and "id" in message:
            self._asked.pop(message["id"]).set_result(message)
