"""Everything that can be wrong in the rows of the registry, one Italian sentence per fault."""

import re
from collections import Counter
from datetime import date

GRUPPO_DEL_RUOLO = {
    "lettore": "lettori",
    "autore": "autori",
    "esperto": "esperti",
    "osservatore": "osservatori",
}
RUOLI_SENZA_COMUNE = ("regione", "supporto")
ETICHETTA_DNS = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
NOME_UTENTE = re.compile(r"[a-z][a-z0-9.-]{0,98}[a-z0-9]")
SEMPRE = (date.min, date.max)

Righe = list[dict[str, str]]


def trova(comuni: Righe, persone: Righe, incarichi: Righe) -> list[str]:
    """List every fault of the three files, in the order one reads them."""
    return (
        _difetti_comuni(comuni)
        + _difetti_persone(persone, comuni)
        + _difetti_incarichi(incarichi, persone, comuni)
    )


def _ripetuti(righe: list[dict[str, str]], colonna: str, cosa: str) -> list[str]:
    conti = Counter(riga[colonna] for riga in righe)
    return [
        f"{riga['riga']}: {cosa} «{riga[colonna]}» compare {conti[riga[colonna]]} volte, e deve "
        "comparire una volta sola."
        for riga in righe
        if conti[riga[colonna]] > 1
    ]


def _difetti_comuni(righe: list[dict[str, str]]) -> list[str]:
    difetti = _ripetuti(righe, "slug", "il comune") + _ripetuti(righe, "istat", "il codice ISTAT")
    for riga in righe:
        if not ETICHETTA_DNS.fullmatch(riga["slug"]):
            difetti.append(
                f"{riga['riga']}: lo slug «{riga['slug']}» non va bene; usare solo lettere minuscole "
                "senza accenti, cifre e trattini, senza trattini in testa o in coda, al massimo 63 caratteri."
            )
        if not re.fullmatch(r"\d{6}", riga["istat"]):
            difetti.append(f"{riga['riga']}: il codice ISTAT «{riga['istat']}» deve avere sei cifre.")
        if riga["stato"] not in ("attivo", "sospeso"):
            difetti.append(
                f"{riga['riga']}: lo stato «{riga['stato']}» deve essere «attivo» oppure «sospeso»."
            )
    return difetti


def _difetti_persone(righe: list[dict[str, str]], comuni: list[dict[str, str]]) -> list[str]:
    slug = {riga["slug"] for riga in comuni}
    difetti = _ripetuti(righe, "username", "la persona")
    for riga in righe:
        nome = riga["username"]
        if nome in slug:
            difetti.append(
                f"{riga['riga']}: «{nome}» è il nome di un comune, e nessuno entra come un comune; "
                "dare alla persona un altro nome utente."
            )
        elif not NOME_UTENTE.fullmatch(nome):
            difetti.append(
                f"{riga['riga']}: il nome utente «{nome}» non va bene; usare lettere minuscole "
                "senza accenti, cifre, punti e trattini, per esempio «anna.bianchi»."
            )
    return difetti


def _difetti_incarichi(
    righe: list[dict[str, str]], persone: list[dict[str, str]], comuni: list[dict[str, str]]
) -> list[str]:
    noti = {riga["username"] for riga in persone}, {riga["slug"] for riga in comuni}
    return [difetto for riga in righe for difetto in _difetti_incarico(riga, *noti)]


def _difetti_incarico(riga: dict[str, str], persone: set[str], comuni: set[str]) -> list[str]:
    dove, ruolo, comune = riga["riga"], riga["ruolo"], riga["comune"]
    difetti = []
    if riga["persona"] not in persone:
        difetti.append(f"{dove}: la persona «{riga['persona']}» non è in persone.csv.")
    if ruolo not in GRUPPO_DEL_RUOLO and ruolo not in RUOLI_SENZA_COMUNE:
        ammessi = ", ".join([*GRUPPO_DEL_RUOLO, *RUOLI_SENZA_COMUNE])
        difetti.append(f"{dove}: il ruolo «{ruolo}» non esiste; i ruoli sono {ammessi}.")
    elif ruolo in RUOLI_SENZA_COMUNE and comune:
        difetti.append(
            f"{dove}: il ruolo «{ruolo}» non riguarda un comune; lasciare vuota la colonna comune."
        )
    elif ruolo in GRUPPO_DEL_RUOLO and comune not in comuni:
        difetti.append(f"{dove}: il comune «{comune}» non è in comuni.csv.")
    try:
        dal, al = periodo(riga)
    except ValueError:
        difetti.append(f"{dove}: le date dal e al si scrivono come 2026-01-31, oppure si lasciano vuote.")
    else:
        if dal > al:
            difetti.append(f"{dove}: l'incarico finisce ({al}) prima di cominciare ({dal}).")
    return difetti


def periodo(riga: dict[str, str]) -> tuple[date, date]:
    dal, al = (
        date.fromisoformat(riga[nome]) if riga[nome] else estremo
        for nome, estremo in zip(("dal", "al"), SEMPRE, strict=True)
    )
    return dal, al
