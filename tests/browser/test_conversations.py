"""People answer from the page, and change what callers read: on a desk and on a phone."""

import re

from playwright.sync_api import expect

from front_desk import LINE, FrontDesk
from stage import DESKTOP, PHONE
from test_pages import DANA, MARCO, shoot, sent_to

SIZES = [(DESKTOP, "light"), (PHONE, "dark")]


def to(desk, number):
    """The words of all texts to a number so far."""
    return [form["Body"] for form in desk.carrier.sent if form["To"] == number]


def test_whoever_waits_is_answered_once_and_waits_no_more(stage):
    for size, scheme in SIZES:
        with FrontDesk() as desk:
            desk.is_written_to(1, DANA, "My sink leaks")
            page = stage.open(size, scheme, url=desk.link)
            expect(page.locator("[data-feed=open]")).to_have_count(1)
            expect(page.locator(".places .count")).to_have_text("1")
            page.get_by_role("link", name="Answer").click()
            box = page.get_by_label("Your answer to (312) 555-0131")
            expect(box).to_be_focused()
            box.fill("On my way – 20 minutes")
            expect(page.locator("[data-measure]")).to_have_text("22 characters, 1 text")
            shoot(stage, page, "serve-answer", size, scheme)
            send = page.get_by_role("button", name="Send")
            send.dblclick() if size == DESKTOP else box.press("Control+Enter")
            expect(page.locator(".thread li.person .words")).to_have_text("On my way - 20 minutes")
            expect(box).to_have_value("")
            expect(page.get_by_text("Waits for an answer")).to_have_count(0)
            sent = sent_to(desk, DANA, 2)[0]
            assert (sent["From"], sent["Body"]) == (LINE, "On my way - 20 minutes"), sent
            desk.is_delivered(sent)
            expect(page.locator(".thread li.person")).to_contain_text("delivered", ignore_case=True)
            # What comes while the page is open is on it, and what is written meanwhile stays.
            box.fill("And")
            desk.is_written_to(2, DANA, "Thanks <b>so</b> much")
            expect(page.locator(".thread li.customer .words").last).to_have_text(
                "Thanks <b>so</b> much"
            )
            expect(box).to_have_value("And")
            page.reload()
            expect(box).to_have_value("And")
            assert to(desk, DANA) == ["On my way - 20 minutes"]
            page.close()


def test_a_lost_connection_keeps_the_words_and_sends_them_once(stage):
    with FrontDesk() as desk:
        stage.expect_complaints("ERR_INTERNET_DISCONNECTED")
        stage.expect_complaints("ERR_FAILED")
        desk.is_written_to(1, DANA, "Hello?")
        page = stage.open(PHONE, url=f"{desk.link}")
        page.goto(f"{desk.base}/people/{DANA}")
        box = page.get_by_role("textbox", name=re.compile("Your answer"))
        box.fill("Yes, hello")
        # The request arrives, its answer does not.
        page.route("**/answer*", lambda route: (route.fetch(), route.abort()))
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Ringback can't be reached.")).to_be_visible()
        expect(box).to_have_value("Yes, hello")
        page.unroute("**/answer*")
        page.get_by_role("button", name="Send").click()
        expect(box).to_have_value("")
        expect(page.locator(".thread li.person .words")).to_have_text("Yes, hello")
        sent_to(desk, DANA, 2)
        assert to(desk, DANA) == ["Yes, hello"]


def test_done_and_names_need_no_new_page(stage):
    with FrontDesk() as desk:
        desk.is_written_to(1, DANA, "Thanks, bye")
        page = stage.open(url=desk.link)
        page.evaluate("window.sameDocument = true")
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("You are all caught up.")).to_be_visible()
        assert page.evaluate("window.sameDocument"), "the page was loaded again"
        page.get_by_role("link", name="Conversations").click()
        page.locator(".thread-row", has_text="0131").click()
        page.get_by_text("Name, language").click()
        page.get_by_label("First name").fill("Dana")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Dana")
        page.get_by_role("link", name="All conversations").click()
        expect(page.locator(".thread-row")).to_contain_text("Dana, (312) 555-0131")


def test_a_text_that_is_changed_is_what_the_next_caller_reads(stage):
    with FrontDesk() as desk:
        page = stage.open(PHONE, "light", url=desk.link)
        page.get_by_role("link", name="Settings").click()
        page.get_by_role("link", name=re.compile("^Texts What")).click()
        field = page.get_by_label("When you are open")
        field.fill("{owner} here from {company}: 20% off today!")
        expect(page.locator(".words-finding.refuse").first).to_be_visible()
        page.get_by_role("button", name="Save").click()
        stage.expect_complaints("422")
        expect(page.get_by_role("alert").first).to_contain_text("Nothing was saved")
        expect(page.locator("#fault-text")).to_be_visible()
        expect(field).to_be_focused()
        shoot(stage, page, "serve-settings-wrong", PHONE, "light")
        field.fill("{owner} here from {company}. What can I do for you?")
        bubble = page.locator("words-preview[for=text] .words-bubble")
        expect(bubble).to_contain_text("Sam here from Riverside Plumbing. What can I do")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        desk.rings_out(1, MARCO)
        sent = sent_to(desk, MARCO, 1)[0]
        assert sent["Body"].startswith("Sam here from Riverside Plumbing. What can I do"), sent
