"""The tags read one after another: what opens and closes, what each name means where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import nodes

from crescere_kit.acts.lint.containers import discordi
from crescere_kit.acts.lint.expressions import CICLO, Ambito, Lettura, scritto, stampa, valuta
from crescere_kit.acts.lint.filters import NOMI_DI_TIPO
from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.grammar import NonSiLegge, comando, espressione
from crescere_kit.acts.lint.shapes import ELENCO, IGNOTO, Forma, forma
from crescere_kit.acts.lint.tags import Segnaposto

CICLI_MASSIMI = 3
BLOCCHI_MASSIMI = 40
_CHIUDE = {"endif": "if", "endfor": "for"}


@dataclass(frozen=True)
class Blocco:
    """Something opened and not yet closed, with the names that were known before it."""

    parola: str
    tag: Segnaposto
    fuori: Ambito


class Lettore:
    """Reads the tags of one part in their order, with the names known at each point."""

    def __init__(self, schema: Forma | None) -> None:
        nomi = {nome: (campo, (nome,)) for nome, campo in schema.campi.items()} if schema else {}
        self.ambito = Ambito(nomi, schema is None)
        self.aperti: list[Blocco] = []
        self.rilievi: list[Rilievo] = []
        self.stampati: set[tuple[str, ...]] = set()
        self.confrontati: set[tuple[str, ...]] = set()
        self.norme: list[tuple[str, Luogo]] = []

    def leggi(self, tag: Segnaposto) -> None:
        """Read one tag; blocks inside blocks without end are not followed."""
        if len(self.aperti) > BLOCCHI_MASSIMI:
            return
        try:
            if tag.genere == "{{":
                self._valuta(tag, espressione(tag.corpo), stampato=True)
            elif tag.genere == "{%":
                self._comando(tag)
        except NonSiLegge as errore:
            self.rilievi.append(tag.luogo.errore(errore.codice, f"{errore.frase}."))
            self._apri_lo_stesso(tag)

    def finisci(self) -> None:
        """Say what was opened and never closed."""
        if len(self.aperti) > BLOCCHI_MASSIMI:
            frase = (
                f"ci sono più di {BLOCCHI_MASSIMI} «if» e «for» uno dentro l'altro: semplificare il modello."
            )
            self.rilievi.append(self.aperti[-1].tag.luogo.errore("L03", frase))
            return
        for blocco in self.aperti:
            frase = f"«{blocco.tag.scritto}» non viene mai chiuso: manca «end{blocco.parola}»."
            self.rilievi.append(blocco.tag.luogo.errore("L08", frase))

    def _apri_lo_stesso(self, tag: Segnaposto) -> None:
        """Count a block whose condition cannot be read, so that its end is not a second fault."""
        if tag.parola in ("if", "for"):
            self.aperti.append(Blocco(tag.parola, tag, self.ambito))

    def _comando(self, tag: Segnaposto) -> None:
        nodo = comando(tag.corpo)
        if tag.parola in _CHIUDE or tag.parola in ("else", "elif"):
            self._dentro_o_fuori(tag)
        if tag.parola in ("if", "elif"):
            self._valuta(tag, nodo.test)
        if tag.parola == "if":
            self.aperti.append(Blocco("if", tag, self.ambito))
        if tag.parola == "for":
            self._ciclo(tag, nodo)

    def _dentro_o_fuori(self, tag: Segnaposto) -> None:
        atteso = _CHIUDE.get(tag.parola)
        blocco = self.aperti[-1] if self.aperti else None
        if blocco is None or (atteso or blocco.parola) != blocco.parola or _fuori_posto(tag, blocco):
            aperto = f": è aperto «{blocco.tag.scritto}»" if blocco else ": non è aperto niente"
            self.rilievi.append(tag.luogo.errore("L08", f"«{tag.scritto}» non chiude niente{aperto}."))
            return
        torto = discordi(blocco.tag, tag)
        if torto:
            self.rilievi.append(tag.luogo.errore("L08", torto))
        if atteso:
            self.aperti.pop()
        if atteso or tag.parola == "else":
            self.ambito = blocco.fuori

    def _ciclo(self, tag: Segnaposto, nodo: nodes.For) -> None:
        self.aperti.append(Blocco("for", tag, self.ambito))
        if sum(blocco.parola == "for" for blocco in self.aperti) > CICLI_MASSIMI:
            frase = f"i cicli sono uno dentro l'altro più di {CICLI_MASSIMI} volte: semplificare la tabella."
            self.rilievi.append(tag.luogo.errore("L03", frase))
        elenco, percorso = self._valuta(tag, nodo.iter)
        if elenco.tipo not in (ELENCO, IGNOTO):
            frase = f"«{scritto(nodo.iter)}» è {NOMI_DI_TIPO[elenco.tipo]}: un ciclo vuole un elenco."
            self.rilievi.append(tag.luogo.errore("L02", frase))
        nome = nodo.target.name
        if nome in self.ambito.nomi or nome == "loop":
            frase = f"la voce del ciclo si chiama «{nome}» come un altro campo: darle un nome suo."
            self.rilievi.append(tag.luogo.errore("L02", frase))
        voce = elenco.voce if elenco.tipo == ELENCO else forma({})
        self.ambito = self.ambito.con(**{nome: (voce, percorso and (*percorso, "[]")), "loop": (CICLO, None)})
        if nodo.test is not None:
            self._valuta(tag, nodo.test)

    def _valuta(
        self, tag: Segnaposto, nodo: nodes.Expr, stampato: bool = False
    ) -> tuple[Forma, tuple | None]:
        lettura = Lettura()
        esito = (stampa if stampato else valuta)(nodo, self.ambito, lettura)
        for codice, frase, avviso in lettura.difetti:
            fatto = tag.luogo.avviso if avviso else tag.luogo.errore
            self.rilievi.append(fatto(codice, frase if frase.endswith(("?", ".")) else f"{frase}."))
        self.stampati |= lettura.stampati
        self.confrontati |= lettura.confrontati
        self.norme += [(norma, tag.luogo) for norma in lettura.norme]
        return esito


def _fuori_posto(tag: Segnaposto, blocco: Blocco) -> bool:
    return tag.parola == "elif" and blocco.parola != "if"


def leggi_tutti(tags: Iterable[Segnaposto], schema: Forma | None) -> Lettore:
    """Read the tags of one part and return what was met."""
    lettore = Lettore(schema)
    for tag in tags:
        lettore.leggi(tag)
    lettore.finisci()
    return lettore
