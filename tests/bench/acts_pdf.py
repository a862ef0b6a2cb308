"""How long the PDFs of a region take: 166 acts of four pages to PDF/A and PDF/UA in one call.

    python tests/bench/acts_pdf.py [--atti 166] [--righe 20] [--campione 5]

The act is the variazione d'urgenza of the demo region, with as many lines as make four pages. Beside the one
call stands its peer on a sample: a plain `soffice --convert-to pdf` for each act, as scripts do, with a
profile that is there already, and without the standards, the tags and the checks that are all on our side.
What the checks of each PDF cost, and the preview without LibreOffice, are told apart.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from atti import dati, fatti

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs import conformity, office, preview
from crescere_kit.acts.outputs.pdf import Pdf, converti
from crescere_kit.acts.production import lavora


def atto(righe: int) -> bytes:
    """Return the Word document."""
    scritti = dati("var_urgenza")
    scritti["righe"] = [deepcopy(scritti["righe"][n % 2]) for n in range(righe)]
    return lavora(definizione("var_urgenza"), scritti, fatti()).bozza()


def da_script(docx: list[bytes]) -> None:
    """Convert as a script does: one LibreOffice for each file."""
    with tempfile.TemporaryDirectory() as cartella:
        profilo = (Path(cartella) / "profilo").as_uri()
        for n, contenuto in enumerate(docx):
            file = Path(cartella) / f"{n}.docx"
            file.write_bytes(contenuto)
            comando = [office.programma(), f"-env:UserInstallation={profilo}", "--headless"]
            comando += ["--convert-to", "pdf", "--outdir", cartella, str(file)]
            subprocess.run(comando, check=True, capture_output=True)


def cpu() -> float:
    """The CPU seconds of this process and of those it waited for."""
    usi = (resource.getrusage(chi) for chi in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(uso.ru_utime + uso.ru_stime for uso in usi)


def misura(lavoro) -> tuple[float, float, object]:
    """Return wall seconds, CPU seconds and the result of a piece of work."""
    inizio, prima = time.perf_counter(), cpu()
    esito = lavoro()
    return time.perf_counter() - inizio, cpu() - prima, esito


def controllo(pdf: Pdf) -> float:
    """Return the seconds that looking at one PDF takes."""
    with tempfile.TemporaryDirectory() as cartella:
        file = Path(cartella) / "x.pdf"
        file.write_bytes(pdf.contenuto)
        inizio = time.perf_counter()
        conformity.correggi_xmp(file)
        conformity.dichiarazione(file)
        return time.perf_counter() - inizio


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--atti", type=int, default=166)
    argomenti.add_argument("--righe", type=int, default=20)
    argomenti.add_argument("--campione", type=int, default=5)
    scelte = argomenti.parse_args()
    documento = atto(scelte.righe)
    atti = {f"comune-{n:03}": documento for n in range(scelte.atti)}
    tutti, tutti_cpu, esiti = misura(lambda: converti(atti))
    pdf = [esito for esito in esiti.values() if isinstance(esito, Pdf)]
    soli = list(atti.items())[: scelte.campione]
    uno, uno_cpu, _ = misura(lambda: da_script([docx for _, docx in soli]))
    vista, vista_cpu, _ = misura(lambda: [preview.anteprima(docx) for _, docx in soli])
    per_uno, per_uno_cpu = tutti / len(atti), tutti_cpu / len(atti)
    solo, solo_cpu = uno / len(soli), uno_cpu / len(soli)
    print(f"atti convertiti            {len(pdf)} su {len(atti)}, di {pdf[0].pagine} pagine")
    print(f"in una chiamata            {tutti:8.1f} s   ({tutti_cpu:.1f} s di CPU)")
    print(f"  ciascuno                 {per_uno:8.2f} s   ({per_uno_cpu:.2f} s di CPU)")
    print(f"  di cui il controllo      {controllo(pdf[0]):8.2f} s")
    print(f"uno alla volta, ciascuno   {solo:8.2f} s   ({solo_cpu:.2f} s di CPU, campione di {len(soli)})")
    print(f"rapporto                   {solo / per_uno:8.1f} ×   ({solo_cpu / per_uno_cpu:.1f} × di CPU)")
    print(f"anteprima, ciascuna        {vista / len(soli):8.2f} s   ({vista_cpu / len(soli):.2f} s di CPU)")


if __name__ == "__main__":
    main()
