"""`ringback serve` against a carrier of a few lines, to look at the owner's pages.

The demo shows how the parts play together; here only the pages count, and the webhooks that fill
them are made by hand and signed as https://www.twilio.com/docs/usage/security describes.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from demo import ROOT

ACCOUNT = "AC" + "5" * 32
SECRET = "auth-token-of-this-test-only"
LINE, OWNER = "+13125550100", "+13125550177"


class Carrier(ThreadingHTTPServer):
    """Takes every text, or none: then it answers with an error and its list stays empty."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.sent, self.is_broken = [], False
        self.arrived = threading.Condition()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """The desk was killed while it waited: no news."""

    def wait_for(self, count, seconds=20):
        """Waits until so many requests to send have come; returns their forms."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.sent) >= count, seconds), self.sent
            return list(self.sent)


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self._say(200, {"messages": [], "next_page_uri": None})

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        form = {name: values[0] for name, values in form.items()}
        carrier = self.server
        with carrier.arrived:
            form["sid"] = f"SM{len(carrier.sent) + 1:032x}"
            carrier.sent.append(form)
            carrier.arrived.notify_all()
        if carrier.is_broken:
            return self._say(500, {"code": 20500, "message": "Internal", "status": 500})
        taken = {"sid": form["sid"], "status": "queued", "num_segments": "1", "error_code": None}
        texts = {"from": form.get("From"), "to": form.get("To"), "body": form.get("Body")}
        return self._say(201, {**taken, **texts, "direction": "outbound-api"})

    def _say(self, status, body):
        body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class FrontDesk:
    """The program as an operator runs it, stopped when the block ends. Settings are added to its
    own, or taken away with None."""

    def __init__(self, **settings):
        self._own = settings

    def __enter__(self):
        self.carrier = Carrier()
        self._folder = tempfile.TemporaryDirectory(prefix="ringback-desk-")
        self.database = Path(self._folder.name) / "desk.db"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.base = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.start()
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)
        self.carrier.shutdown()
        self.carrier.server_close()
        self._folder.cleanup()

    def start(self):
        """Starts it, and reads the link that opens the pages from what it prints."""
        binary = os.environ.get("RINGBACK_BINARY") or ROOT / "target" / "debug" / "ringback"
        settings = {
            "database": self.database,
            "listen": self.base.removeprefix("http://"),
            "public_url": self.base,
            "access_token": "access-token-of-this-test-only",
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": SECRET,
            "twilio_api_url": f"http://127.0.0.1:{self.carrier.server_port}",
            "line_number": LINE,
            "company": "Riverside Plumbing",
            "owner": "Sam",
            "ring": OWNER,
            "zone": "America/Chicago",
            "line_pace": 1000,
        } | self._own
        self.process = subprocess.Popen(
            [str(binary), "serve"],
            cwd=self._folder.name,
            env=self._environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=(Path(self._folder.name) / "log").open("a"),
            text=True,
        )
        printed = re.search(r"http://\S+", self.process.stdout.readline())
        assert printed, (Path(self._folder.name) / "log").read_text()[-2000:]
        self.link = printed.group()

    @staticmethod
    def _environment(settings):
        given = {key: value for key, value in settings.items() if value is not None}
        return {f"RINGBACK_{key.upper()}": str(value) for key, value in given.items()}

    def resets(self):
        """`ringback user reset` beside the running server; the new link."""
        binary = os.environ.get("RINGBACK_BINARY") or ROOT / "target" / "debug" / "ringback"
        said = subprocess.run(
            [str(binary), "user", "reset"],
            env=self._environment({"database": self.database, "listen": self.base[7:]}),
            capture_output=True,
            text=True,
            check=True,
        )
        return re.search(r"http://\S+", said.stdout).group()

    def is_dead_for(self, seconds):
        """kill -9, so much time passes, and a start: every time in the database moves back."""
        self.process.kill()
        self.process.wait()
        database = sqlite3.connect(self.database)
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            columns = database.execute(f"PRAGMA table_info({table})")
            for _, column, kind, *_ in columns.fetchall():
                if kind == "INTEGER" and (column in ("at", "deadline") or column.endswith("_at")):
                    database.execute(
                        f"UPDATE {table} SET {column} = {column} - ? WHERE {column} IS NOT NULL",
                        [seconds * 1000],
                    )
        database.execute(
            """UPDATE call SET facts = json_set(facts, '$.arrived_at',
                   json_extract(facts, '$.arrived_at') - ?)
               WHERE json_extract(facts, '$.arrived_at') IS NOT NULL""",
            [seconds * 1000],
        )
        database.commit()
        database.close()
        self.start()

    def webhook(self, path, **fields):
        """A request of the carrier's, signed; answers what the desk said."""
        url = path if path.startswith("http") else self.base + path
        fields = {"AccountSid": ACCOUNT, "To": LINE, **fields}
        signed = url + "".join(name + fields[name] for name in sorted(fields))
        digest = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha1).digest()
        request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())
        request.add_header("X-Twilio-Signature", base64.b64encode(digest).decode())
        with urllib.request.urlopen(request, timeout=15) as answer:
            return answer.read().decode()

    def rings(self, number, caller, **fields):
        """A call comes in."""
        self._of_call("/twilio/voice", number, caller, CallStatus="ringing", **fields)

    def rings_out(self, number, caller):
        """A call comes in, and nobody takes it."""
        self.rings(number, caller)
        dial = {"DialCallStatus": "no-answer", "DialBridged": "false"}
        self._of_call("/twilio/dial?round=1", number, caller, CallStatus="in-progress", **dial)

    def is_taken(self, number, caller):
        """A call comes in, the owner presses 1, and both talk."""
        self.rings(number, caller)
        leg = {"CallSid": f"CB{number:032x}", "ParentCallSid": f"CA{number:032x}", "To": OWNER}
        query = urllib.parse.urlencode({"call": f"CA{number:032x}", "phone": OWNER})
        leg |= {"From": caller, "Direction": "outbound-dial", "CallStatus": "in-progress"}
        self.webhook(f"/twilio/screen?{query}", **leg)
        self.webhook(f"/twilio/key?{query}", **leg, Digits="1")
        dial = {"DialCallStatus": "completed", "DialBridged": "true", "DialCallDuration": "190"}
        self._of_call("/twilio/dial?round=1", number, caller, CallStatus="completed", **dial)

    def _of_call(self, path, number, caller, **fields):
        common = {"CallSid": f"CA{number:032x}", "From": caller, "Direction": "inbound"}
        self.webhook(path, **common, **fields)

    def is_written_to(self, number, writer, body):
        """A text comes in."""
        fields = {"MessageSid": f"SM{number + 0xF000:032x}", "SmsStatus": "received"}
        self.webhook("/twilio/text", **fields, From=writer, Body=body, NumMedia="0")

    def is_delivered(self, form):
        """The receipt for a text that was sent."""
        fields = {"MessageSid": form["sid"], "MessageStatus": "delivered", "From": LINE}
        self.webhook(form["StatusCallback"], **fields | {"To": form["To"]})
