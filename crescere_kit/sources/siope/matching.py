"""Which comune each SIOPE code is: by tax code first, because codes of provinces and names may differ."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources.enti import COLONNE
from crescere_kit.sources.names import nome_proprio
from crescere_kit.sources.siope.registry import Anagrafiche


def abbina(siope: pd.DataFrame, noti: pd.DataFrame, regioni: pd.Series) -> pd.Series:
    """Return the ISTAT code of each SIOPE code; missing for a comune that is not among those known.

    A comune is its tax code; where none is known, the code of province and comune if the name agrees, else a
    name that one comune only of the region has. With no comune known, SIOPE is believed.
    """
    scritto = siope["provincia"].str.zfill(3) + siope["comune"].str.zfill(3)
    if noti.empty:
        return scritto.where(scritto.str.fullmatch(r"\d{6}"))
    nomi = siope["nome"].map(_nome)
    coerente = [_coerente(nome, noti["nome"].get(istat)) for nome, istat in zip(nomi, scritto, strict=True)]
    del_luogo = _uno_solo(_luogo(noti["nome"].map(_nome), noti["regione"]), noti.index)
    per_codice = _uno_solo(noti["codice_fiscale"], noti.index)
    luoghi = _luogo(nomi, siope["provincia"].map(regioni))
    trovati = siope["codice_fiscale"].map(per_codice).astype("str")
    return trovati.fillna(scritto.where(coerente)).fillna(luoghi.map(del_luogo).astype("str"))


def schede(siope: pd.DataFrame, anagrafiche: Anagrafiche) -> pd.DataFrame:
    """Return what SIOPE says of some comuni, index istat: `siope` has the column istat."""
    ultimi = siope.sort_values("dal", kind="stable").drop_duplicates("istat", keep="last").set_index("istat")
    province = anagrafiche.per_provincia
    enti = pd.DataFrame(
        {
            "nome": ultimi["nome"].map(nome_proprio),
            "provincia": ultimi["provincia"].map(province["nome_provincia"]).map(_proprio),
            "regione": ultimi["provincia"].map(province["regione"]).map(_proprio),
            "popolazione": ultimi["popolazione"],
            "codice_fiscale": ultimi["codice_fiscale"].replace("", pd.NA),
        }
    )
    return enti[COLONNE].rename_axis("istat").sort_index()


def _proprio(nome: str | float) -> str | float:
    return nome if pd.isna(nome) else nome_proprio(nome)


def _nome(nome: str) -> str:
    return slug(nome_proprio(nome))


def _luogo(nomi: pd.Series, regioni: pd.Series) -> pd.Series:
    """Return name and region as one text; missing where the region is not known."""
    return nomi + " " + regioni.map(slug, na_action="ignore").astype("str")


def _coerente(nome: str, noto: str | None) -> bool:
    noto = _nome(noto) if noto else ""
    return bool(nome and noto) and (noto.startswith(nome) or nome.startswith(noto))


def _uno_solo(valori: pd.Series, istat: pd.Index) -> dict[str, str]:
    """Map to its comune each value that one comune only has."""
    presenti = pd.Series(istat, index=valori).loc[lambda serie: serie.index.notna()]
    return presenti[~presenti.index.duplicated(keep=False)].to_dict()
