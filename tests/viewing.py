"""A page looked at in a browser that has no network."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# The last one sends every name nowhere, should anything get past being offline.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND")

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    # All is tried, but where the rules are kept is not listed, which would take most of the time.
    "resultTypes": ["violations"],
}


@dataclass
class Viewer:
    """A tab, and all that it was heard to say."""

    page: Page
    heard: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: Path, choice: str = "", *, width: int = 1400, height: int = 1000) -> Page:
        """Open a file anew, by day, with something chosen as a link does it."""
        self.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto("about:blank")
        self.heard.clear()
        self.asked.clear()
        self.page.goto(f"{path.as_uri()}{choice}")
        return self.page

    def listen(self) -> None:
        """Note messages, mistakes, dialogs and requests from now on."""
        self.page.on("console", self._hear_message)
        self.page.on("pageerror", lambda problem: self.heard.append(str(problem)))
        self.page.on("dialog", self._hear_dialog)
        self.page.on("request", self._hear_request)

    def _hear_message(self, message: ConsoleMessage) -> None:
        self.heard.append(f"{message.type}: {message.text}")

    def _hear_dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _hear_request(self, request: Request) -> None:
        # What a page makes for itself, such as a picture to download, is asked of nobody.
        if not request.url.startswith(("blob:", "data:", "about:")):
            self.asked.append(request.url)
