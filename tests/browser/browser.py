"""The browser: the system's Chromium, without a screen and without talking to anybody."""

import os
import shutil

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright):
    """Starts it; Playwright gives it an empty profile."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise SystemExit("no Chromium in PATH: install it, or name one in CHROMIUM")
    return playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
