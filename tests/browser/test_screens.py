"""Every private page fits its screen, in light and dark, and has its one heading."""

from playwright.sync_api import expect

from front_desk import FrontDesk
from stage import DESKTOP, PHONE
from test_pages import DANA, MARCO, shoot

SIZES = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]


def test_every_page_fits_its_screen(stage):
    with FrontDesk() as desk:
        desk.is_written_to(1, DANA, "Never mind, we're all set")
        desk.is_written_to(2, MARCO, "Can you look at the boiler today? " * 6)
        for size, scheme in SIZES:
            page = stage.open(size, scheme, url=desk.link)
            page.goto(f"{desk.base}/settings")
            links = page.locator("main a[href]").evaluate_all("all => all.map((a) => a.href)")
            sections = sorted({link for link in links if "/settings/" in link})
            assert len(sections) >= 6, sections
            paths = ["/", "/conversations", "/calls", "/settings", "/settings/registration"]
            paths += [f"/people/{DANA}", "/businesses", "/p/1/privacy", "/p/1/terms"]
            for url in [f"{desk.base}{path}" for path in paths] + sections:
                page.goto(url)
                expect(page.locator("h1")).to_have_count(1)
                name = url.removeprefix(desk.base).strip("/").replace("/", "-").replace("+", "")
                shoot(stage, page, f"screen-{name or 'home'}", size, scheme)
            page.close()
