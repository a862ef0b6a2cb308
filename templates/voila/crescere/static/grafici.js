/* Draws every <div class="disegno" data-figura="…"> with the local plotly basic; words and table need no script. */
(function () {
  "use strict";

  function disegna(riquadro) {
    if (riquadro.dataset.disegnato) return;
    riquadro.dataset.disegnato = "si";
    try {
      const figura = JSON.parse(riquadro.dataset.figura);
      if (!figura.data.length) return;
      Plotly.newPlot(riquadro, figura.data, figura.layout, figura.config);
    } catch (errore) {
      riquadro.textContent = "Il disegno non è riuscito: i numeri sono nella tabella qui sotto.";
    }
  }

  function disegnaTutti(radice) {
    radice.querySelectorAll(".disegno[data-figura]").forEach(disegna);
  }

  /* Paper is narrower than most screens: the figures are fitted to it, and to the screen again afterwards. */
  function adatta(larghezza) {
    document.querySelectorAll(".disegno.js-plotly-plot").forEach(function (riquadro) {
      Plotly.relayout(riquadro, larghezza ? { width: larghezza, autosize: false } : { width: null, autosize: true });
    });
  }

  let aperti = [];
  window.addEventListener("beforeprint", function () {
    aperti = Array.from(document.querySelectorAll(".crescere-stampa-aperti details:not([open])"));
    aperti.forEach(function (d) { d.open = true; });
    adatta(660);
  });
  window.addEventListener("afterprint", function () {
    aperti.forEach(function (d) { d.open = false; });
    adatta(0);
  });

  function avvia() {
    disegnaTutti(document);
    /* In the app the pages arrive later, through the widgets. */
    new MutationObserver(function (novita) {
      if (novita.some(function (n) { return n.addedNodes.length; })) disegnaTutti(document);
    }).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", avvia);
  else avvia();
})();
