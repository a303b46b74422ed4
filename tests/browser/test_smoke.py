"""The page opens, in every size and colour, and the demo ends when it is asked to."""

from stage import DESKTOP, PHONE


def test_page_opens_in_every_size_and_colour(stage):
    for size, device in [(DESKTOP, "desktop"), (PHONE, "phone")]:
        for scheme in ["light", "dark"]:
            page = stage.open(size, scheme)
            page.get_by_role("heading").first.wait_for()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size[0], f"{device} {scheme}: {wide} pixels wide, scrolls sideways"
            stage.screenshot(page, f"opens-{device}-{scheme}")


def test_interrupt_ends_the_demo(stage):
    stage.open().get_by_role("heading").first.wait_for()
    stage.expect_complaints("ERR_")
    assert stage.demo.interrupt() == 0
