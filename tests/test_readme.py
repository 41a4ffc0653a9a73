"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from cleaners import STAGES, clean
from flows.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_page_before_becomes_the_page_after():
    (_, before), (_, after) = BLOCKS[:2]
    assert clean(before).text == after


def test_the_python_example_runs():
    (example,) = [text for language, text in BLOCKS if language == "python"]
    exec(compile(example, "README.md", "exec"), {})


def test_every_stage_and_command_is_named():
    for name in (*STAGES, *(f"zhclean {command}" for command in main.commands)):
        assert name in README


def test_linked_pages_exist():
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link


def test_lock_files_name_no_address():
    for lock in ROOT.glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8")
