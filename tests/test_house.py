"""The test of the house: import order, no cycles, light imports, documented and small."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "counterclaim"
FILES = sorted(SOURCE.rglob("*.py"))

LONGEST_FILE = 700
HEAVY = ("spacy", "thinc", "trafilatura", "sqlalchemy", "pydantic", "lxml", "lingua", "rich")


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("counterclaim", cache_dir=None)


def test_a_room_imports_only_rooms_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_module_imports_itself_by_a_detour(graph: grimp.ImportGraph) -> None:
    modules = {module for module in graph.modules if not graph.find_children(module)}
    cycles = {
        (module, other)
        for module in modules
        for other in graph.find_modules_directly_imported_by(module) & modules
        if graph.chain_exists(importer=other, imported=module)
    }
    assert cycles == set()


def test_the_model_imports_nothing_of_ours(graph: grimp.ImportGraph) -> None:
    inside = {module for module in graph.modules if module.startswith("counterclaim.model")}
    for module in inside:
        ours = graph.find_modules_directly_imported_by(module)
        assert {name for name in ours if name.startswith("counterclaim.")} <= inside


def test_only_one_room_loads_a_language_model() -> None:
    loaders = [
        named(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "spacy.load"
    ]
    assert set(loaders) == {"language/parser.py"}


def test_sql_lives_in_the_store_only() -> None:
    users = {named(path).split("/")[0] for path in FILES if "sqlalchemy" in imported(path)}
    assert users == {"store"}


def loaded_by(code: str) -> set[str]:
    """The names of :data:`HEAVY` that a fresh interpreter has loaded after ``code``."""
    script = f"import sys\n{code}\nprint(*sorted(set(sys.modules) & set({HEAVY!r})))"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(found.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import counterclaim",
        "import counterclaim.model",
        "from counterclaim.cli.door import run; run(['--help'])",
        *(
            f"from counterclaim.cli.door import run; run(['{command}', '--help'])"
            for command in ("code", "claims", "show", "places", "evaluate", "demo")
        ),
    ],
)
def test_loads_nothing_heavy(code: str) -> None:
    assert loaded_by(code) == set()


def test_the_store_and_the_schema_load_no_language_model() -> None:
    assert "spacy" not in loaded_by("import counterclaim.store, counterclaim.model.record")


def imported(path: Path) -> set[str]:
    """Top-level names of what a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def public(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Public functions, classes and methods of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{prefix}{node.name}.")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_is_public_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = [
        name
        for name, node in public(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not ast.get_docstring(node)
        and not is_overload(node)
    ]
    assert bare == []


def is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """The parts of a protocol or of an overloaded function have their docstring elsewhere."""
    last = node.body[-1]
    return isinstance(last, ast.Expr) and getattr(last.value, "value", None) is ...


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_only_the_command_line_prints() -> None:
    printing = [
        named(path)
        for path in FILES
        if path.parent != SOURCE / "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "print"
    ]
    assert printing == []


def test_the_lock_holds_all_that_is_asked_for_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    locked = {line.split("==")[0] for line in lock.splitlines() if line[:1].isalpha()}
    assert {re.split(r"[<>=~! ;\[]", name)[0].lower() for name in asked} <= locked
    assert locked.isdisjoint({"torch", "en-core-web-trf", "en-core-sci-md"})
    assert "://" not in lock
