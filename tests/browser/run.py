"""Runs the browser tests: `python tests/browser/run.py [WORD ...]`.

Every function `test_*` in a file `test_*.py` beside this one is called with a `Stage` (see
stage.py): a demo of its own, started when it is first asked for, and a browser. With words, only
tests whose name contains one of them run. `cargo xtask test --only browser` installs what is
needed and calls this.

Environment: RINGBACK_BINARY (default target/debug/ringback), RINGBACK_SCREENSHOTS (default
target/screenshots), CHROMIUM (default the one in PATH).
"""

import importlib.util
import inspect
import sys
import time
import traceback
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import launch
from stage import Stage

HERE = Path(__file__).resolve().parent


def tests(words):
    """The chosen tests in order of file and line, as pairs of name and function."""
    for path in sorted(HERE.glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        functions = [
            (name, function)
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if name.startswith("test_") and function.__module__ == path.stem
        ]
        functions.sort(key=lambda pair: pair[1].__code__.co_firstlineno)
        for name, function in functions:
            full = f"{path.stem}.{name}"
            if not words or any(word in full for word in words):
                yield full, function


def run_one(browser, name, function):
    """Runs one test; returns whether it passed."""
    began = time.monotonic()
    stage = Stage(browser, name)
    try:
        with stage:
            function(stage)
            stage.complain()
    except Exception:
        print(f"FAIL {name} ({time.monotonic() - began:.1f} s)", flush=True)
        traceback.print_exc(file=sys.stdout)
        stage.report(sys.stdout)
        return False
    print(f"ok   {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def main():
    chosen = list(tests(sys.argv[1:]))
    passed = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, function in chosen:
            passed += run_one(browser, name, function)
        browser.close()
    failed = len(chosen) - passed
    print(f"{passed} passed, {failed} failed", flush=True)
    # A run in which no test ran has shown nothing.
    return 0 if chosen and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
