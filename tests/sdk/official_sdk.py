"""Twilio's own Python SDK talks to the simulated carrier, and judges its webhooks.

Usage: official_sdk.py URL [ACCOUNT_SID AUTH_TOKEN]

Whatever the SDK cannot parse or finds missing is a fault of the simulation. Needs PyPI `twilio`.
The carrier must have the line +13125550100, and be told that +13125550141 is a landline, that
+13125550142 is dead, that +13125550144 may not be texted, and that +13125550145 said STOP.
Tests with webhooks need its control API, and are skipped without it.
"""

import datetime
import http.server
import json
import sys
import threading
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

LINE = "+13125550100"
CALLER = "+13125550131"


class Redirected(TwilioHttpClient):
    """Sends what was meant for api.twilio.com to another base URL."""

    def __init__(self, base):
        super().__init__(timeout=10)
        self.base = base

    def request(self, method, url, *rest, **named):
        url = url.replace("https://api.twilio.com", self.base)
        return super().request(method, url, *rest, **named)


def refused(code, status, send):
    try:
        send()
    except TwilioRestException as error:
        assert (error.code, error.status) == (code, status), (error.code, error.status)
        assert error.msg, "a refusal says why"
        return
    raise AssertionError(f"{code} was expected, and nothing was refused")


def settled(client, sid):
    for _ in range(100):
        message = client.messages(sid).fetch()
        if message.status in ("delivered", "undelivered", "failed"):
            return message
        time.sleep(0.05)
    raise AssertionError(f"{sid} never came to an end")


def test_create_fetch_and_deliver(client):
    message = client.messages.create(to=CALLER, from_=LINE, body="Hello 👍", validity_period=900)
    assert message.sid.startswith("SM") and message.status == "queued", message.status
    assert message.direction == "outbound-api" and message.num_segments == "1"
    assert isinstance(message.date_created, datetime.datetime)
    assert message.date_sent is None and message.error_code is None
    fetched = settled(client, message.sid)
    assert (fetched.status, fetched.body) == ("delivered", "Hello 👍")
    assert isinstance(fetched.date_sent, datetime.datetime)


def test_media_are_counted(client):
    url = "https://ring.example.com/a.png"
    message = client.messages.create(to=CALLER, from_=LINE, body="", media_url=[url, url])
    assert message.sid.startswith("MM") and message.num_media == "2", message.num_media
    assert client.messages(message.sid).media.list() == []


def test_list_in_pages(client):
    to = "+13125550139"
    sent = [client.messages.create(to=to, from_=LINE, body=f"{n}").sid for n in range(7)]
    listed = client.messages.list(to=to, from_=LINE, page_size=3)
    assert [message.sid for message in listed] == sent[::-1]
    assert len(client.messages.list(to=to, limit=2)) == 2
    first = client.messages.page(to=to, page_size=3)
    assert len(list(first)) == 3 and first.next_page_url
    for sid in sent:
        settled(client, sid)
    yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    assert len(client.messages.list(to=to, date_sent_after=yesterday)) == 7
    assert client.messages.list(to=to, date_sent_before=yesterday) == []


def test_refusals(client):
    send = client.messages.create
    refused(21211, 400, lambda: send(to="555", from_=LINE, body="x"))
    refused(21606, 400, lambda: send(to=CALLER, from_="+13125559999", body="x"))
    refused(21617, 400, lambda: send(to=CALLER, from_=LINE, body="x" * 1601))
    refused(21619, 400, lambda: send(to=CALLER, from_=LINE))
    refused(21603, 400, lambda: send(to=CALLER, body="x"))
    refused(21609, 400, lambda: send(to=CALLER, from_=LINE, body="x", status_callback="nonsense"))
    refused(21610, 400, lambda: send(to="+13125550145", from_=LINE, body="x"))
    refused(21408, 400, lambda: send(to="+13125550144", from_=LINE, body="x"))
    refused(20404, 404, lambda: client.messages("SM" + "0" * 32).fetch())


def test_undelivered(client):
    for to, code in (("+13125550141", 30006), ("+13125550142", 30005)):
        message = client.messages.create(to=to, from_=LINE, body="x")
        message = settled(client, message.sid)
        assert (message.status, message.error_code) == ("undelivered", code), message.error_code


def test_redact(client):
    message = client.messages.create(to=CALLER, from_=LINE, body="secret")
    assert message.update(body="").body == ""


def test_wrong_token(client):
    other = Client(client.username, "wrong", http_client=client.http_client)
    refused(20003, 401, lambda: other.messages("SM" + "0" * 32).fetch())


def test_numbers(client):
    (number,) = client.incoming_phone_numbers.list(phone_number=LINE)
    assert number.phone_number == LINE and number.capabilities["sms"] is True
    changed = client.incoming_phone_numbers(number.sid).update(
        voice_url="https://ring.example.com/twilio/voice",
        sms_url="https://ring.example.com/twilio/message",
        status_callback="https://ring.example.com/twilio/status")
    assert changed.voice_url == "https://ring.example.com/twilio/voice"
    assert client.incoming_phone_numbers(number.sid).fetch().sms_url == changed.sms_url
    client.incoming_phone_numbers(number.sid).update(voice_url="", sms_url="", status_callback="")
    refused(21402, 400,
            lambda: client.incoming_phone_numbers(number.sid).update(voice_url="nonsense"))


def test_calls(client):
    assert client.calls.list(parent_call_sid="CA" + "0" * 32) == []
    assert isinstance(client.calls.list(status="completed", limit=5), list)
    refused(20404, 404, lambda: client.calls("CA" + "0" * 32).fetch())


def test_account(client):
    account = client.api.v2010.accounts(client.username).fetch()
    assert (account.sid, account.status) == (client.username, "active")


class Skipped(Exception):
    """The carrier cannot be asked to do this."""


class Desk:
    """Takes webhooks, lets the SDK's validator judge their signatures, and answers with documents
    that the SDK wrote."""

    def __init__(self, token):
        self.validator = RequestValidator(token)
        self.hooks = []
        self.documents = {}
        desk = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.take(dict(urllib.parse.parse_qsl(body, keep_blank_values=True)))

            def do_GET(self):
                self.take({})

            def take(self, fields):
                good = desk.validator.validate(
                    desk.url + self.path, fields, self.headers["X-Twilio-Signature"])
                path, _, query = self.path.partition("?")
                fields = fields or dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
                desk.hooks.append((path, fields, good))
                answer = str(desk.documents.get(path, "<Response/>")).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/xml")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def hook(self, path):
        for _ in range(200):
            for found, fields, good in list(self.hooks):
                if found == path:
                    assert good, f"the validator refuses the signature of {path}: {fields}"
                    return fields
            time.sleep(0.05)
        raise AssertionError(f"{path} was never asked: {[hook[0] for hook in self.hooks]}")


def control(client, path, **fields):
    url = f"{client.http_client.base}/simulator{path}"
    request = urllib.request.Request(
        url, json.dumps(fields).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise Skipped("the control API is off") from error
        raise


def test_a_call_by_documents_of_the_sdk(client):
    desk = Desk(client.password)
    control(client, "/lines", number="+13125550101", webhooks=f"{desk.url}/twilio")
    control(client, "/phones", number="+13125550177",
            behaviour={"behaviour": "decline_after", "seconds": 3})
    ring = VoiceResponse()
    dial = ring.dial(action="/dial?round=1", method="GET", timeout=20, answer_on_bridge=True)
    dial.number("+13125550177", url="/screen", status_callback="/leg",
                status_callback_event="ringing completed")
    voicemail = VoiceResponse()
    voicemail.say("Sorry, & please <leave> a message.")
    voicemail.record(action="/recorded", max_length=60, recording_status_callback="/recording")
    voicemail.hangup()
    desk.documents = {"/twilio/voice": ring, "/dial": voicemail, "/recorded": VoiceResponse()}
    call = control(client, "/calls", **{"from": CALLER, "to": "+13125550101"},
                   behaviour={"behaviour": "leave_voicemail", "seconds": 8})["call"]
    assert desk.hook("/dial")["DialCallStatus"] == "busy"
    assert desk.hook("/recording")["RecordingDuration"] == "8"
    assert desk.hook("/twilio/status")["CallStatus"] == "completed"
    fetched = client.calls(call).fetch()
    assert (fetched.status, fetched.direction) == ("completed", "inbound")
    assert isinstance(fetched.end_time, datetime.datetime) and int(fetched.duration) >= 8
    (leg,) = client.calls.list(parent_call_sid=call)
    assert (leg.status, leg.parent_call_sid, leg.to) == ("busy", call, "+13125550177")
    recording = client.recordings(desk.hook("/recording")["RecordingSid"]).fetch()
    assert (recording.call_sid, recording.duration) == (call, "8")


def test_texts_and_receipts_are_signed(client):
    desk = Desk(client.password)
    control(client, "/lines", number="+13125550102", webhooks=f"{desk.url}/twilio")
    sid = control(client, "/texts", **{"from": CALLER, "to": "+13125550102"}, body="¿Sí? 👍 ",
                  pictures=2)["message"]
    hook = desk.hook("/twilio/message")
    assert (hook["Body"], hook["NumMedia"], hook["MessageSid"]) == ("¿Sí? 👍 ", "2", sid)
    (inbound,) = client.messages.list(to="+13125550102")
    assert (inbound.sid, inbound.direction, inbound.status) == (sid, "inbound", "received")
    assert [file.content_type for file in client.messages(sid).media.list()] == ["image/png"] * 2
    client.messages.create(to=CALLER, from_="+13125550102", body="x",
                           status_callback=f"{desk.url}/receipt?attempt=a%20b")
    assert desk.hook("/receipt")["MessageStatus"] in ("sending", "sent")


def main():
    base = sys.argv[1].rstrip("/")
    account = sys.argv[2] if len(sys.argv) > 2 else "AC" + "5" * 32
    token = sys.argv[3] if len(sys.argv) > 3 else "0123456789abcdef0123456789abcdef"
    client = Client(account, token, http_client=Redirected(base))
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    passed = failed = 0
    for name, test in tests:
        try:
            test(client)
            passed += 1
            print(f"{name} ok")
        except Skipped as why:
            print(f"{name} skipped: {why}")
        except Exception:
            failed += 1
            print(f"{name} FAILED")
            traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
