"""The owner's pages of `ringback serve`: what they show, on a desk and on a phone, and live."""

import re

from playwright.sync_api import expect

from front_desk import FrontDesk
from stage import DESKTOP, PHONE

DANA, MARCO, PRIYA, LEE = (f"+1312555013{digit}" for digit in "1234")
VIEWS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
MARKUP = 'Is <b>today</b> possible? <img src=x onerror="document.title=1">'


def test_the_pages_say_what_happened_and_why(stage):
    with FrontDesk() as desk:
        a_day(desk)
        for size, scheme in VIEWS:
            look_at_each_page(stage, desk, size, scheme)


def a_day(desk):
    """A text that nobody can tell of, a taken call, a hidden number, and a conversation."""
    desk.carrier.is_broken = True
    desk.rings_out(1, LEE)
    desk.carrier.wait_for(1)
    desk.carrier.is_broken = False
    desk.is_dead_for(121)
    desk.is_taken(2, MARCO)
    desk.rings_out(3, "+266696687")
    sent = len(desk.carrier.wait_for(1))
    desk.rings_out(4, DANA)
    texted = next(form for form in sent_to(desk, DANA, sent))
    desk.is_delivered(texted)
    desk.is_written_to(5, DANA, MARKUP)


def sent_to(desk, number, already):
    """The texts to a number, once there is one."""
    while not (found := [one for one in desk.carrier.wait_for(already) if one["To"] == number]):
        already += 1
    return found


def look_at_each_page(stage, desk, size, scheme):
    page = stage.open(size, scheme, url=desk.link)
    title = page.title()
    assert "token" not in page.url, "the token stays in the address"
    shoot(stage, page, "serve-home", size, scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for you")
    expect(page.locator(".brand")).to_contain_text("Riverside Plumbing")
    for words in ["not texted", "answered", "texted", "nobody knows"]:
        expect(page.locator(".rows .badge", has_text=re.compile(f"^{words}$"))).to_have_count(1)
    expect(page.get_by_role("button", name="It arrived")).to_be_visible()
    times_are_readable(page)
    expect(page.locator(".row", has_text="0134").locator("time")).to_have_text("2 min ago")
    page.locator(".row", has_text="0131").click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(page.locator(".journal")).to_contain_text("The text has arrived on the phone.")
    times_are_readable(page)
    shoot(stage, page, "serve-call", size, scheme)
    page.get_by_role("link", name="Conversation", exact=True).click()
    expect(page.locator(".thread li.customer .words")).to_have_text(MARKUP)
    expect(page.locator(".thread li.robot")).to_contain_text("delivered")
    assert page.locator(".bubble b, .bubble img").count() == 0
    times_are_readable(page)
    shoot(stage, page, "serve-person", size, scheme)
    page.go_back()
    page.go_back()
    expect(page).to_have_title(title)
    page.close()


def times_are_readable(page):
    """Said as people say it, the exact time in the title, the machine's in `datetime`."""
    # The page's script words them; a busy machine gets to it a moment later.
    page.wait_for_function("[...document.querySelectorAll('main time')].every((time) => time.title)")
    times = page.locator("main time")
    assert times.count() > 0
    for time in times.all():
        expect(time).to_have_text(re.compile(r"^(just now|\d+ (sec|min|hr)\.? ago|.*\d:\d\d.*)$"))
        assert re.search(r"\d:\d\d", time.get_attribute("title") or ""), time.inner_html()


def shoot(stage, page, name, size, scheme):
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0], f"{name}: {wide} pixels wide in {size[0]}"
    width = "phone" if size == PHONE else "desktop"
    stage.screenshot(page, f"{name}-{width}-{scheme}", whole=True)


def test_a_page_that_is_open_shows_a_new_call_by_itself(stage):
    with FrontDesk() as desk:
        page = stage.open(PHONE, "dark", url=desk.link)
        expect(page.get_by_text("No call yet.")).to_be_visible()
        shoot(stage, page, "serve-empty", PHONE, "dark")
        page.evaluate("window.sameDocument = true")
        # The feed is listened to: what happens before that is shown with the page.
        expect(page.locator("[data-feed=open]")).to_have_count(1)
        desk.rings(1, DANA)
        expect(page.locator(".row", has_text="0131")).to_contain_text("ringing", timeout=2_000)
        # Somebody who is about to open a call keeps the focus there while the list is read again.
        page.locator(".row").focus()
        desk.rings_out(2, MARCO)
        row = page.locator(".row", has_text="0132")
        expect(row).to_contain_text("texted", timeout=2_000)
        focused = page.evaluate("document.activeElement.textContent")
        assert "0131" in focused, f"the focus went to {focused!r}"
        page.locator(".row", has_text="0132").click()
        expect(page.get_by_role("heading", name="What happened")).to_be_visible()
        page.evaluate("window.sameDocument = true")
        expect(page.locator("[data-feed=open]")).to_have_count(1)
        desk.is_delivered(desk.carrier.wait_for(1)[0])
        expect(page.locator(".journal")).to_contain_text("has arrived", timeout=2_000)
        assert page.evaluate("window.sameDocument"), "the page was loaded again"


def test_what_nobody_knows_is_settled_by_a_click(stage):
    with FrontDesk() as desk:
        desk.carrier.is_broken = True
        desk.rings_out(1, LEE)
        desk.carrier.wait_for(1)
        desk.is_dead_for(121)
        page = stage.open(url=desk.link)
        page.get_by_role("button", name="It arrived").click()
        expect(page.get_by_role("button", name="It arrived")).to_have_count(0)
        expect(page.locator(".row .badge")).to_have_text("texted")
