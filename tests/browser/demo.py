"""The demo as a process: started on a free port, its URL read from what it prints."""

import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
URL = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+[^\s\"']*")


class Demo:
    """`ringback demo` with a database of its own, stopped when the block ends."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.lines = []
        self.url = None
        self._url_known = threading.Event()

    def __enter__(self):
        binary = os.environ.get("RINGBACK_BINARY") or ROOT / "target" / "debug" / "ringback"
        self._folder = tempfile.TemporaryDirectory(prefix="ringback-browser-")
        command = [str(binary), "demo", "--listen", "127.0.0.1:0", *self.arguments]
        # In a session of its own, so that stopping it can be made sure of, children included.
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            # Its database lies in a temporary folder, which a demo that is killed leaves behind.
            env={**os.environ, "TMPDIR": self._folder.name},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        if not self._url_known.wait(30) or self.url is None:
            self.stop()
            raise AssertionError("the demo printed no URL, or not within 30 s:\n" + self.said())
        return self

    def __exit__(self, *_):
        self.stop()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            found = URL.search(line)
            if found and self.url is None:
                self.url = found.group()
                self._url_known.set()
        # It has ended, with or without a URL.
        self._url_known.set()

    def said(self, lines=60):
        """The last lines that it printed."""
        return "\n".join(self.lines[-lines:])

    def interrupt(self, seconds=10):
        """Ctrl-C: returns the exit code, or fails when it has not ended in time."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=seconds)

    def stop(self):
        """Ends it and its children, politely and then not."""
        if self.process.poll() is None:
            try:
                self.interrupt()
            except subprocess.TimeoutExpired:
                pass
        self._kill_what_is_left()
        self.process.wait()
        self._folder.cleanup()

    def _kill_what_is_left(self):
        for _ in range(50):
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            self.process.poll()
            time.sleep(0.05)
