/* A table inside .crescere-elenco gets a search box, filters by state and columns that sort. Without this script it
   is a table. data-colonna-stato on the box says which column (from 0) holds the state to filter by. */
(function () {
  "use strict";
  const ATTESA = 120; // milliseconds after the last key: thousands of rows are not filtered at every letter
  const MOSTRATE = 300; // rows that a browser lays out at once; the others wait behind a button

  function piatto(testo) {
    return testo.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  }

  function crea(nome, attributi, testo) {
    const nuovo = document.createElement(nome);
    Object.assign(nuovo, attributi);
    if (testo !== undefined) nuovo.textContent = testo;
    return nuovo;
  }

  const parole = new Intl.Collator("it");

  /* «1.234,50 €», «12,5 %» and «1,2 s» sort as numbers, dates by year, the rest as Italian words. */
  function chiave(testo) {
    const data = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(testo);
    if (data) return Number(data[3] + data[2] + data[1]);
    const numero = /^[-−]?\d{1,3}(\.\d{3})*(,\d+)?(?=$|\s)|^[-−]?\d+(,\d+)?(?=$|\s)/.exec(testo);
    return numero ? Number(numero[0].replace(/\./g, "").replace(",", ".").replace("−", "-")) : null;
  }

  function confronta(a, b) {
    if (a.chiave !== null && b.chiave !== null) return a.chiave - b.chiave;
    if (a.chiave !== null || b.chiave !== null) return a.chiave !== null ? -1 : 1;
    return parole.compare(a.testo, b.testo);
  }

  function prepara(riquadro, posto) {
    const tabella = riquadro.querySelector("table"), corpo = tabella && tabella.tBodies[0];
    if (!corpo) return;
    let righe = Array.from(corpo.rows).map(function (tr) {
      return { tr: tr, testo: piatto(tr.textContent) };
    }), tutte = righe.length <= MOSTRATE;
    const colonna = riquadro.dataset.colonnaStato === undefined ? -1 : Number(riquadro.dataset.colonnaStato);
    righe.forEach(function (r) { r.stato = colonna < 0 ? "" : r.tr.cells[colonna].textContent.trim(); });
    const conta = crea("p", { className: "conta" });
    conta.setAttribute("role", "status");
    const cerca = crea("input", { type: "search", id: "cerca-" + posto, autocomplete: "off" });
    let stato = "", attesa = null;

    function filtra() {
      const parole = piatto(cerca.value).split(/\s+/).filter(Boolean);
      const trovate = righe.filter(function (r) {
        return (!stato || r.stato === stato) && parole.every(function (p) { return r.testo.includes(p); });
      });
      corpo.replaceChildren.apply(corpo, (tutte ? trovate : trovate.slice(0, MOSTRATE)).map(function (r) { return r.tr; }));
      altre.hidden = tutte || trovate.length <= MOSTRATE;
      altre.textContent = "Mostra tutte le " + trovate.length + " righe";
      conta.textContent = trovate.length === righe.length ? "" : trovate.length + " di " + righe.length;
    }

    const altre = crea("button", { type: "button", className: "altre solo-schermo" });
    altre.addEventListener("click", function () { tutte = true; filtra(); });
    window.addEventListener("beforeprint", function () { if (!tutte) { tutte = true; filtra(); } });

    const comandi = crea("div", { className: "comandi solo-schermo" });
    comandi.append(crea("label", { htmlFor: cerca.id }, riquadro.dataset.cerca || "Cerca"), cerca);
    cerca.addEventListener("input", function () {
      clearTimeout(attesa);
      attesa = setTimeout(filtra, ATTESA);
    });
    const stati = Array.from(new Set(righe.map(function (r) { return r.stato; }))).filter(Boolean).sort();
    if (stati.length > 1) {
      const scelta = crea("select", { id: "stato-" + posto });
      scelta.append(crea("option", { value: "" }, "tutti"));
      stati.forEach(function (s) {
        const quanti = righe.filter(function (r) { return r.stato === s; }).length;
        scelta.append(crea("option", { value: s }, s + " (" + quanti + ")"));
      });
      scelta.addEventListener("change", function () { stato = scelta.value; filtra(); });
      comandi.append(crea("label", { htmlFor: scelta.id }, "Stato"), scelta);
    }
    comandi.append(conta);
    riquadro.prepend(comandi);
    riquadro.append(altre);
    ordinabili(tabella, righe, function (ordinate) { righe = ordinate; filtra(); });
    filtra();
  }

  function ordinabili(tabella, righe, fatto) {
    Array.from(tabella.tHead ? tabella.tHead.rows[0].cells : []).forEach(function (testa, colonna) {
      const bottone = crea("button", { type: "button", className: "ordina" }, testa.textContent);
      testa.replaceChildren(bottone);
      bottone.addEventListener("click", function () {
        const su = testa.getAttribute("aria-sort") !== "ascending", segno = su ? 1 : -1;
        Array.from(testa.parentElement.cells).forEach(function (c) { c.removeAttribute("aria-sort"); });
        testa.setAttribute("aria-sort", su ? "ascending" : "descending");
        const voci = righe.map(function (r) {
          const testo = r.tr.cells[colonna] ? r.tr.cells[colonna].textContent.trim() : "";
          return { riga: r, testo: testo, chiave: chiave(testo) };
        });
        voci.sort(function (a, b) { return segno * confronta(a, b); });
        fatto(voci.map(function (v) { return v.riga; }));
      });
    });
  }

  function avvia() {
    document.querySelectorAll(".crescere-elenco").forEach(prepara);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", avvia);
  else avvia();
})();
