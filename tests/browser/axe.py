"""What axe-core finds wrong with a page: https://github.com/dequelabs/axe-core, from npm."""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

VERSION = "4.14.1"
# What npm publishes for that version (`npm view axe-core@… dist.integrity`).
INTEGRITY = (
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NP"
    "jCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)
# Kept between runs, outside version control.
FOLDER = Path(__file__).resolve().parents[2] / "var" / "axe-core"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}

RUN = """async (only) => {
    const found = await axe.run({ runOnly: only, resultTypes: ["violations"] });
    return found.violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help,
        nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
    }));
}"""


def violations(page: Page, *, of_colours: bool = False) -> list[str]:
    """The serious and critical violations of WCAG 2.2 AA on the page as it stands now.

    With `of_colours`, those of contrast alone, which is quicker.
    """
    # Run by the browser's own protocol, which the content security policy has no say in.
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(source() + ";0")
    found: list[dict[str, Any]] = page.evaluate(RUN, ["color-contrast"] if of_colours else RULES)
    return [
        f"{one['help']} ({one['id']}, {one['impact']}): " + "; ".join(one["nodes"][:3])
        for one in found
        if one["impact"] in GRAVE
    ]


@cache
def source() -> str:
    """axe-core's script. Without it the test is skipped, or with CI set fails."""
    package = FOLDER / f"axe-core-{VERSION}.tgz"
    if not package.exists():
        _fetch()
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    assert f"sha512-{digest}" == INTEGRITY, f"{package} is not what npm publishes. Remove it."
    with tarfile.open(package) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        _do_without("npm is not installed (sudo apt-get install nodejs npm)")
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Tests that run at the same time must not read half of it.
    with tempfile.TemporaryDirectory(dir=FOLDER) as own:
        command = [npm, "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination", own]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            _do_without(f"npm did not fetch it: {done.stderr.strip()[-300:]}")
        for fetched in Path(own).iterdir():
            fetched.replace(FOLDER / fetched.name)


def _do_without(reason: str) -> None:
    told = f"ACCESSIBILITY WAS NOT CHECKED, for want of axe-core: {reason}"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
