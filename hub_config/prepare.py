"""Everything the hub needs on disk before it starts. A second run changes only what has changed."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from crescere_kit import peers
from crescere_kit.accounts.enti import trova
from crescere_kit.acts import demo as acts_demo
from crescere_kit.acts import people
from crescere_kit.acts.desk import ANAGRAFICA
from crescere_kit.acts.register import shelf
from crescere_kit.projection.forecast import kept
from crescere_kit.sources import demo
from crescere_kit.sources.store import Archivio
from hub_config import demo_registry, laboratorio, membership, places, registry, secrets_file, tenant_data
from hub_config.lotti import publishing
from hub_config.registry import Comune, Registro
from hub_config.secrets_file import PasswordNote
from hub_config.settings import Impostazioni

COMUNI_DELLA_DEMO = 3


def prepara(
    impostazioni: Impostazioni,
    archivio: Path,
    comuni: Sequence[str] = (),
    dire: Callable[[str], object] = print,
) -> tuple[Registro, PasswordNote]:
    """Prepare archive, registry, folders, secrets and people, and return who can enter."""
    impostazioni.stato.mkdir(parents=True, exist_ok=True)
    impostazioni.stato.chmod(0o700)
    impostazioni.comunita.mkdir(exist_ok=True)
    secrets_file.assicura(impostazioni.segreti)
    _archivio(archivio, dire)
    if peers.aggiorna_se_serve(Archivio(archivio)):
        dire("Confronto fra i comuni preparato.")
    if kept.aggiorna_se_serve(Archivio(archivio)):
        dire("Proiezione dei comuni imparata.")
    _registro(impostazioni, archivio, comuni, dire)
    registro = registry.leggi(impostazioni.registro)
    _aspetto(impostazioni.stato)
    _comuni(impostazioni, archivio, registro, dire)
    return registro, _persone(impostazioni, registro)


def _archivio(archivio: Path, dire: Callable[[str], object]) -> None:
    """Fill an empty archive with the demo region, through the same reader as real data."""
    if len(Archivio(archivio).stato()):
        return
    dire("Scrivo la regione di esempio e la carico nell'archivio (solo la prima volta).")
    with tempfile.TemporaryDirectory() as cartella:
        Archivio(archivio).importa(demo.scrivi(Path(cartella)))


def _registro(
    impostazioni: Impostazioni, archivio: Path, comuni: Sequence[str], dire: Callable[[str], object]
) -> None:
    if (impostazioni.registro / "comuni.csv").exists():
        if comuni:
            dire(f"Il registro c'è già in {impostazioni.registro}: uso quello, e --comuni non ha effetto.")
        return
    enti = Archivio(archivio).enti()
    istat = [trova(enti, comune) for comune in comuni] or list(enti.index[:COMUNI_DELLA_DEMO])
    scelti = [
        Comune(enti.slug[codice], enti.nome[codice], codice, enti.provincia[codice]) for codice in istat
    ]
    demo_registry.scrivi(impostazioni.registro, scelti)


def _aspetto(stato: Path) -> None:
    """Let Voilà find our template wherever it is installed."""
    collegamento = stato / "jupyter" / "voila" / "templates" / "crescere"
    collegamento.parent.mkdir(parents=True, exist_ok=True)
    collegamento.unlink(missing_ok=True)
    collegamento.symlink_to(places.template_voila())


def _comuni(
    impostazioni: Impostazioni, archivio: Path, registro: Registro, dire: Callable[[str], object]
) -> None:
    attuale = tenant_data.impronta(archivio)
    for comune in registro.comuni:
        cartella = impostazioni.comune(comune.slug)
        cartella.mkdir(parents=True, exist_ok=True)
        if tenant_data.estrai(archivio, comune.istat, cartella, attuale):
            dire(f"Conti di {comune.nome} preparati.")
        laboratorio.prepara(cartella, impostazioni.comunita)
        publishing.prepara(cartella)
        _atti(cartella / "atti", comune, Archivio(archivio))


def _atti(cartella: Path, comune: Comune, archivio: Archivio) -> None:
    """Make the folder of the acts; an invented comune finds its people in it, a real one writes its own."""
    anagrafica = shelf.ufficio(comune.slug, cartella).cartella / ANAGRAFICA
    anagrafica.parent.mkdir(parents=True, exist_ok=True)
    ente = archivio.enti().loc[comune.istat]
    if not anagrafica.exists() and ente["regione"] == demo.REGIONE.capitalize():
        inventata = acts_demo.anagrafica(
            comune.istat, ente["nome"], ente["provincia"], int(ente["popolazione"])
        )
        people.scrivi(inventata, anagrafica)


def _persone(impostazioni: Impostazioni, registro: Registro) -> PasswordNote:
    note = PasswordNote.leggi(impostazioni.segreti / "password.csv")
    membership.allinea(impostazioni.banca_dati, registro, note)
    note.salva({persona.username for persona in registro.persone})
    banca_dati = impostazioni.stato / "jupyterhub.sqlite"
    banca_dati.chmod(0o600)
    return note
