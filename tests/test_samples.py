"""The sample documents in raw/ come out as their true texts."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners import clean

ROOT = Path(__file__).parents[1]


def made():
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "scripts" / "make_samples.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.samples()


SAMPLES = made()


def test_raw_is_what_the_script_makes():
    command = [sys.executable, ROOT / "scripts" / "make_samples.py", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_comes_out_as_its_true_text(path):
    text, data = SAMPLES[path]
    assert clean(data, name=path).text.rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_comes_back_byte_for_byte(path):
    _, data = SAMPLES[path]
    assert clean(data, name=path).restore() == data


def test_samples_are_of_the_size_of_documents():
    assert {path: len(text) for path, (text, _) in SAMPLES.items() if not 300 <= len(text) <= 3000} == {}


@pytest.mark.parametrize("path", SAMPLES)
def test_cleaning_the_truth_changes_nothing(path):
    text, _ = SAMPLES[path]
    assert clean(text).text == text


def test_the_clean_sample_is_not_touched():
    assert clean((ROOT / "raw" / "干净文章.txt").read_bytes()).edits == ()
