"""How somebody uses a page: with a mouse, or with the keyboard alone."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

# More than there are stops on the longest page: nobody gets to what is not reached by then.
MOST_STOPS = 250

# A ring around what has the focus, or the shadow of one.
IS_RINGED = """(element) => {
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow !== "none";
}"""


class Hands(Protocol):
    def press(self, button: Locator) -> None:
        """Press a button, follow a link, open or close a section."""

    def write(self, box: Locator, text: str) -> None:
        """Replace what is in `box`; a time is written as its digits, "0930"."""


@dataclass(frozen=True)
class Pointing:
    """With a mouse or a finger."""

    page: Page

    def press(self, button: Locator) -> None:
        button.click()

    def write(self, box: Locator, text: str) -> None:
        if box.get_attribute("type") == "time":
            text = f"{text[:2]}:{text[2:]}"
        box.fill(text)


@dataclass(frozen=True)
class Typing:
    """With Tab, Enter and the keys of what is written; the focus must be seen at every use."""

    page: Page

    def press(self, button: Locator) -> None:
        self._reach(button)
        self.page.keyboard.press("Enter")

    def write(self, box: Locator, text: str) -> None:
        self._reach(box)
        if box.get_attribute("type") != "time":
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_attached()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if target.evaluate("(element) => element === document.activeElement"):
                break
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()
        assert target.evaluate(IS_RINGED), f"The focus is not seen on {target}"


def sign_in(hands: Hands, page: Page, email: str, password: str) -> None:
    """Through the log-in's own page, on to the admin's home."""
    page.goto("/admin/")
    hands.write(page.get_by_label("E-mail address"), email)
    hands.write(page.get_by_label("Password"), password)
    hands.press(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
