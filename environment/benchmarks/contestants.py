"""What environment/benchmark can measure: workers that wait between repeats, programs, commands.

A contestant is started within an ExitStack and gives a function: the number of the repeat -> how fast.
"""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
C_SOURCES = HERE.parent.parent / "lib/benchmarks/src/main/c"


class Absent(Exception):
    """Why somebody else's program is not in the table."""


class Tools:
    """Where everything is, and how long a repeat takes."""

    def __init__(self, arguments, seconds, warm_up):
        self.java = [arguments.java, f"@{HERE.parent / 'jvm.options'}"]
        self.benchmarks, self.app = arguments.benchmarks, arguments.app
        self.packages = arguments.packages
        self.scratch = arguments.scratch
        self.seconds, self.warm_up = seconds, warm_up

    def run_java(self, cores, *more):
        return [*self.java, f"-XX:ActiveProcessorCount={cores}", *more]

    def onsagerflow(self, cores, *words):
        main = ["-cp", self.app, "onsagerflow.cli.Main"]
        return self.run_java(cores, *main, *map(str, words), "--quiet")

    @functools.cache
    def compiled(self, source, *flags, fftw=None):
        """A C program, built on first use."""
        compiler = shutil.which(os.environ.get("CC", "cc"))
        if compiler is None:
            raise Absent("no compiler")
        program = self.scratch / (pathlib.Path(source).stem + (f"-{fftw}" if fftw else ""))
        libraries = self.fftw(fftw) if fftw else []
        built = subprocess.run(
            [compiler, "-O3", "-march=native", *flags, C_SOURCES / source, "-o", program]
            + [*libraries, "-lm"],
            capture_output=True,
            text=True,
        )
        if built.returncode:
            text = built.stderr.lower()
            raise Absent("no FFTW" if fftw and "fftw" in text else "does not compile here")
        return str(program)

    def fftw(self, name):
        """How to link the FFTW that comes with the library, or the system's."""
        for jar in self.benchmarks.split(os.pathsep):
            if not re.search(r"fftw-[^/]*-(linux|macosx)", jar):
                continue
            with zipfile.ZipFile(jar) as files:
                for entry in files.namelist():
                    if re.search(rf"/lib{name}(\.so\.3|\.3\.dylib)$", entry):
                        library = self.scratch / pathlib.Path(entry).name
                        library.write_bytes(files.read(entry))
                        return [library, f"-Wl,-rpath,{self.scratch}"]
        return [f"-l{name}"]


def settings(cores):
    """How a process is started that is to use so many cores."""
    threads = {name: str(cores) for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS")}
    if cores == 1:
        threads["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    bound = {}
    if hasattr(os, "sched_setaffinity"):  # not on macOS
        chosen = sorted(os.sched_getaffinity(0))[-cores:]
        bound["preexec_fn"] = lambda: os.sched_setaffinity(0, chosen)
    return {"env": os.environ | threads, "text": True, **bound}


def output(command, cores):
    done = subprocess.run(command, capture_output=True, **settings(cores))
    if done.returncode:
        raise Absent((done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1])
    return done.stdout


def worker(command, cores, tools, stack):
    """A process that warms up, then works for as many seconds as it reads, and prints how fast."""
    clock = "processor" if cores == 1 else "wall"
    log = stack.enter_context(open(tools.scratch / "worker.log", "w+", encoding="utf-8"))
    process = stack.enter_context(
        subprocess.Popen(
            [*command, clock, str(tools.warm_up)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            **settings(cores),
        )
    )

    def answer():
        line = process.stdout.readline().strip()
        if not line:
            process.wait()
            log.seek(0)
            raise Absent((log.read().strip() or f"exit code {process.returncode}").splitlines()[-1])
        return line

    answer()

    def measure(_):
        process.stdin.write(f"{tools.seconds}\n")
        process.stdin.flush()
        return float(answer())

    return measure


def ours(work, length, cores):
    def start(tools, stack):
        words = ["-cp", tools.benchmarks, "onsagerflow.benchmarks.Contestant", work, str(length)]
        return worker(tools.run_java(cores, *words), cores, tools, stack)

    return start


def package(work, length, cores):
    def start(tools, stack):
        if not tools.packages:
            raise Absent("not installed")
        words = [tools.packages, str(HERE / "packages.py"), work, str(length)]
        return worker(words, cores, tools, stack)

    return start


def multispin(length, cores):
    """One process a core, each with a lattice of its own."""

    def start(tools, stack):
        program = tools.compiled("ising_multispin.c")
        sweeps = max(10, round(tools.seconds * 5e9 / length**2))
        command = [program, str(length), "2.27", str(sweeps)]
        clock = "of processor time" if cores == 1 else "by the clock"

        def measure(_):
            runs = [
                subprocess.Popen(command, stdout=subprocess.PIPE, **settings(cores))
                for _ in range(cores)
            ]
            texts = [run.communicate()[0] for run in runs]
            if any(run.returncode for run in runs):
                raise Absent(f"exit code {runs[0].returncode}")
            return sum(float(re.search(rf"([\d.]+) {clock}", text)[1]) for text in texts)

        return measure

    return start


def kac_leap(length, shape, precision):
    fftw = {"float": "fftw3f", "double": "fftw3"}[precision]

    def start(tools, stack):
        prefix = fftw.replace("3", "")
        program = tools.compiled(
            "kac_leap.c", f"-DREAL={precision}", f"-DFFTW={prefix}", fftw=fftw
        )
        leaps = max(10, round(tools.seconds * 1e8 / length**2))
        command = [program, str(length), "32", shape, "0.8", str(leaps)]
        return lambda _: float(re.search(r"([\d.]+) spins/ns", output(command, 1))[1])

    return start


def command(words, amount, cores):
    """A whole command of ours, from its start to its end."""

    def start(tools, stack):
        line = tools.onsagerflow(cores, *words, "--force")

        def measure(_):
            begin = time.perf_counter()
            output(line, cores)
            return amount / (time.perf_counter() - begin)

        return measure

    return start


@functools.cache
def unit_of_time(tools, length, sweeps, repeat):
    main = ["-Xmx2g", "-cp", tools.benchmarks, "onsagerflow.benchmarks.UnitOfTime"]
    return output(tools.run_java(2, *main, str(length), str(sweeps)), 2)


def unit_of_time_says(pattern, length, sweeps):
    def start(tools, stack):
        return lambda repeat: float(
            re.search(pattern, unit_of_time(tools, length, sweeps, repeat))[1]
        )

    return start


def versions(tools):
    """What takes part, by name."""
    java = subprocess.run([tools.java[0], "--version"], capture_output=True, text=True).stdout
    found = {"Java": java.splitlines()[0]}
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler:
        text = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
        found["C compiler"] = text.splitlines()[0] + ", -O3 -march=native"
    if tools.packages:
        names = "numpy scipy numba jax py-pde"
        code = (
            "import importlib.metadata as m, platform; print('Python', platform.python_version(), "
            f"*[f', {{n}} {{m.version(n)}}' for n in '{names}'.split()])"
        )
        text = subprocess.run([tools.packages, "-c", code], capture_output=True, text=True).stdout
        found["packages"] = text.strip().replace(" ,", ",")
    return found
