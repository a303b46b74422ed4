"""A new owner's first day: `ringback serve` on an empty database, and the simulated carrier as a
process, where the owner has an account with numbers that lead nowhere yet.

The carrier (`xtask carrier`, built with the feature `simulator`) interprets what the program
answers, delivers texts, and keeps each number as Twilio would, so that what the set-up changes and
puts back is read from there.
"""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from demo import ROOT

LINE, MOBILE = "+13125550100", "+13125550177"
SID, TOKEN = "AC" + "5" * 32, "0123456789abcdef" * 2


class Carrier:
    """The simulated carrier, 50 times as fast as life, and its controls over HTTP."""

    def __enter__(self):
        binary = os.environ.get("RINGBACK_CARRIER") or ROOT / "target" / "debug" / "xtask"
        self.process = subprocess.Popen(
            [str(binary), "carrier"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://"), (
            "no simulated carrier: cargo build --workspace --all-features --bins makes it"
        )
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def does(self, path, **body):
        """One of the carrier's controls."""
        request = urllib.request.Request(f"{self.url}/simulator/{path}")
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=15) as answer:
            return json.load(answer)

    def reads(self, path):
        with urllib.request.urlopen(f"{self.url}/simulator/{path}", timeout=15) as answer:
            return json.load(answer)

    def number(self, e164=LINE):
        """The number as the carrier has it, every field, in one spelling."""
        found = [line for line in self.reads("state")["lines"] if line["number"] == e164]
        return json.dumps(found, sort_keys=True)

    def screen(self, phone=MOBILE):
        """The texts on a phone, oldest first."""
        return [text["body"] for text in self.reads(f"phones/{urllib.parse.quote(phone)}")]

    def calls(self, caller=MOBILE, line=LINE):
        """Somebody calls, and waits however long it takes."""
        return self.does("calls", **{"from": caller, "to": line})["call"]


class NewOwner:
    """The program with nothing set but where it listens and which carrier to ask, and the link
    that it prints."""

    def __enter__(self):
        self.carrier = Carrier().__enter__()
        self._folder = tempfile.TemporaryDirectory(prefix="ringback-setup-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.base = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.settings = {
            "RINGBACK_DATABASE": str(Path(self._folder.name) / "desk.db"),
            "RINGBACK_LISTEN": self.base.removeprefix("http://"),
            "RINGBACK_PUBLIC_URL": self.base,
            "RINGBACK_TWILIO_API_URL": self.carrier.url,
        }
        self.binary = os.environ.get("RINGBACK_BINARY") or ROOT / "target" / "debug" / "ringback"
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self.carrier.__exit__()
        self._folder.cleanup()

    def start(self):
        log = Path(self._folder.name) / "log"
        self.process = subprocess.Popen(
            [str(self.binary), "serve"],
            cwd=self._folder.name,
            env=self.settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log.open("a"),
            text=True,
        )
        printed = re.search(r"http://\S+", self.process.stdout.readline())
        assert printed, log.read_text()[-2000:]
        self.link = printed.group()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)

    def runs(self, *arguments):
        """Another of the program's commands beside the server; what it says."""
        done = subprocess.run(
            [str(self.binary), *arguments],
            cwd=self._folder.name,
            env=self.settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
