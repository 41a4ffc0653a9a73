"""The layers: `cleaners` knows nothing of `flows`, and both load only what they need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("prefect", "opencc", "ftfy", "charset_normalizer", "rich", "multiprocessing", "difflib", "trafilatura", "lxml")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize(
    "path", sorted((ROOT / "cleaners").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_cleaners_import_neither_flows_nor_prefect(path):
    assert not imported(path) & {"flows", "prefect"}


def modules_after(code: str) -> set[str]:
    shown = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_importing_cleaners_loads_nothing_heavy():
    assert not modules_after("import cleaners") & set(HEAVY)


def test_the_filter_does_not_import_prefect():
    code = (
        "import io, sys\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO('他说,好。'.encode()))\n"
        "from flows.cli import main\n"
        "main(['clean'], standalone_mode=False)"
    )
    assert not modules_after(code) & {"prefect", "multiprocessing", "rich", "fastapi"}


def test_modules_stay_small():
    """Three hundred lines is where a module stops being one idea; generated data is not code."""
    long = {p.name: n for p in [*ROOT.glob("cleaners/**/*.py"), *ROOT.glob("flows/**/*.py")]
            if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300}  # fmt: skip
    assert not long
