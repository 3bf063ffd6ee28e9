"""Each folder of `directory/` imports only from those before it in a record's journey."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.db.models import Choices

from tests.conftest import REPOSITORY

# What a folder may import from, besides itself. DESIGN.md, "Layout".
BEFORE = {
    "models": (),
    "people": ("models",),
    "places": ("models",),
    "publication": ("models", "places"),
    "search": ("models", "places", "publication"),
    "review": ("models", "people", "places", "publication", "search"),
    "upkeep": ("models", "people", "places", "publication", "search", "review"),
    "duplicates": ("models", "people", "places", "publication", "search", "review"),
    "api": ("models", "places", "publication", "search", "upkeep"),
    "exchange": ("models", "people", "places", "publication", "search", "review", "duplicates"),
    "admin": (
        "models",
        "people",
        "places",
        "publication",
        "search",
        "review",
        "upkeep",
        "duplicates",
        "exchange",
    ),
    "insight": ("models", "places", "publication", "search"),
    "demo": ("models", "publication"),
}
FOLDERS = [name for name in BEFORE if (REPOSITORY / "directory" / name).is_dir()]


def modules(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((REPOSITORY / "directory" / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def imported(path: Path, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every (module, name) that is imported anywhere in the file; relative ones written out."""
    package = path.relative_to(REPOSITORY).with_suffix("").parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            yield from ((module, alias.name) for alias in node.names)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_from_those_before_it(folder):
    strays = []
    for path, tree in modules(folder):
        for module, name in imported(path, tree):
            top, _, rest = f"{module}.{name}".partition(".")
            source = rest.split(".")[0]
            if top == "assets_api" or (
                top == "directory" and source in BEFORE and source not in (folder, *BEFORE[folder])
            ):
                strays.append(f"{path.relative_to(REPOSITORY)} imports {module}")

    assert strays == []


def test_every_folder_has_its_place_in_the_journey():
    folders = {path.parent.name for path in (REPOSITORY / "directory").glob("*/__init__.py")}

    assert folders - {"management", "migrations"} <= set(BEFORE)


# These say what documents look like, for the OpenAPI description; they answer no request.
DESCRIBING = {"serializers", "serializers.py", "schema.py"}


@pytest.mark.parametrize("folder", sorted({"search", "api", "insight"} & set(FOLDERS)))
def test_what_serves_the_public_never_reads_the_working_copy(folder):
    """Of the working copy it may know the lists of choices, and nothing else."""
    rows = [
        f"{path.relative_to(REPOSITORY)} imports {name or module}"
        for path, tree in modules(folder)
        if DESCRIBING.isdisjoint(path.parts)
        for module, name in imported(path, tree)
        if f"{module}.{name}".startswith("directory.models") and not is_choices(module, name)
    ]

    assert rows == []


def is_choices(module: str, name: str) -> bool:
    thing = getattr(import_module(module), name, None)
    return isinstance(thing, type) and issubclass(thing, Choices)
