"""Everything can be done without a mouse: by letters, and by Tab and Enter."""

from playwright.sync_api import expect

from two_phones import TwoPhones


def test_a_whole_story_by_letters(stage):
    phones = TwoPhones(stage)
    key = phones.page.keyboard.press
    key("c")
    phones.owner_is("ringing")
    key("d")
    phones.is_texted()
    key("h")
    expect(phones.caller_call).to_be_hidden()
    key("r")
    expect(phones.page.locator("#caller .composer input")).to_be_focused()
    # Letters typed into a field are not commands.
    phones.page.keyboard.type("call xkmd")
    key("Enter")
    phones.owner_reads(1, "(312) 555-0131: call xkmd")
    expect(phones.caller_call).to_be_hidden()
    key("Escape")
    key("e")
    phones.page.keyboard.type("Yes.")
    key("Enter")
    phones.is_texted(2, "Yes.")
    key("Escape")
    key("s")
    phones.last_group_says("opted_out")
    key("?")
    expect(phones.page.get_by_role("dialog")).to_be_visible()
    key("Escape")
    expect(phones.page.get_by_role("dialog")).to_be_hidden()
    phones.leave()


def test_a_call_by_tab_and_enter_with_the_focus_in_sight(stage):
    phones = TwoPhones(stage)
    tab_to(phones.page, '#caller [data-act="call"]')
    phones.page.keyboard.press("Enter")
    phones.owner_is("ringing")
    tab_to(phones.page, '#owner [data-act="answer"]')
    phones.shoot("focus")
    phones.page.keyboard.press("Enter")
    phones.owner_is("screening")
    tab_to(phones.page, '#owner [data-act="press-1"]')
    phones.page.keyboard.press("Enter")
    phones.owner_is("talking")
    phones.leave()


def tab_to(page, wanted, most=60):
    """Presses Tab until this has the focus, and an outline or shadow that shows it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            break
    else:
        raise AssertionError(f"{most} times Tab do not lead to {wanted}")
    seen = page.evaluate(
        """() => [document.activeElement, ...document.activeElement.children].some((element) => {
             const style = getComputedStyle(element);
             return style.outlineStyle !== "none" || style.boxShadow !== "none";
           })"""
    )
    assert seen, f"the focus on {wanted} cannot be seen"
