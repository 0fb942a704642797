"""The benchmark writes a whole table, or nothing; run by pytest. What it measures is no matter here."""

import math
import os
import pathlib
import signal
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
SCRIPT = HERE / "benchmark"
WRITTEN = HERE.parent / "results/smoke/benchmarks"
sys.path.insert(0, str(HERE / "benchmarks"))

import run  # noqa: E402
import table  # noqa: E402


def sample(column, name, repeat, value, note="", goals=""):
    return {
        "work": "spins",
        "unit": "spins/ns",
        "cores": 1,
        "column": column,
        "name": name,
        "repeat": repeat,
        "value": value,
        "note": note,
        "goals": goals,
    }


@pytest.fixture(scope="module")
def quick():
    done = subprocess.run([SCRIPT, "--quick"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return table.read(WRITTEN)


def test_all_that_is_compared_is_in_the_table(quick):
    compared = {
        (comparison.work, str(comparison.cores), contestant.name)
        for comparison in run.comparisons(run.SIZES["quick"], pathlib.Path("pairs.h5"))
        for contestant in comparison.contestants
    }
    assert {(s["work"], s["cores"], s["name"]) for s in quick} == compared
    text = (WRITTEN / "README.md").read_text(encoding="utf-8")
    for row in table.rows(quick):
        assert f"| {row.work} | {row.cores} | {row.unit} |" in text
        assert f" {row.name} |" in text


def test_numbers_are_finite_and_positive(quick):
    for one in quick:
        if one["value"]:
            assert math.isfinite(float(one["value"])) and float(one["value"]) > 0, one
        else:
            assert one["column"] != "ours" and one["note"], one


def test_an_interrupted_run_leaves_the_table_as_it_was(quick):
    before = {file.name: file.read_bytes() for file in WRITTEN.iterdir()}
    process = subprocess.Popen(
        [SCRIPT, "--quick"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a job in the background ignores it, and so would all that it starts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for line in process.stdout:
        if "1/" in line and "nearest-neighbour" in line:
            os.killpg(process.pid, signal.SIGINT)
    assert process.wait() == 130
    assert {file.name: file.read_bytes() for file in WRITTEN.iterdir()} == before


@pytest.mark.parametrize("words", [["--fast"], ["--quick", "--large"], ["quick"]])
def test_wrong_arguments_are_named_in_one_line(words):
    done = subprocess.run([SCRIPT, *words], capture_output=True, text=True)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1


def test_ratios_are_those_of_the_same_repeat_to_the_best():
    samples = [
        *(sample("package", "slow", repeat, value) for repeat, value in enumerate((1, 1, 1))),
        *(sample("package", "fast", repeat, value) for repeat, value in enumerate((2, 4, 8))),
        *(sample("ours", "ours", repeat, value, goals="1/2") for repeat, value in enumerate((4, 4, 24))),
        sample("reference", "C", 0, "", "no compiler"),
    ]
    (row,) = table.rows(samples)
    assert row.rivals["package"][0] == "fast" and row.rivals["reference"] == "no compiler"
    assert row.ratios == {"package": table.Spread(1, 2, 3)}
    assert row.goal() == "package ≥ 1: yes, reference ≥ 2: ?"
