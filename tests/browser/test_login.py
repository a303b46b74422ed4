"""The door: the first password, logging in and out, and where one is logged in."""

import re

from playwright.sync_api import expect

from front_desk import FrontDesk
from stage import DESKTOP, PHONE

LOGIN, PASSWORD = "sam@example.com", "four plain short words"
VIEWS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]


def test_from_the_printed_link_to_the_front_desk(stage):
    stage.expect_complaints("422")
    stage.expect_complaints("410")
    with FrontDesk(access_token=None) as desk:
        assert "/welcome?code=" in desk.link, desk.link
        for size, scheme in VIEWS:
            page = stage.open(size, scheme, url=desk.link)
            expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
            expect(page.get_by_text("Riverside Plumbing")).to_be_visible()
            assert "code" not in page.url, "the code stays in the address"
            shoot(stage, page, "door-welcome", size, scheme)
        # By keyboard alone; the field that is first has the focus.
        page = stage.open(PHONE, url=desk.link)
        page.keyboard.type(LOGIN)
        page.keyboard.press("Tab")
        page.keyboard.type("password1234")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("first that a stranger would try")
        expect(page.get_by_label("Password", exact=True)).to_be_focused()
        expect(page.get_by_label("Your e-mail")).to_have_value(LOGIN)
        shoot(stage, page, "door-welcome-fault", PHONE, "light")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        at_the_desk(page, desk)
        again = stage.open(url=desk.link)
        expect(again.get_by_role("heading")).to_have_text("This link has been used")
        shoot(stage, again, "door-used", DESKTOP, "light")


def test_a_code_behind_the_hash_is_put_into_the_form(stage):
    with FrontDesk(access_token=None) as desk:
        code = desk.link.split("code=")[1]
        page = stage.open(url=f"{desk.base}/welcome#code={code}")
        assert code not in page.url
        expect(page.get_by_label("Code from the link")).to_be_hidden()
        fill_in(page)
        at_the_desk(page, desk)


def test_a_stranger_is_sent_to_the_login_and_comes_back(stage):
    stage.expect_complaints("401")
    with FrontDesk(access_token=None) as desk:
        desk.rings_out(1, "+13125550131")
        owner = stage.open(url=desk.link)
        fill_in(owner)
        call = owner.locator(".row").first.get_attribute("href")
        for size, scheme in VIEWS:
            page = stage.open(size, scheme, url=f"{desk.base}/{call}")
            expect(page.get_by_role("heading")).to_have_text("Log in")
            expect(page.get_by_text("0131")).to_have_count(0)
            shoot(stage, page, "door-login", size, scheme)
        page.get_by_label("E-mail").fill("Sam@Example.com ")
        page.get_by_label("Password", exact=True).fill("not the password")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("not right")
        shoot(stage, page, "door-login-wrong", *VIEWS[-1])
        secret = page.get_by_label("Password", exact=True)
        secret.fill(PASSWORD)
        page.get_by_role("button", name="Show what is typed").click()
        expect(secret).to_have_attribute("type", "text")
        page.get_by_role("button", name="Hide what is typed").click()
        expect(secret).to_have_attribute("type", "password")
        secret.press("Enter")
        page.wait_for_url(f"{desk.base}/{call}")
        expect(page.get_by_role("heading", name="What happened")).to_be_visible()


def test_the_account_names_every_session_and_ends_the_others(stage):
    stage.expect_complaints("422")
    stage.expect_complaints("401")
    with FrontDesk(access_token=None) as desk:
        page = stage.open(url=desk.link)
        fill_in(page)
        at_the_desk(page, desk)
        phone = logged_in(stage, desk, PHONE)
        for size, scheme in VIEWS:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{desk.base}/account")
            expect(page.locator(".sessions li")).to_have_count(2)
            shoot(stage, page, "door-account", size, scheme)
        expect(page.locator(".sessions li").first).to_contain_text("This one")
        assert "T" not in page.locator("time").first.inner_text(), "a time for machines"
        page.get_by_label("What customers").fill("Samantha")
        page.get_by_role("button", name="Save name").click()
        expect(page.get_by_role("status")).to_have_text("Your name is saved.")
        page.get_by_label("Present password").fill("not the password")
        page.get_by_label("New password").fill("five other quite plain words")
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_role("alert")).to_contain_text("not your present password")
        shoot(stage, page, "door-account-fault", *VIEWS[-1])
        page.get_by_label("Present password").fill(PASSWORD)
        page.get_by_label("New password").fill("five other quite plain words")
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_role("status")).to_contain_text("Your password is changed.")
        expect(page.locator(".sessions li")).to_have_count(1)
        # A page that is open notices by itself.
        expect(phone.get_by_role("heading", level=1)).to_have_text("Log in", timeout=12_000)
        page.get_by_role("button", name="Log out", exact=True).click()
        expect(page.get_by_role("heading")).to_have_text("Log in")
        page.go_back()
        expect(page.get_by_role("heading")).to_have_text("Log in")


def test_a_reset_sets_a_new_password_while_the_server_runs(stage):
    with FrontDesk(access_token=None) as desk:
        page = stage.open(url=desk.link)
        fill_in(page)
        at_the_desk(page, desk)
        other = stage.open(PHONE, url=desk.resets())
        expect(other.get_by_role("heading")).to_have_text("Set a new password")
        expect(other.get_by_text(LOGIN)).to_be_visible()
        shoot(stage, other, "door-reset", PHONE, "light")
        other.get_by_label("New password").fill("five other quite plain words")
        other.get_by_role("button", name="Set password").click()
        at_the_desk(other, desk)
        page.reload()
        expect(page.get_by_role("heading")).to_have_text("Log in")


def test_too_many_tries_are_told_how_long_to_wait(stage):
    stage.expect_complaints("401")
    stage.expect_complaints("429")
    with FrontDesk(access_token=None) as desk:
        page = stage.open(url=desk.base)
        for _ in range(7):
            page.get_by_label("E-mail").fill(LOGIN)
            page.get_by_label("Password", exact=True).fill("not the password")
            page.get_by_role("button", name="Log in").click()
            expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_role("alert")).to_contain_text(re.compile(r"wait \d+ seconds"))


def fill_in(page):
    page.get_by_label("Your e-mail").fill(LOGIN)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Set password").click()


def logged_in(stage, desk, size):
    page = stage.open(size, url=f"{desk.base}/login")
    page.get_by_label("E-mail").fill(LOGIN)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    at_the_desk(page, desk)
    return page


def at_the_desk(page, desk):
    page.wait_for_url(f"{desk.base}/")
    expect(page.get_by_text("Riverside Plumbing").first).to_be_visible()


def shoot(stage, page, name, size, scheme):
    width = "phone" if size == PHONE else "desktop"
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{name} scrolls sideways by {wider} px at {width} width"
    stage.screenshot(page, f"{name}-{width}-{scheme}", whole=True)
