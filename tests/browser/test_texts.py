"""Texts to and fro: the owner's own phone is the inbox, STOP is kept, markup is only text."""

import re

from playwright.sync_api import expect

from two_phones import on_both

REPLY = "On my way. 20 minutes."


def test_after_stop_a_call_is_not_texted_and_the_reason_is_shown(stage):
    for phones in on_both(stage):
        phones.miss()
        phones.is_texted()
        phones.turn_to("caller")
        phones.page.locator("#caller .quick").get_by_role("button", name="STOP").click()
        phones.last_group_says("opted_out", badge="Opted out")
        before = phones.caller_texts.count()
        phones.call()
        phones.decline()
        phones.last_group_says("held", badge="No text", words="STOP", reason="hold: opted_out")
        phones.hang_up()
        expect(phones.caller_texts).to_have_count(before)
        phones.turn_to("desk")
        phones.shoot("stopped")


def test_an_answer_goes_to_the_owners_phone_and_back(stage):
    for phones in on_both(stage, ("dark", "light")):
        phones.miss()
        phones.is_texted()
        phones.write("caller", "My sink leaks.")
        phones.owner_reads(1, "(312) 555-0131: My sink leaks.")
        phones.turn_to("owner")
        phones.page.locator("#owner .quick").get_by_role("button", name=REPLY).click()
        phones.is_texted(2, REPLY)
        phones.shoot("replied")


def test_with_two_conversations_open_the_owner_is_asked_which(stage):
    for phones in on_both(stage):
        phones.miss()
        phones.write("caller", "My sink leaks.")
        phones.owner_reads(1, "(312) 555-0131: My sink leaks.")
        phones.next_caller()
        second = phones.page.locator("#caller .side-number").inner_text()
        phones.miss()
        phones.write("caller", "And my boiler?")
        phones.owner_reads(2, f"{second}: And my boiler?")
        phones.write("owner", REPLY)
        expect(phones.owner_texts).to_have_count(3)
        question = phones.owner_texts.last.locator(".body")
        expect(question).to_contain_text(second)
        expect(phones.caller_texts).to_have_count(1)
        phones.write("owner", digit_of(question.inner_text(), second))
        phones.is_texted(2, REPLY)
        phones.turn_to("owner")
        phones.shoot("which")


def digit_of(question, number):
    """The digit that stands before this number in the question."""
    return re.findall(r"\d", question[: question.index(number)])[-1]


def test_markup_in_a_text_is_text(stage):
    markup = '<b>bold</b> <img src=x onerror="document.title=1"> & <script>1</script>'
    for phones in on_both(stage, ("dark", "light")):
        title = phones.page.title()
        phones.miss()
        phones.is_texted()
        phones.write("caller", markup)
        phones.owner_reads(1, f"(312) 555-0131: {markup}")
        expect(phones.entry("text_received").locator("blockquote")).to_contain_text(markup)
        assert phones.page.locator(".bubble b, .bubble img, .entry b, .entry img").count() == 0
        assert phones.page.title() == title
        phones.shoot("markup")
