"""`python -m hub_config`: prepares what the hub needs, starts it, says who can enter, stops it cleanly."""

import argparse
import os
import signal
import sys
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato
from hub_config import node, prepare, processes, settings
from hub_config.registry import Registro, RegistroErrato, oggi
from hub_config.secrets_file import PasswordNote
from hub_config.settings import Impostazioni, ImpostazioniErrate
from hub_config.spawner import AVVISO

ERRORI = (ErroreSpiegato, ImpostazioniErrate, RegistroErrato, node.ProxyAssente, processes.AvvioFallito)


class Interruzione(BaseException):
    """Somebody asked to stop, with Ctrl-C or a signal."""


def main(argomenti: list[str] | None = None) -> int:
    opzioni = _opzioni(argomenti)
    signal.signal(signal.SIGTERM, _interrompi)
    signal.signal(signal.SIGINT, _interrompi)
    try:
        return _esegui(opzioni)
    except Interruzione:
        return 0
    except ERRORI as errore:
        print(errore, file=sys.stderr)
        return 1


def _opzioni(argomenti: list[str] | None) -> argparse.Namespace:
    lettore = argparse.ArgumentParser(prog="python -m hub_config", description="Avvia l'hub di Crescere.")
    lettore.add_argument(
        "--port", type=int, help="la porta su cui rispondere (altrimenti quella di hub.toml)"
    )
    lettore.add_argument("--comuni", nargs="*", default=[], help="i comuni da servire, solo al primo avvio")
    return lettore.parse_args(argomenti)


def _esegui(opzioni: argparse.Namespace) -> int:
    impostazioni = settings.leggi()
    porta = opzioni.port or impostazioni.porta
    if processes.porta_libera(impostazioni.indirizzo, porta) is None:
        print(
            f"La porta {porta} è già occupata da un altro programma: fermarlo, oppure scegliere un'altra "
            f"porta con «make hub PORT={porta + 1}».",
            file=sys.stderr,
        )
        return 2
    node.comando_del_proxy()
    archivio = Path(os.environ.get("CRESCERE_DATI", "dati")).resolve()
    registro, note = prepare.prepara(impostazioni, archivio, opzioni.comuni, _di)
    _di(AVVISO)
    if impostazioni.banca_dati_relazioni:
        _prova_la_banca_dati(impostazioni)
    return _servi(impostazioni, porta, registro, note)


def _prova_la_banca_dati(impostazioni: Impostazioni) -> None:
    """Say here what the service would say in its journal; the hub starts all the same, and it tries again."""
    from hub_config.lotti import address, connection

    try:
        connection.apri(address.di(impostazioni)).dispose()
    except ErroreSpiegato as errore:
        _di(str(errore))


def _servi(impostazioni: Impostazioni, porta: int, registro: Registro, note: PasswordNote) -> int:
    hub = processes.avvia(impostazioni, porta)
    try:
        processes.aspetta(hub, impostazioni.indirizzo, porta, impostazioni.stato / "hub.log")
        _di(f"\nCrescere è pronto: http://{impostazioni.indirizzo}:{porta}\n")
        _di(tabella(registro, note))
        _di(f"\nLe password sono anche in {note.percorso}. Per fermare: Ctrl-C.")
        hub.wait()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        processes.ferma(hub)
        _di("Crescere è fermo.")
    raise processes.AvvioFallito(
        f"L'hub si è fermato da solo: le ragioni sono in {impostazioni.stato / 'hub.log'}."
    )


def tabella(registro: Registro, note: PasswordNote) -> str:
    """Who can enter today, with the first password of who has not changed it yet."""
    nomi = {comune.slug: comune.nome for comune in registro.comuni}
    righe = [("Nome utente", "Ruolo", "Comune", "Password")]
    for persona in registro.persone:
        incarichi = [i for i in registro.incarichi if i.persona == persona.username and i.vale(oggi())]
        righe.append(
            (
                persona.username,
                ", ".join(dict.fromkeys(i.ruolo for i in incarichi)),
                ", ".join(nomi.get(i.comune, i.comune) for i in incarichi),
                note.password(persona.username) or "(scelta dalla persona)",
            )
        )
    larghezze = [max(len(riga[colonna]) for riga in righe) for colonna in range(4)]
    return "\n".join(
        "  ".join(testo.ljust(spazio) for testo, spazio in zip(riga, larghezze, strict=True)).rstrip()
        for riga in righe
    )


def _di(frase: str) -> None:
    print(frase, flush=True)


def _interrompi(*_):
    raise Interruzione


if __name__ == "__main__":
    sys.exit(main())
