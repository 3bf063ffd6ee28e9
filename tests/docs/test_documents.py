"""What the documents say is so."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.management.commands.describe_data import described

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
HOST = "http://127.0.0.1:8000"
SOMETHING = re.compile(
    rb'"(contents|suggestions|sessions)":\[{|"state":"new"|"facets":{"language":{"values":\[{'
)


def commands() -> list[list[str]]:
    """The words of every `manage.py` command in README.md."""
    text = (ROOT / "README.md").read_text()
    return [
        shlex.split(line) for line in re.findall(r"^\.venv/bin/python manage.py (.+)", text, re.M)
    ]


def curls() -> list[list[str]]:
    """The words of every curl in README.md and docs/api.md."""
    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "api.md").read_text()
    return [shlex.split(line) for line in text.splitlines() if line.startswith("curl ")]


def test_the_data_model_page_is_what_the_models_say():
    assert described() in (ROOT / "docs" / "data-model.md").read_text(), (
        "Put what `manage.py describe_data` prints at the end of docs/data-model.md."
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_between_pages_leads_somewhere(page):
    text = page.read_text()
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    pictures = re.findall(r'<img src="([^"]+)"', text)
    for target in (*links, *pictures):
        assert (page.parent / target).exists(), target


@pytest.mark.django_db
def test_every_curl_of_the_documents_works(client):
    call_command("load_demo", verbosity=0)

    assert len(curls()) > 10
    for words in curls():
        [address] = [word for word in words if word.startswith(HOST)]
        path = address.removeprefix(HOST)
        if "-d" in words:
            assert "Content-Type: application/json" in words
            body = words[words.index("-d") + 1]
            response = client.post(path, body, content_type="application/json")
        else:
            response = client.get(path)

        assert response.status_code in (200, 201), (address, response.content[:300])
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert b'"empty":true' not in content, address
        assert content.count(b"\n") > 1 or SOMETHING.search(content), address


@pytest.mark.django_db
def test_the_readme_takes_the_demo_out_and_brings_it_back_in(client, capsys, monkeypatch, tmp_path):
    call_command("load_demo", verbosity=0)
    monkeypatch.chdir(tmp_path)
    [words] = [words for words in curls() if "--output" in words]
    [command] = commands()
    file = Path(words[words.index("--output") + 1])
    file.parent.mkdir()
    file.write_bytes(b"".join(client.get(words[-1].removeprefix(HOST))))

    call_command(*command)

    line = r"^service +0 +0 +\d{3} +0 +0$"  # created, changed, unchanged, skipped, removed
    assert re.search(line, capsys.readouterr().out, re.MULTILINE)
