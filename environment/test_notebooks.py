"""What every notebook keeps to: run by pytest beside the notebooks themselves.

A cell is a sentence of library calls. What takes more is a noun that the library lacks.
"""

import pathlib
import re

import nbformat
import pytest

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_LINES = 10
MOST_COLUMNS = 100

DECLARATION = re.compile(
    r"""^\s*(?:public\s+|private\s+|static\s+|final\s+|sealed\s+|abstract\s+)*
        (?:(?:record|class|interface|enum|@interface)\s+\w+
         |(?!return\b|new\b|else\b|throw\b|assert\b)[\w.]+(?:<[^=;]*>)?(?:\[\])*\s+\w+\s*\([^;=]*\)
            \s*(?:throws\s+[\w.,\s]+)?\{)""",
    re.VERBOSE | re.MULTILINE,
)
ALWAYS_TRUE = re.compile(r"assert\s*\(?\s*smoke\s*\|\||assert\s+!\s*smoke\s*&&")
CODE_FORMULA = re.compile(r"[∂∫√∇]")


def cells(path, kind):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def outside_formulas(text):
    """The text without its LaTeX and its code."""
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$", " ", text, flags=re.DOTALL)
    text = re.sub(r"\$[^$\n]*\$", " ", text)
    return re.sub(r"`[^`\n]*`", " ", text)


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short(path):
    long = [source for source in cells(path, "code") if len(source.rstrip().splitlines()) > MOST_LINES]
    assert not long, f"cells of more than {MOST_LINES} lines:\n" + "\n---\n".join(long)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_lines_are_narrow(path):
    wide = [
        line
        for source in cells(path, "code")
        for line in source.splitlines()
        if len(line) > MOST_COLUMNS
    ]
    assert not wide, f"lines of more than {MOST_COLUMNS} columns:\n" + "\n".join(wide)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_is_declared(path):
    declared = [
        match.group().strip() for source in cells(path, "code") for match in DECLARATION.finditer(source)
    ]
    assert not declared, f"declared in cells, and belongs into the library: {declared}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_asserts_can_fail_in_a_quick_run(path):
    idle = [source for source in cells(path, "code") if ALWAYS_TRUE.search(source)]
    assert not idle, "asserts that a quick run cannot fail:\n" + "\n---\n".join(idle)
    assert any("assert " in source for source in cells(path, "code")), "nothing is asserted"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_begins_with_question_answer_and_figure(path):
    first = cells(path, "markdown")[0]
    assert re.match(rf"# {path.stem[:2]} ", first), "the first line is '# NN Title'"
    assert "**Question.**" in first and "**Answer.**" in first
    figures = re.findall(r"!\[[^\]]+\]\((figures/[^)]+)\)", first)
    assert figures, "a figure stands below the answer"
    assert all((FOLDER / figure).is_file() for figure in figures), figures


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_formulas_are_latex(path):
    text = [outside_formulas(source) for source in cells(path, "markdown")]
    plain = [line for source in text for line in source.splitlines() if CODE_FORMULA.search(line)]
    assert not plain, "formulas that are not LaTeX:\n" + "\n".join(plain)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stands_alone(path):
    """No cell reads what another notebook has left in results/."""
    reads = [
        line
        for source in cells(path, "code")
        for line in source.splitlines()
        if re.search(r"(TrajectoryFile\.open|ModelFile\.read)\(\s*results", line)
        and not re.search(r"write", source)
    ]
    assert not reads, f"read from another run: {reads}"


@pytest.mark.parametrize(
    "source",
    [
        "void record(String name) throws Exception {\n  spins();\n}",
        "record Block(int spins) {}",
        "  static Map<String, List<Mean>> of(int a, int b) {\n}",
        "double[] row(Block block) {",
        "class A {}",
    ],
)
def test_a_declaration_is_seen(source):
    assert DECLARATION.search(source)


@pytest.mark.parametrize(
    "source",
    [
        "for (double t : times) {\n}",
        "models.forEach((name, equation) -> {",
        "var a = new Figure(1) {",
        "if (smoke) {",
        "} else if (x) {",
        "double temperature = 0.8;",
        "Kernel kernel = KacKernel.bump(32);",
        "var t = switch (x) {",
    ],
)
def test_a_call_is_no_declaration(source):
    assert not DECLARATION.search(source)
