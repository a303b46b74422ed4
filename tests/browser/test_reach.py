"""What reaches a line and its people: forwarding seen to work, a person's zone, the server's page."""

from playwright.sync_api import expect

from front_desk import FrontDesk
from stage import DESKTOP, PHONE

DANA, SHOP = "+13125550131", "+13125550188"


def is_no_wider(page, name):
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{name} scrolls sideways by {wider} px"


def test_a_forwarded_call_is_seen_while_the_owner_waits(stage):
    for size, scheme in [(DESKTOP, "light"), (PHONE, "dark")]:
        with FrontDesk(forwarded="true") as desk:
            page = stage.open(size, scheme, url=desk.link)
            expect(page.get_by_text("has not been checked yet")).to_be_visible()
            page.get_by_role("link", name="Check it now").click()
            expect(page.get_by_text("Not checked yet")).to_be_visible()
            page.get_by_label("The number that people dial").fill("12")
            page.get_by_role("button", name="Begin the check").click()
            expect(page.get_by_text("not a whole phone number")).to_be_visible()
            page.get_by_label("The number that people dial").fill("(312) 555-0188")
            page.get_by_role("button", name="Begin the check").click()
            expect(page.get_by_text("The call arrives here")).to_be_visible()
            stage.screenshot(page, f"forwarding-waits-{size[0]}", whole=True)
            desk.rings(1, DANA, ForwardedFrom=SHOP)
            row = page.locator("[data-forwarding] li")
            expect(row).to_contain_text("forwarded from (312) 555-0188. Forwarding works.")
            expect(page.get_by_text("no carrier tells")).to_be_visible()
            is_no_wider(page, "the check")
            stage.screenshot(page, f"forwarding-seen-{size[0]}", whole=True)
            page.goto(desk.base)
            expect(page.get_by_text("has not been checked yet")).to_have_count(0)
            page.close()
    stage.expect_complaints("422")


def test_a_zone_is_noted_as_people_say_it(stage):
    with FrontDesk() as desk:
        desk.is_written_to(1, DANA, "Thanks, bye")
        page = stage.open(PHONE, "light", url=desk.link)
        page.goto(f"{desk.base}/people/{DANA}")
        page.get_by_text("Name, language and time zone").click()
        expect(page.get_by_text("By their number: America/Chicago")).to_be_visible()
        page.get_by_label("Time zone").fill("New York")
        stage.screenshot(page, "person-zone-phone", whole=True)
        is_no_wider(page, "the person")
        page.get_by_role("button", name="Save").click()
        page.wait_for_timeout(500)
        page.reload()
        expect(page.get_by_label("Time zone")).to_have_value("America/New_York")


def test_the_server_and_another_account_are_found_in_the_settings(stage):
    with FrontDesk(backup_every_hours="24") as desk:
        for size in (DESKTOP, PHONE):
            page = stage.open(size, "light", url=desk.link)
            page.goto(f"{desk.base}/settings")
            page.get_by_role("link", name="Server").click()
            expect(page.get_by_text("Every 24 hours into")).to_be_visible()
            is_no_wider(page, "the server")
            stage.screenshot(page, f"settings-server-{size[0]}", whole=True)
            page.goto(f"{desk.base}/settings/carrier")
            is_no_wider(page, "the carrier")
            stage.screenshot(page, f"settings-carrier-{size[0]}", whole=True)
            page.get_by_role("link", name="Use another account").click()
            expect(page.get_by_label("Auth token")).to_have_value("")
            page.get_by_role("link", name="Leave it as it is").click()
            expect(page.get_by_role("heading", name="Carrier & lines")).to_be_visible()
            page.close()
