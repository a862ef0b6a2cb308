"""Small reference sets for the tests, each in its official layout."""

CIVITAS = (
    "istatCode,name,province,region,historicalSpendingCents,standardSpendingCents,differenceCents,"
    "historicalPerCapitaCents,standardPerCapitaCents,differencePerCapitaCents,differenceBasisPoints,"
    "serviceDifferenceBasisPoints,spendingLevel,serviceLevel,spendingAssessmentReason,"
    "servicesAssessmentReason,sourceWarnings\n"
)
CIVITAS_BORGO = "901001,BORGO ESEMPIO,PROVA,ESEMPIO,11000,10000,1000,550,500,50,1000,-210.0,3.0,5.0,,,[]\n"
MISURE = ["comprehensiveIncome", "taxableIncome", "netTaxDeclared", "regionalSurtaxDue", "municipalSurtaxDue"]
REDDITI = ["901001", "Z999", "BORGO", "901", "ES", "99", 50, 48, 900, 47, 800, 40, 100, 39, 20, None, None]


def dati(*comuni, **cambia):
    return {
        "schemaVersion": 1,
        "datasetId": "mef_irpef_comunale",
        "taxYear": 2024,
        "measureOrder": MISURE,
        "municipalities": list(comuni) or [REDDITI],
        **cambia,
    }


ARCO = [[0, 0], [1, 0], [0, 1], [-1, -1]]


def comune(istat="901001", archi=None, forma="Polygon"):
    return {
        "type": forma,
        "arcs": archi or [[0]],
        "properties": {"com_istat_code": istat, "reg_istat_code": "99"},
    }


def topologia(*comuni, **cambia):
    return {
        "type": "Topology",
        "arcs": [ARCO],
        "transform": {"scale": [0.001, 0.001], "translate": [15.5, 38.0]},
        "objects": {"comuni": {"type": "GeometryCollection", "geometries": list(comuni) or [comune()]}},
        **cambia,
    }
