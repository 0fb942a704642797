"""The samples of environment/benchmark as a table of ratios."""

import csv
import dataclasses
import os
import pathlib
import platform
import re
from statistics import median

RIVALS = ("package", "reference")

NOTES = """\
Each cell is the median of the repeats, a ratio that of the ratios repeat by repeat, with the smallest and the
largest. All of a row take turns, A B C A B C …, after a warm-up, bound to as many cores. One core: what is done in
a second of processor time of all threads of the process, compilers and garbage collection included. Two cores: of
the time of day. Of several packages, or references, the one with the best median is shown; `samples.csv` has all.

- A spin of the nearest-neighbour model is one visited: by the full heat bath, or in a step of one sweep, in which
  a spin is refreshed with probability 1 − 1/e; a sweep of either visits every spin once.
- A refreshed spin of the Kac–Ising model is one drawn anew; of all, 1 − e^−0.05 are in a leap. Packages and C find the field
  of every site by Fourier transforms in every leap, and do not extrapolate it to the middle of the leap.
- Packages step the same equation by Euler–Maruyama (s′ and K(m, φ) from tables, a convolution, tanh), py-pde that of
  Allen and Cahn with additive noise, which is less work. Our leaps draw flips of single spins in place of Gaussian noise.
- On two cores the C program runs once on each, with a lattice of its own.
- Commands are whole: from the start of Java until all is written.
"""


@dataclasses.dataclass(frozen=True)
class Spread:
    """Smallest, median and largest of the repeats."""

    low: float
    middle: float
    high: float

    @staticmethod
    def of(values):
        return Spread(min(values), median(values), max(values))

    def __str__(self):
        low, middle, high = map(digits, (self.low, self.middle, self.high))
        return middle if low == high else f"{middle} ({low}–{high})"


def digits(value):
    """Three of them."""
    if value >= 100:
        scale = 10 ** max(0, len(str(int(value))) - 3)
        return f"{round(value / scale) * scale:,}"
    return f"{value:.3g}"


@dataclasses.dataclass(frozen=True)
class Row:
    work: str
    unit: str
    cores: int
    name: str
    ours: Spread
    rivals: dict  # column -> name and spread, or why there is none
    ratios: dict  # column -> spread
    goals: dict  # column -> least ratio

    def goal(self):
        said = [
            f"{column} ≥ {least:g}: "
            + (("yes" if self.ratios[column].middle >= least else "no") if column in self.ratios else "?")
            for column, least in self.goals.items()
        ]
        return ", ".join(said) or "–"

    def in_words(self):
        beside = "".join(f", {ratio} × {self.rivals[c][0]}" for c, ratio in self.ratios.items())
        return f"{self.name}: {self.ours} {self.unit}{beside}"


def rows(samples):
    """A row for each of ours."""
    found = []
    groups = {}
    for sample in samples:
        groups.setdefault((sample["work"], sample["unit"], int(sample["cores"])), []).append(sample)
    for (work, unit, cores), group in groups.items():
        values, notes, goals = {}, {}, {}
        for sample in group:
            key = sample["column"], sample["name"]
            if sample["value"] == "":
                notes[key] = sample["note"]
            else:
                values.setdefault(key, []).append(float(sample["value"]))
            goals[key] = sample["goals"]
        for absent in notes:
            values.pop(absent, None)
        best, rivals = {}, {}
        for column in RIVALS:
            there = [key for key in values if key[0] == column]
            if there:
                best[column] = max(there, key=lambda key: median(values[key]))
                rivals[column] = best[column][1], Spread.of(values[best[column]])
            else:
                rivals[column] = next((note for key, note in notes.items() if key[0] == column), "–")
        for key, ours in values.items():
            if key[0] != "ours":
                continue
            ratios = {
                column: Spread.of([a / b for a, b in zip(ours, values[rival], strict=True)])
                for column, rival in best.items()
            }
            least = zip(RIVALS, goals[key].split("/"))
            wanted = {column: float(goal) for column, goal in least if goal}
            found.append(Row(work, unit, cores, key[1], Spread.of(ours), rivals, ratios, wanted))
    return found


def cell(rival):
    return rival if isinstance(rival, str) else f"{rival[1]} {rival[0]}"


def write(folder, samples, machine):
    """`samples.csv` and `README.md`."""
    with open(folder / "samples.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, samples[0])
        out.writeheader()
        out.writerows(
            {k: f"{v:.6g}" if isinstance(v, float) else v for k, v in s.items()} for s in samples
        )
    text = ["# Speed beside others", ""]
    text += [f"Made by `{machine['command']}`, {machine['date']}.", ""]
    if "--quick" in machine["command"]:
        text += ["**A quick run, only to see that it works**: nothing is warmed up, numbers mean nothing.", ""]
    elif float(machine["load before"].split()[0]) > 0.5:
        text += ["**The machine was not idle.** Ratios count, not what they are made of.", ""]
    text += ["| work | cores | unit | best package | reference | ours | ours / package "]
    text[-1] += "| ours / reference | goal |"
    text += ["|---|---|---|---|---|---|---|---|---|"]
    for row in rows(samples):
        cells = [row.work, str(row.cores), row.unit, *(cell(row.rivals[c]) for c in RIVALS)]
        cells += [f"{row.ours} {row.name}", *(str(row.ratios.get(c, "–")) for c in RIVALS)]
        text += ["| " + " | ".join([*cells, row.goal()]) + " |"]
    text += ["", NOTES]
    names = [name for name in machine if name not in ("command", "date")]
    text += [f"- {name}: {machine[name]}" for name in names]
    (folder / "README.md").write_text("\n".join(text) + "\n", encoding="utf-8")


def read(folder):
    with open(folder / "samples.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def processor():
    """Model and number of cores."""
    info = pathlib.Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    name = model[1] if model else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
