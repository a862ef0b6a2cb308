"""What the accounts say: indicators, criticità, the whole analysis."""

from __future__ import annotations

from crescere_kit.cli.options import Anno, Comune, Json
from crescere_kit.cli.output import stampa_json, tabella, testata


def indicatori(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """Gli indicatori di un comune: equilibri, risultato di amministrazione, parametri di deficitarietà."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    valori = [valore.come_dict() for valore in fascicolo.valori()]
    if json_:
        stampa_json(testata(fascicolo) | {"indicatori": valori})
        return
    righe = [(v["codice"], v["nome"], v["testo"], v["motivo"] or v["esito"]) for v in valori]
    tabella(f"{fascicolo.nome}, {fascicolo.anno}", ["codice", "indicatore", "valore", "esito"], righe)


def criticita(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """Le criticità di un comune, dalla più grave, con la norma e che cosa fare."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    voci = [voce.come_dict() for voce in fascicolo.voci_critiche()]
    if json_:
        stampa_json(testata(fascicolo) | {"criticita": voci})
        return
    righe = [(v["gravita"], v["frase"], v["norma"]) for v in voci]
    tabella(f"{fascicolo.nome}, {fascicolo.anno}", ["gravità", "criticità", "norma"], righe)


def analisi(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """L'analisi intera di un comune: criticità, scadenze, indicatori, e che cosa caricare."""
    from crescere_kit.reports import apri
    from crescere_kit.reports.analysis import come_dict

    fascicolo = apri(comune, anno)
    if json_:
        stampa_json(testata(fascicolo) | come_dict(fascicolo))
        return
    critiche = [(v.gravita, v.frase, v.norma) for v in fascicolo.voci_critiche()]
    scadenze = [(f"{s.giorno:%d/%m/%Y}", s.cosa, s.chi) for s in fascicolo.prossime()]
    valori = [(v.codice, v.nome, v.testo, v.motivo or v.esito) for v in fascicolo.valori()]
    carichi = [(c.file, len(c.da_solo), len(c.insieme)) for c in fascicolo.carichi()]
    titolo = f"{fascicolo.nome}, {fascicolo.anno}"
    tabella(f"{titolo}: criticità", ["gravità", "criticità", "norma"], critiche)
    tabella(f"{titolo}: scadenze", ["entro il", "che cosa", "chi"], scadenze)
    tabella(f"{titolo}: indicatori", ["codice", "indicatore", "valore", "esito"], valori)
    tabella(f"{titolo}: da caricare", ["file", "indicatori da solo", "con altri dati"], carichi)
