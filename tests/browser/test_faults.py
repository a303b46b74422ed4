"""What breaks in the middle: the carrier, and Ringback itself. One text at most, and its state."""

import re

from playwright.sync_api import expect

from two_phones import TwoPhones, on_both


def test_a_text_waits_for_the_carrier_and_arrives_once(stage):
    for phones in on_both(stage):
        phones.turn_to("desk")
        phones.does("carrier")
        expect(phones.page.locator("#pulse")).to_contain_text("takes no texts")
        phones.miss()
        phones.last_group_says("text_attempted")
        expect(phones.caller_texts).to_have_count(0)
        phones.turn_to("desk")
        phones.shoot("carrier-down")
        phones.does("carrier")
        phones.is_texted()
        phones.last_group_says("text_status", badge="Texted")
        # The carrier's word that it took the text, and the phone that shows it: both once.
        expect(phones.entry("text_accepted")).to_have_count(1)
        expect(phones.caller_texts).to_have_count(1)
        phones.shoot("carrier-up")


def test_killed_in_mid_send_it_texts_at_most_once_and_says_how_it_stands(stage):
    phones = TwoPhones(stage)
    phones.does("kill_mid_send")
    expect(phones.page.locator('[data-act="kill_mid_send"]')).to_have_attribute("aria-pressed", "true")
    phones.call()
    phones.decline()
    expect(phones.page.locator('[data-act="server"]')).to_contain_text("Start the server")
    phones.shoot("killed")
    phones.does("server")
    expect(phones.page.locator("#pulse")).to_have_text("Listening")
    outcome = phones.page.locator(
        '.entry[data-what="text_accepted"], .entry[data-what="text_unknown"]'
    )
    expect(outcome).to_have_count(1)
    phones.hang_up()
    expect(phones.groups.first.locator(".badge")).to_have_text(re.compile("^(Texted|Unknown)$"))
    assert phones.caller_texts.count() <= 1, "texted more than once"
    phones.shoot("started-again")
    phones.leave()
