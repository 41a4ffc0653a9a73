"""Every row of every rule table: complete, with an id of its stage, an example that works and a text that stays."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from cleaners import STAGES, rules
from cleaners.edits import applied

FOLDER = files("cleaners").joinpath("data")
NAMES = sorted(entry.name.removesuffix(".tsv") for entry in FOLDER.iterdir() if entry.name.endswith(".tsv"))


def header(name):
    text = FOLDER.joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return next(line for line in text.split("\n") if line and not line.startswith("#")).split("\t")


TABLES = [name for name in NAMES if "find" in header(name) or "put" in header(name)]
ROWS = [pytest.param(name, rule, id=rule.id) for name in TABLES for rule in rules.table(name)]


def alone(rule, text):
    return applied(text, list(rules.matches([rule], text)))


def test_there_are_tables():
    assert {"characters", "script", "punctuation"} <= set(TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_table_is_well_formed(name):
    text = FOLDER.joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("#"), "a table says at its head what it is for"
    assert text.endswith("\n")
    assert "\r" not in text
    columns = header(name)
    assert len(set(columns)) == len(columns)
    assert list(rules.rows(name)), "a table has rows, each with as many cells as there are columns"
    if name not in TABLES:
        assert columns[-1] == "source" or "source" in columns
        assert all(row["source"].strip() for row in rules.rows(name))


@pytest.mark.parametrize("name", TABLES)
def test_table_has_the_columns(name):
    assert set(rules.REQUIRED) <= set(header(name))


def test_ids_are_unique_over_all_tables():
    ids = Counter(rule.id for name in TABLES for rule in rules.table(name))
    assert [rule_id for rule_id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_row_is_complete(name, rule):
    stage, _, what = rule.id.partition(".")
    assert stage in STAGES
    assert name.split("_")[0] == stage, "the table of a stage bears its name"
    assert re.fullmatch(r"[a-z][a-z0-9-]*", what)
    assert rule.reason.strip()
    assert rule.source.strip()
    assert rule.example != rule.becomes


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_pattern_never_matches_nothing(name, rule):
    for text in ("", "中", "a\n中", rule.example, rule.keeps):
        assert all(match[0] for match in rule.find.finditer(text))


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_example_becomes_what_the_row_says(name, rule):
    assert alone(rule, rule.example) == rule.becomes


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_counter_example_stays(name, rule):
    assert rule.keeps
    assert alone(rule, rule.keeps) == rule.keeps


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_result_stays(name, rule):
    assert alone(rule, rule.becomes) == rule.becomes


@pytest.mark.parametrize(("name", "rule"), ROWS)
def test_row_is_reached_when_the_whole_table_runs(name, rule):
    assert rule.id in {edit.rule for edit in rules.matches(rules.table(name), rule.example)}
