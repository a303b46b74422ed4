"""The demo's page in the words of a visitor: buttons are clicked, and what is shown is read.

At phone width the page shows one part at a time behind tabs, so that a button may have to be
turned to first. Reading needs no turning: what stands behind a tab is in the page as well.
"""

import re

from playwright.sync_api import expect

from stage import DESKTOP, PHONE

# A phone rings for five seconds here, and the machine may have other things to do.
expect.set_options(timeout=12_000)

TEXT = (
    "Hey, this is Sam at Riverside Plumbing. Sorry we missed your call - what can we help with? "
    "Reply here or call back at (312) 555-0100. Reply STOP to opt out."
)


def on_both(stage, schemes=("light", "dark")):
    """The same story on a desk and on a phone, the second from the start again."""
    for size, scheme in zip([DESKTOP, PHONE], schemes):
        phones = TwoPhones(stage, size, scheme)
        if size == PHONE:
            phones.start_over()
        yield phones
        phones.leave()


class TwoPhones:
    """One browser window on the demo."""

    def __init__(self, stage, size=DESKTOP, scheme="light"):
        self.stage, self.size, self.scheme = stage, size, scheme
        self.page = stage.open(size, scheme)
        self.page.locator("html[data-ready=true]").wait_for()
        self.caller_texts = self.page.locator("#caller .bubble.theirs")
        self.owner_texts = self.page.locator("#owner .bubble.theirs")
        self.owner_call = self.page.locator("#owner .call")
        self.caller_call = self.page.locator("#caller .call")
        self.groups = self.page.locator("#timeline .group")

    @property
    def is_narrow(self):
        return self.size == PHONE

    def turn_to(self, part):
        """Brings `caller`, `desk` or `owner` into sight."""
        if self.is_narrow:
            self.page.locator(f"#tab-{part}").click()

    def does(self, deed):
        """Clicks the button of a deed, on the phone or in the bar at the bottom."""
        button = self.page.locator(f'[data-act="{deed}"]').locator("visible=true").first
        expect(button).to_be_enabled()
        button.click()

    def start_over(self):
        self.page.locator("#reset").click()
        expect(self.groups).to_have_count(0)
        self.page.locator('#pulse[data-tone="good"]').wait_for(state="attached")

    def next_caller(self):
        self.turn_to("caller")
        before = self.page.locator("#caller h2").inner_text()
        self.page.get_by_role("button", name="Someone else calls").click()
        expect(self.page.locator("#caller h2")).not_to_have_text(before)

    def call(self):
        """Calls, until the owner's phone rings."""
        self.turn_to("caller")
        self.does("call")
        self.owner_is("ringing")

    def owner_is(self, phase):
        """Waits until the owner's phone is in this phase of a call."""
        expect(self.owner_call).to_have_attribute("data-phase", phase)
        expect(self.owner_call).not_to_have_attribute("hidden", re.compile(".*"))

    def miss(self):
        """A call that the owner declines and the caller ends once that is decided."""
        self.call()
        self.decline()
        self.last_group_says("missed")
        self.hang_up()

    def decline(self):
        self.turn_to("owner")
        self.does("decline")

    def hang_up(self):
        """Ends the call from the caller's side, where it is not over yet."""
        self.turn_to("caller")
        self.does("hang_up")
        expect(self.caller_call).to_be_hidden()

    def write(self, side, words):
        self.turn_to(side)
        field = self.page.locator(f"#{side} .composer input")
        field.fill(words)
        field.press("Enter")
        expect(field).to_have_value("")

    def is_texted(self, count=1, words=TEXT):
        """The newest of so many texts on the caller's phone, delivered."""
        self._holds(self.caller_texts, count, words)

    def owner_reads(self, count, words):
        """The newest of so many texts on the owner's phone, delivered."""
        self._holds(self.owner_texts, count, words)

    def _holds(self, texts, count, words):
        expect(texts).to_have_count(count)
        expect(texts.last.locator(".body")).to_have_text(words)
        expect(texts.last).to_have_attribute("data-state", "delivered")
        expect(texts.last.locator(".state")).to_contain_text("Delivered")

    def entry(self, what):
        """An entry of the newest group on the timeline, by its code."""
        return self.groups.last.locator(f'.entry[data-what="{what}"]')

    def last_group_says(self, what, badge=None, words=None, reason=None):
        """Waits for an entry of the newest group, and compares what it shows."""
        entry = self.entry(what).last
        entry.wait_for(state="attached")
        if words is not None:
            expect(entry).to_contain_text(words)
        if reason is not None:
            expect(entry.locator(".reason")).to_have_text(reason)
        if badge is not None:
            expect(self.groups.last.locator(".badge")).to_have_text(badge)

    def shoot(self, name):
        width = "phone" if self.is_narrow else "desktop"
        self.stage.screenshot(self.page, f"{name}-{width}-{self.scheme}")

    def fits(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.size[0], f"{wide} pixels wide in {self.size[0]}: scrolls sideways"

    def leave(self):
        self.fits()
        self.page.close()
