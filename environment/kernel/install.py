"""Writes the kernel `onsagerflow` into the virtual environment that runs this script, and takes away
the kernel "Java" that JJava brought there, which knows nothing of the library; its jar is ours too."""

import argparse
import json
import pathlib
import string
import sys

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--root", required=True, help="top folder of the project")
parser.add_argument("--java", required=True, help="the java to run the kernel with")
parser.add_argument("--classpath", required=True, help="the library and all it needs")
values = vars(parser.parse_args())

kernels = pathlib.Path(sys.prefix, "share/jupyter/kernels")
values["jar"] = str(kernels / "java/jjava.jar")


def filled(entry):
    """The template's entry with ${name} replaced, in lists and objects too."""
    if isinstance(entry, dict):
        return {key: filled(value) for key, value in entry.items()}
    if isinstance(entry, list):
        return [filled(value) for value in entry]
    return string.Template(entry).substitute(values)


template = json.loads(pathlib.Path(__file__).with_name("kernel.json").read_text())
folder = kernels / "onsagerflow"
folder.mkdir(parents=True, exist_ok=True)
(folder / "kernel.json").write_text(json.dumps(filled(template), indent=2) + "\n")

(kernels / "java/kernel.json").unlink(missing_ok=True)
