"""The harmonised accounts (D.Lgs. 118/2011): the panel, its official names, the identities that must hold."""

from crescere_kit.accounts.enti import ComuneSconosciuto, slug, trova
from crescere_kit.accounts.identities import discrepanze
from crescere_kit.accounts.panel import Conti
from crescere_kit.accounts.ratios import percento
from crescere_kit.accounts.voci import Voce, VoceSconosciuta, nome_voce

__all__ = [
    "ComuneSconosciuto",
    "Conti",
    "Voce",
    "VoceSconosciuta",
    "discrepanze",
    "nome_voce",
    "percento",
    "slug",
    "trova",
]
