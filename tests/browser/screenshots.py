"""The pictures of the guides: a fresh demo directory, looked at on a desk and on a phone.

`bin/screenshots` is the door to it.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images" / "guides"
MOST_BYTES, MOST_IN_ALL = 60_000, 700_000
DESK = {"width": 1000, "height": 700}
PHONE = {"width": 375, "height": 700}
EDITOR = "demo-editor@example.org"
MODERATOR = "demo-moderator@example.org"

# The browser's own encoder makes them small.
SMALL = """async (png) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + png;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.6).split(",")[1];
}"""


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("bin/screenshots needs chromium, for example: sudo apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.webp"):
        old.unlink()
    with fresh_directory() as (site, password, letter), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        Camera(browser, site, password).take_all(letter)
        browser.close()
    report()


@contextmanager
def fresh_directory() -> Iterator[tuple[str, str, str]]:
    """The address of a server with nothing but the demo, its password, and a reminder's link."""
    with tempfile.TemporaryDirectory() as folder, socket() as free:
        free.bind(("127.0.0.1", 0))
        site = f"http://127.0.0.1:{free.getsockname()[1]}"
        free.close()
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "DEBUG": "true",
            "SITE_URL": site,
            "EMAIL_URL": "consolemail://",
        }

        def manage(*words: str) -> str:
            return subprocess.run(
                [sys.executable, "manage.py", *words],
                cwd=ROOT, env=os.environ | settings, check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip

        manage("migrate", "--verbosity", "0")
        manage("load_demo")
        manage("find_duplicates")
        told = manage("demo_admin")
        written = manage("remind_editors")
        [password] = re.findall(rf"{EDITOR} +password: (\S+)", told)
        link = re.search(r"https?://[^/\s]+(/confirm/\S+/\S+)", written.replace("=\n", ""))
        assert link, "The reminder has no link."
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", site.partition("//")[2]],
            cwd=ROOT, env=os.environ | settings,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(site)
            yield site, password, link[1]
        finally:
            server.terminate()
            server.wait()


def wait_for(site: str) -> None:
    for _ in range(120):
        try:
            urlopen(f"{site}/livez")
            return
        except URLError:
            time.sleep(0.5)
    sys.exit("The server did not start.")


class Camera:
    def __init__(self, browser: Browser, site: str, password: str) -> None:
        self.browser, self.site, self.password = browser, site, password
        self.darkroom = browser.new_page()

    def take_all(self, link: str) -> None:
        self.of_a_group(self.page(PHONE), "phone", link)
        self.of_a_group(self.page(DESK), "desk", link)
        self.of_moderators(self.page(PHONE), "phone")
        self.of_moderators(self.page(DESK), "desk")

    def page(self, size: dict[str, int]) -> Page:
        context = self.browser.new_context(
            base_url=self.site, viewport=size, locale="en-GB", reduced_motion="reduce"
        )  # type: ignore[arg-type]
        return context.new_page()

    def of_a_group(self, page: Page, where: str, link: str) -> None:
        """From the log-in to an entry that was sent; the second time it is sent already."""
        page.goto(link)
        self.keep(page, "confirm", where)
        page.goto(f"/report/services/{link.rpartition('/')[2]}")
        page.get_by_label("Something else").or_(
            page.locator("main [type=radio]").last
        ).first.check()
        page.locator("main textarea").fill("It is in the other hall now, across the road.")
        self.keep(page, "report", where)
        page.wait_for_timeout(2500)  # Nobody reads it faster.
        page.locator("main form button").click()
        page.get_by_role("heading", name="Thank you").wait_for()
        self.sign_in(page, EDITOR, f"sign-in-{where}")
        self.keep(page, "home", where)
        self.follow(page, page.get_by_role("link", name=re.compile("Check it")).last)
        self.follow(page, page.get_by_role("link", name="No, change it"))
        self.keep(page, "form", where)
        page.locator("#when > details > summary").click()
        page.locator("#when summary", has_text="Change or remove").first.click()
        page.get_by_label("When does it start?").first.fill(
            "11:00" if where == "phone" else "11:30"
        )
        page.wait_for_timeout(1500)
        # What is read, not what is typed: a box for a time asks for AM and PM in any chromium that
        # has no other language than American English.
        page.locator("#when-said").evaluate("(said) => said.scrollIntoView({ block: 'end' })")
        self.keep(page, "when", where)
        self.follow(page, page.get_by_role("button", name="Preview"))
        page.locator(".beside").evaluate("(section) => section.scrollIntoView()")
        self.keep(page, "preview", where)
        self.follow(page, page.get_by_role("link", name="Where it stands"))
        self.keep(page, "send", where)
        self.follow(page, page.get_by_role("button", name=re.compile("^Send it")))

    def of_moderators(self, page: Page, where: str) -> None:
        self.sign_in(page, MODERATOR)
        self.keep(page, "moderator-home", where)
        page.goto("/admin/review/")
        self.keep(page, "queue", where)
        self.follow(page, page.locator("#content a", has_text=re.compile("^Review")).last)
        self.keep(page, "decision", where)
        page.goto(page.locator("a", has_text="Edit it").first.get_attribute("href") or "")
        self.follow(page, page.get_by_role("link", name="History"))
        self.keep(page, "history", where)
        page.goto("/admin/duplicates/")
        self.keep(page, "duplicates", where)
        page.goto("/admin/upkeep/problem/")
        self.follow(page, page.locator("#result_list tbody a").first)
        self.keep(page, "problem", where)

    def sign_in(self, page: Page, email: str, picture: str = "") -> None:
        page.goto("/admin/")
        if picture:
            self.keep(page, *picture.rsplit("-", 1))
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", name="Home").wait_for()

    def follow(self, page: Page, there: Locator) -> None:
        """Press it, and wait for the page it leads to."""
        with page.expect_navigation():
            there.click()

    def keep(self, page: Page, name: str, where: str) -> None:
        """What is on the screen now, as a small picture."""
        taken = base64.b64encode(page.screenshot(animations="disabled")).decode()
        small = base64.b64decode(self.darkroom.evaluate(SMALL, taken))
        (PICTURES / f"{name}-{where}.webp").write_bytes(small)


def report() -> None:
    """How large they are; more than is good for a clone is a fault."""
    sizes = {file.name: file.stat().st_size for file in sorted(PICTURES.glob("*.webp"))}
    for name, size in sizes.items():
        print(f"{size / 1000:6.1f} kB  {name}")
    total = sum(sizes.values())
    print(f"{total / 1000:6.1f} kB  in all, under {PICTURES.relative_to(ROOT)}")
    if max(sizes.values()) > MOST_BYTES or total > MOST_IN_ALL:
        sys.exit("That is too much: 60 kB each, 700 kB in all.")


if __name__ == "__main__":
    main()
