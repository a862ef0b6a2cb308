"""The notebooks that can be planned: those delivered with Crescere, and no other.

A notebook of the comune is code that somebody wrote: it would run unseen, also after that person has left.
"""

RELAZIONI = {
    "07_relazione": "Relazione completa",
    "01_conti": "I conti",
    "02_indicatori": "Gli indicatori",
    "03_criticita": "Le criticità",
    "04_proiezione": "I due anni che vengono",
    "05_risanamento": "Il piano di risanamento",
}
