"""Measures ourselves beside others, each repeat of one after that of the next, and writes the table.

Called by environment/benchmark.
"""

import argparse
import dataclasses
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

import contestants as who
import table


@dataclasses.dataclass(frozen=True)
class Size:
    """How much a scale measures."""

    seconds: float  # a repeat
    warm_up: float
    repeats: int
    whole: int  # repeats of whole programs
    learn: int  # and of the longest
    neighbours: int  # lattice lengths
    kac: int
    sweep: int
    sweeps_of_equation: int
    learned: int  # lattice length, runs of each mean, pairs of each run
    runs: int
    pairs: int
    simulated: int  # sweeps


SIZES = {
    "quick": Size(0.1, 0.3, 2, 1, 1, 1024, 512, 1024, 5, 512, 1, 12, 20),
    "full": Size(1, 8, 7, 3, 2, 4096, 1024, 4096, 100, 1024, 10, 60, 240),
}


@dataclasses.dataclass(frozen=True)
class Contestant:
    column: str  # package, reference or ours
    name: str
    start: object
    goals: tuple = ()  # of ours: the least ratios to package and reference, None for no goal


@dataclasses.dataclass(frozen=True)
class Comparison:
    work: str
    unit: str
    cores: int
    contestants: tuple
    repeats: int


def comparisons(size, pairs):
    found = []

    def compare(work, unit, cores, *contestants, repeats=size.repeats):
        found.append(Comparison(work, unit, cores, contestants, repeats))

    def package(name, work, length, cores=1):
        return Contestant("package", name, who.package(work, length, cores))

    def reference(name, start):
        return Contestant("reference", name, start)

    def ours(name, start, package=None, reference=None):
        return Contestant("ours", name, start, (package, reference))

    n = size.neighbours
    for cores in (1, 2):
        compare(
            f"nearest-neighbour Ising spins, {n}²",
            "spins/ns",
            cores,
            package("numba", "neighbours", n, cores),
            reference("C, 64 spins a word, AVX2", who.multispin(n, cores)),
            ours("NearestNeighbourIsing", who.ours("neighbours", n, cores), 1, 0.7),
        )
    for shape in ("bump", "gaussian"):
        sites = f"kac-{shape}-sites"
        compare(
            f"Kac–Ising spins, {size.kac}², {shape}, R = 32, leaps of 0.05",
            "refreshed spins/ns",
            1,
            package("numpy, scipy", f"kac-{shape}", size.kac),
            reference("C, FFTW in floats", who.kac_leap(size.kac, shape, "float")),
            reference("C, FFTW in doubles", who.kac_leap(size.kac, shape, "double")),
            ours("KacIsing", who.ours(f"kac-{shape}", size.kac, 1), 1, 7.5),
            ours("KacIsing.withFieldOfEverySite", who.ours(sites, size.kac, 1), 1, 1),
        )
    compare(
        "convolution by a pair of Fourier transforms, 128², doubles",
        "pairs/s",
        1,
        package("scipy", "convolution", 128),
        ours("Convolution", who.ours("convolution", 128, 1), 1),
    )
    compare(
        "step of the equation, 128², r = 6, K(m, φ)",
        "steps/s",
        1,
        package("numpy, scipy", "scipy-step", 128),
        package("numba, scipy", "numba-step", 128),
        package("jax, floats", "jax-step", 128),
        package("py-pde, Allen–Cahn", "pde-step", 128),
        reference("convolution and normal deviates alone", who.ours("convolution-and-noise", 128, 1)),
        ours("EulerMaruyama", who.ours("euler-maruyama", 128, 1), 1, 0.65),
        ours("AdamsBashforthLeap", who.ours("adams-bashforth", 128, 1), 1, 0.45),
        ours("TrapezoidalLeap", who.ours("trapezoidal", 128, 1)),
    )
    count = 5 * size.runs * size.pairs
    model = pairs.with_name("learned.json")
    compare(
        f"learn --radius 6, {count} pairs of {size.learned // 8}²",
        "pairs/s",
        2,
        ours(
            "learn",
            who.command(["learn", pairs, "--radius", 6, "--out", model], count, 2),
        ),
        repeats=size.learn,
    )
    simulate = ["simulate", "kac", "--temperature", 0.8, "--length", 1024]
    simulate += ["--duration", size.simulated, "--out", pairs.with_name("simulated.h5")]
    compare(
        f"simulate kac, 1024², {size.simulated} sweeps",
        "sweeps/s",
        2,
        reference(
            "first and last frame alone",
            who.command([*simulate, "--save-every", size.simulated], size.simulated, 2),
        ),
        ours(
            "a frame every 0.5 sweeps",
            who.command([*simulate, "--save-every", 0.5], size.simulated, 2),
            None,
            0.95,
        ),
        repeats=size.whole,
    )
    length, sweeps = size.sweep, size.sweeps_of_equation
    for work, unit, pattern in (
        ("one sweep", "s", r"([\d.]+) s per sweep"),
        ("one sweep, over one unit of time of 128² of the equation", "times", r"(\d+) times faster"),
    ):
        compare(
            f"Kac–Ising spins, {length}², R = {length * 6 // 128}: {work}",
            unit,
            2,
            ours("UnitOfTime", who.unit_of_time_says(pattern, length, sweeps)),
            repeats=size.whole,
        )
    return found


def measured(comparison, tools):
    """All repeats of one comparison, in turns."""
    samples = []
    with ExitStack() as stack:
        running = {}

        def keep(contestant, repeat, value, note=""):
            goals = contestant.goals if contestant.column == "ours" else ()
            samples.append(
                {
                    "work": comparison.work,
                    "unit": comparison.unit,
                    "cores": comparison.cores,
                    "column": contestant.column,
                    "name": contestant.name,
                    "repeat": repeat,
                    "value": value,
                    "note": note,
                    "goals": "/".join("" if goal is None else str(goal) for goal in goals),
                }
            )

        def absent(contestant, reason):
            if contestant.column == "ours":
                raise SystemExit(f"error: {comparison.work}, {contestant.name}: {reason}")
            keep(contestant, 0, "", reason)

        for contestant in comparison.contestants:
            try:
                running[contestant] = contestant.start(tools, stack)
            except who.Absent as reason:
                absent(contestant, str(reason))
        for repeat in range(comparison.repeats):
            for contestant in list(running):
                try:
                    keep(contestant, repeat, running[contestant](repeat))
                except who.Absent as reason:
                    absent(contestant, str(reason))
                    del running[contestant]
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scale", choices=SIZES)
    parser.add_argument("--large", action="store_true")
    for name in ("java", "benchmarks", "app", "packages"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--scratch", type=pathlib.Path, required=True)
    parser.add_argument("--into", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    size = SIZES[arguments.scale]
    if arguments.large:
        size = dataclasses.replace(size, sweep=16384)
    tools = who.Tools(arguments, size.seconds, size.warm_up)
    machine = {
        "machine": table.processor(),
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
    } | who.versions(tools)

    pairs = arguments.scratch / f"pairs-{size.learned}-{size.runs}-{size.pairs}.h5"
    if not pairs.exists():
        words = ["simulate", "kac", "--temperature", 0.8, "--length", size.learned, "--out", pairs]
        words += ["--mean", "0,0.2,0.4,0.6,-0.3", "--runs", size.runs, "--duration", 12]
        print("          recording pairs to learn from", flush=True)
        who.output(tools.onsagerflow(2, *words, "--pairs", size.pairs), 2)
    samples = []
    everything = comparisons(size, pairs)
    for number, comparison in enumerate(everything, 1):
        cores = "one core" if comparison.cores == 1 else f"{comparison.cores} cores"
        print(f"          {number}/{len(everything)} {comparison.work}, {cores}", flush=True)
        new = measured(comparison, tools)
        samples += new
        for row in table.rows(new):
            print("            " + row.in_words(), flush=True)
    machine["load after"] = " ".join(f"{load:.2f}" for load in os.getloadavg())
    machine["date"] = time.strftime("%Y-%m-%d")
    machine["command"] = f"environment/benchmark{' --quick' * (arguments.scale == 'quick')}" + (
        " --large" if arguments.large else ""
    )
    arguments.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=arguments.into, suffix=".part") as aside:
        table.write(pathlib.Path(aside), samples, machine)
        if tools.packages:
            figure = [tools.packages, str(who.HERE / "figure.py"), aside]
            subprocess.run(figure, check=True)
        for file in sorted(pathlib.Path(aside).iterdir()):
            os.replace(file, arguments.into / file.name)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # not without ending what was started
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
