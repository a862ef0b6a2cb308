"""One launch of LibreOffice over many files: a profile of its own, no macros, no links, a limit of time."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

# Word documents and nothing else: left to guess, LibreOffice opens a broken one as plain text.
_LETTURA = "MS Word 2007 XML"
# PDF/A-2b and PDF/UA-1, with the tags that a screen reader needs.
_SCRITTURA = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    },
    separators=(",", ":"),
)
# With the first four a document reaches neither the network nor the files of the machine, and nothing in it
# runs; with the last, one that does not say its language is read aloud in Italian.
_PROFILO = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # never
    ("org.openoffice.Office.Linguistic/General", "DefaultLocale", "it-IT"),
)
_SPENTO = "http://127.0.0.1:9"  # a port where nobody answers, for whoever would look for a proxy
_MEMORIA = 4 * 1024**3
_GENTILEZZA = 10
_PASSO = 0.05


def programma() -> str | None:
    """Return where LibreOffice is, or None when this machine has none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def lancia(soffice: str, sorgenti: list[Path], uscita: Path, *, secondi: float) -> int | None:
    """Convert the files in one launch; return how LibreOffice ended, or None when it had to be stopped.

    It is stopped, with all it started, when for `secondi` no new PDF appears: so one file that hangs costs
    that much, however many the others are. What was written before stays.
    """
    profilo = uscita.parent / f"profilo-{uscita.name}"
    _scrivi_profilo(profilo)
    uscita.mkdir()
    processo = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profilo.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            f"--infilter={_LETTURA}",
            *("--convert-to", _SCRITTURA, "--outdir", str(uscita)),
            *(str(file) for file in sorgenti),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=uscita.parent,
        env=_ambiente(profilo),
        start_new_session=True,
    )
    try:
        _trattieni(processo.pid)
        return _attendi(processo, uscita, secondi)
    finally:
        _ferma(processo)
        shutil.rmtree(profilo, ignore_errors=True)


def _scrivi_profilo(profilo: Path) -> None:
    voci = "".join(
        f'<item oor:path="/{dove}"><prop oor:name="{nome}" oor:op="fuse"><value>{valore}</value></prop>'
        "</item>"
        for dove, nome, valore in _PROFILO
    )
    (profilo / "user").mkdir(parents=True)
    (profilo / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{voci}</oor:items>\n',
        encoding="utf-8",
    )


def _ambiente(profilo: Path) -> dict[str, str]:
    """Return the few variables LibreOffice needs: no secret of the office, no screen, no way out."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(profilo),
        "TMPDIR": str(profilo),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": _SPENTO,
        "https_proxy": _SPENTO,
    }


def _trattieni(pid: int) -> None:
    """Let the others on the machine go first, and let no document take all the memory."""
    with suppress(ProcessLookupError, PermissionError):  # it ended already, or the machine forbids it
        os.setpriority(os.PRIO_PGRP, pid, _GENTILEZZA)
        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORIA, _MEMORIA))


def _attendi(processo: subprocess.Popen[bytes], uscita: Path, secondi: float) -> int | None:
    """Return how it ended, or None when nothing new came for too long."""
    viste, limite = 0, time.monotonic() + secondi
    while (esito := processo.poll()) is None and time.monotonic() < limite:
        pronte = sum(1 for _ in uscita.iterdir())
        if pronte > viste:
            viste, limite = pronte, time.monotonic() + secondi
        time.sleep(_PASSO)
    return esito


def _ferma(processo: subprocess.Popen[bytes]) -> None:
    """End the whole group: the soffice that was started is a script, and the work is in its children."""
    with suppress(ProcessLookupError):  # all of it had ended
        os.killpg(processo.pid, signal.SIGKILL)
    processo.wait()
