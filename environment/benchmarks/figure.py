"""Draws the ratios of a folder's samples.csv as bars: python figure.py FOLDER."""

import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import table

COLOURS = {"package": "#4477aa", "reference": "#ee8833"}
LABELS = {
    "package": "over the fastest Python package",
    "reference": "over a reference: C, or the least that the work takes",
}

folder = pathlib.Path(sys.argv[1])
rows = [row for row in table.rows(table.read(folder)) if row.ratios]
figure, axes = plt.subplots(figsize=(9, 0.62 * len(rows) + 1.2), layout="constrained")
shown = set()
for at, row in enumerate(rows):
    for number, (column, ratio) in enumerate(row.ratios.items()):
        y = at + (number - (len(row.ratios) - 1) / 2) * 0.36
        axes.barh(
            y, ratio.middle, 0.34, color=COLOURS[column], label=None if column in shown else LABELS[column]
        )
        shown.add(column)
        spread = [[ratio.middle - ratio.low], [ratio.high - ratio.middle]]
        axes.errorbar(ratio.middle, y, xerr=spread, color="#222222", capsize=2.5, linewidth=1)
        text = f"  {table.digits(ratio.middle)} × {row.rivals[column][0]}"
        axes.text(max(ratio.high, 1), y, text, va="center", fontsize=8, color="#333333")
cores = {1: "one core", 2: "two cores"}
labels = [f"{row.name}\n{row.work}, {cores[row.cores]}" for row in rows]
axes.set_yticks(range(len(rows)), labels, fontsize=8)
axes.set_xscale("log")
axes.set_xlim(right=axes.get_xlim()[1] * 4)
axes.axvline(1, color="#222222", linewidth=1)
axes.invert_yaxis()
axes.set_xlabel("speed of OnsagerFlow over that of others (bars: median, lines: smallest to largest)")
axes.legend(loc="lower right", fontsize=8, frameon=False)
axes.spines[["top", "right"]].set_visible(False)
figure.savefig(folder / "ratios.png", dpi=130)
