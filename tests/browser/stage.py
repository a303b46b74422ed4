"""What a browser test is given: a running demo, pages of several sizes, and a camera."""

import os
from pathlib import Path

from demo import ROOT, Demo

SCREENSHOTS = Path(os.environ.get("RINGBACK_SCREENSHOTS") or ROOT / "target" / "screenshots")

DESKTOP = (1440, 900)
PHONE = (390, 844)


class Stage:
    """A demo of its own for one test, started when it is first asked for, and the pages that the
    test opens on it or elsewhere.

    Whatever a page complains of (an error in a script, a request that failed, something that
    the content security policy refused) fails the test, unless the test expects it with
    `expect_complaints`.
    """

    def __init__(self, browser, name):
        self.browser = browser
        self.name = name
        self._demo = None
        self.complaints = []
        self._contexts = []
        self._pages = []
        self._expected = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            for number, page in enumerate(self._pages):
                self._try_screenshot(page, f"{self.name}-failed-{number}")
        for context in self._contexts:
            context.close()
        if self._demo is not None:
            self._demo.stop()

    @property
    def demo(self):
        """The demo, running."""
        if self._demo is None:
            self._demo = Demo().__enter__()
        return self._demo

    def open(self, size=DESKTOP, scheme="light", still=False, url=None):
        """Opens the demo's page, or another; `still` asks it for less motion, as a reader may."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce" if still else "no-preference",
            has_touch=size == PHONE,
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        self._pages.append(page)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.goto(url or self.demo.url)
        return page

    def screenshot(self, page, name, whole=False):
        """Takes a picture into target/screenshots; returns its path."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        # What fades in is shown as it ends, so that pictures of two runs can be compared.
        page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    def expect_complaints(self, word):
        """Complaints that contain this word are part of the test."""
        self._expected.append(word)

    def complain(self):
        """Fails when a page complained of something that was not expected."""
        left = [
            complaint
            for complaint in self.complaints
            if not any(word in complaint for word in self._expected)
        ]
        assert not left, "the page complains:\n" + "\n".join(left)

    def report(self, out):
        """What helps to understand a failure."""
        for complaint in self.complaints:
            print(f"  page: {complaint}", file=out)
        if self._demo is not None and self._demo.lines:
            print("  the demo said last:", file=out)
            print("\n".join(f"    {line}" for line in self._demo.lines[-40:]), file=out)

    def _console(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def _try_screenshot(self, page, name):
        try:
            self.screenshot(page, name)
        except Exception as error:
            self.complaints.append(f"no picture: {error}")
