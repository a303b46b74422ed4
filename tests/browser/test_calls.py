"""How a call ends decides whether a text follows: every end, by the buttons of the page."""

import re

from playwright.sync_api import expect

from stage import DESKTOP, PHONE
from two_phones import TwoPhones, on_both


def test_a_call_that_nobody_answers_is_texted(stage):
    for scheme in ["light", "dark"]:
        for size in [DESKTOP, PHONE]:
            phones = TwoPhones(stage, size, scheme)
            if (size, scheme) != (DESKTOP, "light"):
                phones.start_over()
            phones.call()
            phones.shoot("ringing")
            phones.is_texted()
            expect(phones.page.locator("#caller .banner")).to_contain_text("Sorry we missed")
            phones.shoot("texted-in-the-call")
            phones.hang_up()
            phones.last_group_says("missed", badge="Texted", words="nobody picked up")
            phones.last_group_says("text_queued", reason="send")
            took = phones.groups.last.locator(".took")
            expect(took).to_have_text(re.compile(r"^\d[\d.]* (ms|s) from the miss to the carrier$"))
            phones.shoot("texted")
            phones.turn_to("desk")
            if phones.is_narrow:
                # What is in sight is no news.
                expect(phones.page.locator("#tab-desk")).to_have_attribute("data-news", "")
            phones.shoot("texted-desk")
            phones.is_texted(1)
            phones.leave()


def test_a_call_that_is_accepted_with_1_is_not_texted(stage):
    for phones in on_both(stage):
        phones.call()
        phones.turn_to("owner")
        phones.does("answer")
        phones.owner_is("screening")
        phones.shoot("screening")
        phones.page.locator("#owner .keypad").get_by_role("button", name="1", exact=True).click()
        phones.owner_is("talking")
        phones.shoot("talking")
        phones.hang_up()
        phones.last_group_says("answered", badge="Answered")
        phones.last_group_says("call_ended")
        expect(phones.caller_texts).to_have_count(0)
        expect(phones.entry("text_queued")).to_have_count(0)


def test_the_owners_voicemail_is_no_answer(stage):
    for phones in on_both(stage, ("dark", "light")):
        phones.call()
        phones.turn_to("owner")
        phones.does("voicemail")
        phones.owner_is("mailbox")
        expect(phones.owner_call.locator(".caption")).to_contain_text("Sam’s voicemail hears")
        phones.shoot("mailbox")
        phones.is_texted()
        phones.hang_up()
        phones.last_group_says("missed", badge="Texted")


def test_a_caller_who_gives_up_is_texted(stage):
    for phones in on_both(stage):
        phones.call()
        # Long enough to count: whoever hangs up sooner did not mean to call.
        expect(phones.caller_call.locator(".call-watch")).to_have_text("0:02")
        phones.hang_up()
        phones.is_texted()
        phones.last_group_says("missed", badge="Texted", words="hung up")
        phones.shoot("gave-up")


def test_a_hidden_number_is_not_texted_and_the_reason_is_shown(stage):
    for phones in on_both(stage, ("dark", "light")):
        phones.turn_to("caller")
        phones.page.locator("#hide-number").click()
        expect(phones.page.locator("#caller .side-number")).to_have_text("number hidden")
        phones.call()
        phones.decline()
        phones.last_group_says("held", badge="No text", reason=re.compile("^hold: .*withheld"))
        phones.hang_up()
        expect(phones.caller_texts).to_have_count(0)
        expect(phones.entry("text_queued")).to_have_count(0)
        phones.turn_to("desk")
        phones.shoot("hidden")
