"""The set-up: from an empty database to a delivered text, and the ways in which it goes wrong."""

import re

from playwright.sync_api import expect

from new_owner import LINE, MOBILE, SID, TOKEN, NewOwner
from stage import DESKTOP, PHONE

VIEWS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
FIELDS_MAX = 12
# The program and the carrier share the machine with whatever else runs on it.
SOON = 20_000


class Form:
    """A person who fills in forms; what they filled in is counted."""

    def __init__(self, stage, owner, size=DESKTOP, scheme="light", shoots=False):
        self.stage, self.size, self.scheme, self.shoots = stage, size, scheme, shoots
        self.page = stage.open(size, scheme, url=owner.link)
        self.filled = []

    def fills(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)
        self.filled.append(label)

    def chooses(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.filled.append(label)

    def ticks(self, label):
        self.page.get_by_label(label).check()
        self.filled.append(label)

    def presses(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, heading):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading, timeout=SOON)
        wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{heading} scrolls sideways by {wider} px"

    def is_told(self, *parts):
        """Something that was found says all of this."""
        found = self.page.locator(".finding").filter(has_text=parts[0])
        for part in parts:
            expect(found.first).to_contain_text(part, timeout=SOON)

    def shoot(self, name):
        """The page in every size and colour."""
        if not self.shoots:
            return
        for size, scheme in VIEWS:
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            self.page.emulate_media(color_scheme=scheme)
            wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            width = "phone" if size == PHONE else "desktop"
            assert wider <= 0, f"{name} scrolls sideways by {wider} px at {width} width"
            self.stage.screenshot(self.page, f"setup-{name}-{width}-{scheme}", whole=True)
        self.page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        self.page.emulate_media(color_scheme=self.scheme)

    def sets_a_password(self):
        self.shoot("0-welcome")
        self.fills("Your e-mail, phone number or name", "sam@example.com")
        self.fills("Password", "four plain short words")
        self.presses("Set password and log in")

    def names_the_business(self):
        self.sees("Your business")
        self.shoot("1-business")
        self.fills("Company", "Riverside Plumbing")
        self.fills("Your first name", "Sam")
        self.chooses("What you do", "Plumbing")
        self.fills("Time zone", "America/Chicago")
        self.presses("Continue")

    def gives_the_account(self, token=TOKEN):
        self.sees("Your carrier account")
        self.fills("Account SID", SID)
        self.fills("Auth token", token)
        self.presses("Check and continue")

    def looks_at_the_number(self, shown="(312) 555-0100"):
        self.sees("The number people dial")
        self.shoot("3-number")
        self.presses(f"Use {shown}")
        self.sees(shown)
        self.shoot("4-confirm")


def test_from_an_empty_database_to_a_delivered_text(stage):
    for size, scheme in [(DESKTOP, "light"), (PHONE, "dark")]:
        with NewOwner() as owner:
            form = Form(stage, owner, size, scheme, shoots=size == DESKTOP)
            walks_through(form, owner)
            assert len(form.filled) <= FIELDS_MAX, form.filled
            form.page.close()


def walks_through(form, owner):
    page = form.page
    form.sets_a_password()
    form.names_the_business()
    form.sees("Your carrier account")
    form.shoot("2-carrier")
    form.gives_the_account()
    form.looks_at_the_number()
    form.presses("Use this number")
    form.sees("The phones that ring")
    form.shoot("5-phones")
    form.fills("Your phone", "(312) 555-0177")
    form.presses("Continue")
    form.sees("When you are open")
    form.shoot("6-hours")
    form.presses("Continue")
    form.sees("The text")
    expect(page.locator("[data-bubble-text]")).to_contain_text("Riverside Plumbing")
    form.shoot("7-words")
    form.presses("Continue")
    form.sees("Try it")
    form.shoot("8-test")
    form.presses("Begin the test")
    expect(page.get_by_text("Now call")).to_be_visible()
    form.shoot("9-test-begun")
    owner.carrier.calls()
    for sign in ["arrives", "Nobody takes", "leaves", "on your phone"]:
        expect(page.locator(".watch .yes", has_text=sign)).to_have_count(1, timeout=SOON)
    form.shoot("9-test-done")
    assert any("Riverside Plumbing" in text for text in owner.carrier.screen())
    page.get_by_role("link", name="It works. To the front desk").click()
    form.sees("Nothing waits")
    form.shoot("9-desk")


def test_each_fault_ends_in_its_words(stage):
    stage.expect_complaints("422")
    with NewOwner() as owner:
        carrier = owner.carrier
        carrier.does("lines", number="+13125550101", sends_texts=False)
        carrier.does("lines", number="+13125550102", paperwork={"paperwork": "nothing"})
        form = Form(stage, owner, PHONE, "light")
        form.sets_a_password()
        form.sees("Your business")
        form.presses("Continue")
        # The browser keeps a form that is not filled in; nothing has been sent.
        expect(form.page.get_by_label("Company", exact=True)).to_be_focused()
        form.names_the_business()
        form.gives_the_account(token="f" * 32)
        form.is_told("refuses this auth token", "Copy the Auth Token again")
        expect(form.page.get_by_label("Account SID")).to_have_value(SID)
        form.shoots = True
        form.shoot("fault-token")
        form.gives_the_account()
        form.sees("The number people dial")
        row = form.page.locator(".numbers li", has_text="0101")
        expect(row).to_contain_text("can't send or receive texts")
        expect(row.get_by_role("button")).to_have_count(0)
        form.shoot("fault-numbers")
        form.presses("Use (312) 555-0102")
        form.is_told("not registered", "Twilio's console")
        form.shoot("fault-unregistered")
        form.presses("Use this number")
        form.sees("The phones that ring")
        form.fills("Your phone", "Bob")
        form.presses("Continue")
        expect(form.page.get_by_role("alert")).to_contain_text("is not a telephone number")
        form.shoot("fault-phone")
        form.fills("Your phone", MOBILE)
        form.presses("Continue")
        form.sees("When you are open")
        form.fills("Opening hours", "whenever")
        form.presses("Continue")
        expect(form.page.get_by_role("alert")).to_be_visible()
        expect(form.page.get_by_label("Opening hours")).to_be_focused()
        form.shoot("fault-hours")
        form.page.goto(f"{owner.base}/setup/test")
        form.is_told("Carriers would block this number", "held")
        form.presses("Begin the test")
        expect(form.page.get_by_text("Now call")).to_be_visible()
        carrier.calls(line="+13125550102")
        expect(form.page.get_by_role("alert")).to_contain_text("registered", timeout=SOON)
        form.shoot("fault-test-held")
        assert carrier.screen() == []


def test_what_was_there_is_shown_replaced_and_put_back_byte_for_byte(stage):
    with NewOwner() as owner:
        carrier = owner.carrier
        service = {"name": "Reminders", "inbound_url": "https://old.example/texts?a=1&b=%20"}
        trunk = "TK" + "2" * 32
        carrier.does("lines", number=LINE, service=service, trunk_sid=trunk)
        before = carrier.number()
        form = Form(stage, owner, PHONE, "dark", shoots=False)
        form.sets_a_password()
        form.names_the_business()
        form.gives_the_account()
        form.shoots = True
        form.looks_at_the_number()
        form.shoots = False
        form.is_told("Reminders", "https://old.example/texts?a=1&b=%20", "undoing")
        form.is_told(trunk)
        assert carrier.number() == before, "looking changes nothing"
        form.presses("Replace and use it")
        form.sees("The phones that ring")
        during = carrier.number()
        assert during != before and f"{owner.base}/twilio/voice" in during, during

        form.page.goto(f"{owner.base}/setup/number")
        form.presses("Use (312) 555-0100")
        form.presses("Put (312) 555-0100 back as it was before Ringback")
        expect(form.page.get_by_text("Put back as it was")).to_be_visible(timeout=SOON)
        form.shoots = True
        form.shoot("undone")
        assert carrier.number() == before
        form.page.goto(owner.base)
        strip = form.page.get_by_role("region", name="Still missing")
        expect(strip).to_contain_text("was put back")
        form.shoot("undone-desk")

        # Once more, and back by the terminal, after a restart.
        strip.get_by_role("link", name="Point it here again").click()
        form.presses("Use (312) 555-0100")
        form.presses("Replace and use it")
        form.sees("The phones that ring")
        assert carrier.number() != before
        owner.stop()
        owner.start()
        assert "SIP trunk" in owner.runs("setup", "--undo", "--yes")
        assert carrier.number() == before


def test_forwarding_says_that_the_text_comes_from_another_number(stage):
    with NewOwner() as owner:
        form = Form(stage, owner, PHONE, "light", shoots=False)
        form.sets_a_password()
        form.names_the_business()
        form.gives_the_account()
        form.looks_at_the_number()
        form.page.get_by_label("They dial another number").check()
        tick = form.page.get_by_label("which is not the number they dialled")
        expect(tick).to_be_visible()
        form.presses("Use this number")
        # The browser asks for the tick before anything is sent.
        form.sees("(312) 555-0100")
        tick.check()
        form.presses("Use this number")
        form.sees("Forward what nobody takes")
        form.page.locator("summary").first.click()
        form.shoots = True
        form.shoot("forwarding")
