"""Runs notebooks one after the other and keeps their outputs.

Exits with 1 if a notebook fails; the others still run. A failed one is left, as far as it came,
in FOLDER/failed with the error beside it.
"""

import argparse
import pathlib
import re
import shutil
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("notebooks", nargs="+", type=pathlib.Path)
parser.add_argument("--into", type=pathlib.Path, help="write here and leave the notebooks as they are")
parser.add_argument("--banner", help="a sentence to stand above each notebook that is written")
parser.add_argument("--failed", type=pathlib.Path, required=True, help="folder of what failed")
arguments = parser.parse_args()


def write(notebook, path):
    """Writes aside, then renames: no half-written notebook stays."""
    if arguments.banner:
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"> **{arguments.banner}**"))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    nbformat.write(notebook, partial)
    partial.replace(path)


PROGRESS = "… "  # how lines begin that tell how far a long cell has come


def without_progress(notebook):
    """Drops what cells said of themselves while they ran: it is another in every run."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                lines = output.text.splitlines(keepends=True)
                output.text = "".join(line for line in lines if not line.startswith(PROGRESS))
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.output_type != "stream" or o.text.strip()]


def renew_figures(notebook, path, results):
    """Copies this run's figures over those that the text shows."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for name in re.findall(r"!\[[^\]]*\]\(figures/([^)]+)\)", cell.source):
                figure = results / "figures" / name
                if figure.is_file():
                    shutil.copyfile(figure, path.parent / "figures" / name)


def run(path, prefix):
    """Runs one notebook; returns whether it passed."""
    notebook = nbformat.read(path, as_version=4)
    count = len(notebook.cells)

    def progress(cell, cell_index, **_):
        if sys.stdout.isatty() and cell.cell_type == "code":
            print(f"\r{prefix}  cell {cell_index + 1} of {count} ", end="", flush=True)

    client = NotebookClient(
        notebook,
        timeout=None,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=progress,
    )
    start = time.monotonic()
    error = None
    try:
        client.execute()
    except (CellExecutionError, DeadKernelError, TimeoutError) as caught:
        error = caught
    # The kernel's build number would make every machine's notebook differ.
    notebook.metadata.get("language_info", {}).pop("version", None)
    without_progress(notebook)
    seconds = time.monotonic() - start
    start_of_line = "\r" if sys.stdout.isatty() else ""
    if error is None:
        write(notebook, arguments.into / path.name if arguments.into else path)
        if not arguments.into:
            renew_figures(notebook, path, arguments.failed.parent)
        print(f"{start_of_line}{prefix}  passed in {seconds:.0f} s         ".rstrip(), flush=True)
        return True
    write(notebook, arguments.failed / path.name)
    errors = [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    cause = f"{errors[-1].ename}: {errors[-1].evalue}" if errors else str(error).splitlines()[0]
    log = arguments.failed / f"{path.stem}.log"
    log.write_text("\n".join([cause, *(line for e in errors for line in e.traceback), str(error)]))
    print(f"{start_of_line}{prefix}  FAILED after {seconds:.0f} s: {cause}; see {log}", flush=True)
    return False


passed = [
    run(path, f"          {number}/{len(arguments.notebooks)} {path.name}")
    for number, path in enumerate(arguments.notebooks, 1)
]
sys.exit(0 if all(passed) else 1)
