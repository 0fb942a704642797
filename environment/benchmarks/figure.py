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
figure, axes = plt.subplots(figsize=(9, 0.5 * len(rows) + 1.1), layout="constrained")
for at, row in enumerate(rows):
    for number, (column, ratio) in enumerate(row.ratios.items()):
        y = at + (number - (len(row.ratios) - 1) / 2) * 0.36
        axes.barh(y, ratio.middle - 1, 0.34, left=1, color=COLOURS[column])
        spread = [[ratio.middle - ratio.low], [ratio.high - ratio.middle]]
        axes.errorbar(ratio.middle, y, xerr=spread, color="#222222", capsize=2, linewidth=0.9)
        text = f"{table.digits(ratio.middle)} × {row.rivals[column][0]}"
        axes.annotate(
            text,
            (max(ratio.high, 1), y),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color="#333333",
        )
cores = {1: "one core", 2: "two cores"}
labels = [f"{row.name}\n{row.work}, {cores[row.cores]}" for row in rows]
axes.set_yticks(range(len(rows)), labels, fontsize=7.5)
axes.set_xscale("log")
ratios = [ratio for row in rows for ratio in row.ratios.values()]
axes.set_xlim(0.8 * min(0.8, *(r.low for r in ratios)), 8 * max(r.high for r in ratios))
axes.xaxis.set_major_formatter("{x:g}")
axes.axvline(1, color="#222222", linewidth=1)
axes.set_ylim(len(rows) - 0.4, -0.6)
axes.set_xlabel("speed over that of others: median, smallest and largest of the repeats", fontsize=8)
axes.tick_params(axis="x", labelsize=8)
axes.spines[["top", "right", "left"]].set_visible(False)
axes.tick_params(axis="y", length=0)
handles = [plt.Rectangle((0, 0), 1, 1, color=COLOURS[column]) for column in LABELS]
figure.legend(
    handles, LABELS.values(), loc="outside upper right", ncols=2, fontsize=8, frameon=False
)
figure.savefig(folder / "ratios.png", dpi=130)
