"""What must hold of the repository as a whole, whoever changes it."""

import ast
import importlib.metadata
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from pip._internal.models.index import PyPI

RADICE = Path(__file__).parents[1]
KIT = RADICE / "crescere_kit"
PROGETTO = tomllib.loads((RADICE / "pyproject.toml").read_text(encoding="utf-8"))

# The way of the data: a stage never imports one that comes after it.
STADI = (
    "errors",
    "prefork",
    "euro",
    "column",
    "rules",
    "accounts",
    "sources",
    "indicators",
    "quality",
    "criticalities",
    "deadlines",
    "peers",
    "projection",
    "recovery",
    "acts",
    "tables",
    "charts",
    "reports",
    "export",
    "printing",
    "batch",
    "stripping",
    "community",
    "app",
    "cli",
)

# Caches and environments live beside the sources: only what git tracks, or would, is ours.
FILE = [
    RADICE / nome
    for nome in subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=RADICE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if nome and (RADICE / nome).is_file()
]
MODULI = [file for file in FILE if file.suffix == ".py" and file.is_relative_to(KIT)]
SORGENTI = MODULI + [f for f in FILE if f.suffix == ".py" and f.is_relative_to(RADICE / "hub_config")]


def nome(file: Path) -> str:
    return str(file.relative_to(RADICE))


def parole(file: Path) -> str:
    """The words of a file, or nothing when it is not made of words."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def importati(file: Path) -> set[str]:
    """The dotted names a module imports, wherever in the file."""
    nomi = set()
    for nodo in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.Import):
            nomi.update(alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and not nodo.level:
            nomi.update(f"{nodo.module}.{alias.name}" for alias in nodo.names)
    return nomi


# --- packages


def indirizzi_di_questa_macchina() -> set[str]:
    """Where pip and npm look for packages here."""
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    valori = re.findall(r"(?:index-url|find-links)='([^']*)'", pip.stdout)
    npmrc = [
        file.read_text(encoding="utf-8")
        for file in (Path.home() / ".npmrc", Path("/etc/npmrc"))
        if file.is_file()
    ]
    valori += re.findall(r"(?m)registry *= *(\S+)", "\n".join(npmrc))
    indirizzi = {indirizzo.split("://")[-1].strip("/") for valore in valori for indirizzo in valore.split()}
    return indirizzi | {PyPI.netloc, PyPI.file_storage_domain}


def test_no_tracked_file_names_a_package_registry():
    """Each machine uses its own registry; ours would stop somebody else's installation."""
    noti = "|".join(re.escape(indirizzo) for indirizzo in sorted(indirizzi_di_questa_macchina()))
    vietato = re.compile(
        rf"{noti}|registry\.(npmjs|yarnpkg)|\"resolved\":|--(extra-)?index-url[ =]\S|--find-links"
    )
    assert {
        nome(f): m.group() for f in FILE if f != Path(__file__) and (m := vietato.search(parole(f)))
    } == {}


@pytest.mark.parametrize("elenco", ["requirements.lock", "requirements-build.lock"])
def test_every_locked_package_has_an_exact_version_and_a_hash(elenco):
    pacchetti = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", parole(RADICE / elenco)))
    assert len(pacchetti) > 5
    assert [
        p for p in pacchetti if not re.match(r"\S+==\S+ ; [^\n]+ \\\n    --hash=sha256:[0-9a-f]{64}", p)
    ] == []


def test_every_locked_npm_package_has_a_hash():
    pacchetti = json.loads(parole(RADICE / "package-lock.json"))["packages"]
    assert "node_modules/configurable-http-proxy" in pacchetti
    assert [
        p for p, voce in pacchetti.items() if p and not voce.get("integrity", "").startswith("sha512-")
    ] == []


def test_no_process_pays_for_the_grammar_compiler():
    """It costs more than a second at every import, to check addresses that no schema of ours uses."""
    assert "rfc3987-syntax" not in parole(RADICE / "requirements.lock")
    assert importlib.util.find_spec("rfc3987_syntax") is None


def test_what_the_code_imports_is_declared():
    dichiarati = {re.match(r"[\w-]+", riga)[0].lower() for riga in PROGETTO["project"]["dependencies"]}
    pacchetti = importlib.metadata.packages_distributions()
    mancanti = {
        f"{nome(file)}: {radice}"
        for file in SORGENTI
        for radice in {importato.split(".")[0] for importato in importati(file)}
        if radice not in sys.stdlib_module_names
        and radice not in {"crescere_kit", "hub_config"}
        and not dichiarati & {p.lower().replace("_", "-") for p in pacchetti.get(radice, [])}
    }
    assert mancanti == set()


def test_the_changelog_opens_with_the_version_of_the_package():
    prima = re.search(r"(?m)^## \[?(\d+\.\d+\.\d+)", parole(RADICE / "CHANGELOG.md"))
    assert prima[1] == PROGETTO["project"]["version"] == importlib.metadata.version("crescere")


# --- code


def stadio(modulo: str) -> str:
    """The stage of `crescere_kit.<stage>.…`."""
    return modulo.split(".")[1]


def test_every_part_of_the_kit_has_its_place_in_the_order():
    parti = {file.relative_to(KIT).parts[0].removesuffix(".py") for file in MODULI} - {"__init__"}
    assert parti - set(STADI) == set()


def test_a_stage_never_imports_a_later_one():
    contrari = []
    for file in MODULI:
        proprio = file.relative_to(KIT).parts[0].removesuffix(".py")
        usati = {stadio(n) for n in importati(file) if n.startswith("crescere_kit.")}
        prima = STADI[: STADI.index(proprio) + 1] if proprio in STADI else STADI
        contrari += [f"{nome(file)} → {altro}" for altro in usati if altro not in prima]
    assert contrari == []


def test_the_kit_is_imported_whole_without_a_hub():
    moduli = sorted(
        {".".join(f.relative_to(RADICE).with_suffix("").parts).removesuffix(".__init__") for f in MODULI}
    )
    prova = (
        "import importlib, sys\n"
        f"for m in {moduli!r}: importlib.import_module(m)\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('jupyterhub', 'hub_config')])"
    )
    esito = subprocess.run(
        [sys.executable, "-c", prova], capture_output=True, text=True, check=False, cwd="/"
    )
    assert (esito.stdout.strip(), esito.stderr) == ("[]", "")


def test_the_hub_uses_the_kit_and_never_the_other_way_round():
    assert [nome(f) for f in MODULI if any(n.split(".")[0] == "hub_config" for n in importati(f))] == []


def righe_di_corpo(funzione: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How long a function is under its signature and its docstring."""
    corpo = funzione.body[1:] if ast.get_docstring(funzione) else funzione.body
    return funzione.end_lineno - corpo[0].lineno + 1 if corpo else 0


def test_a_module_is_one_idea_and_a_function_fits_on_a_screen():
    lunghi = [nome(f) for f in SORGENTI if len(parole(f).splitlines()) > 300]
    lunghe = [
        f"{nome(f)}: {nodo.name}"
        for f in SORGENTI
        for nodo in ast.walk(ast.parse(parole(f)))
        if isinstance(nodo, ast.FunctionDef | ast.AsyncFunctionDef) and righe_di_corpo(nodo) > 30
    ]
    assert lunghi + lunghe == []


def test_no_module_is_a_drawer_for_leftovers():
    assert [nome(f) for f in SORGENTI if re.search(r"util|helper|manager|misc|common", f.stem)] == []


# --- the two commands and the rest


def test_the_check_of_a_change_is_make_test():
    comando = RADICE / ".ci" / "run"
    assert comando.stat().st_mode & 0o111
    assert "exec make test" in parole(comando)


@pytest.mark.parametrize("bersaglio", ["hub", "test", "lint", "bench", "lock", "clean", "install"])
def test_make_explains_each_of_its_commands(bersaglio):
    aiuto = subprocess.run(["make", "help"], cwd=RADICE, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"(?m)^  {bersaglio} +\S", aiuto)


def test_the_disposable_machine_is_built_by_commands_that_exist():
    from typer.main import get_command

    from crescere_kit.cli import app

    costruzione = parole(RADICE / "binder" / "postBuild")
    assert "make" in parole(RADICE / "binder" / "apt.txt").split()
    assert re.findall(r"(?m)^make (\w+)", costruzione) == ["install"]
    assert re.search(r"(?m)^install:", parole(RADICE / "Makefile"))
    assert set(re.findall(r"crescere (\w+)", costruzione)) <= set(get_command(app).commands)


@pytest.mark.parametrize("script", ["postBuild", "start"])
def test_the_disposable_machine_can_run_its_scripts(script):
    file = RADICE / "binder" / script
    assert file.stat().st_mode & 0o111
    subprocess.run([shutil.which("bash"), "-n", file], check=True)


def test_the_public_card_says_what_the_catalogue_requires():
    carta = yaml.safe_load(parole(RADICE / "publiccode.yml"))
    assert carta["legal"]["license"] == PROGETTO["project"]["license"]
    assert carta["localisation"]["availableLanguages"] == ["it"]
    for lingua in ("it", "en"):
        descrizione = carta["description"][lingua]
        assert len(descrizione["shortDescription"]) <= 150
        assert 150 <= len(descrizione["longDescription"]) <= 10_000
        assert all(len(funzione) <= 100 for funzione in descrizione["features"])


def test_no_page_loads_anything_from_elsewhere():
    """The office may have no internet: pages, hub and reports bring everything with them."""
    altrove = re.compile(
        r"""(?:src|href)=["']?(?:https?:)?//|@import\s+(?:url\()?["']?https?:|\burl\(["']?https?:"""
    )
    pagine = [
        f
        for f in FILE
        if f.suffix in {".html", ".j2", ".css", ".js", ".py"} and f.parts[len(RADICE.parts)] != "tests"
    ]
    assert {nome(f): m.group() for f in pagine if (m := altrove.search(parole(f)))} == {}
