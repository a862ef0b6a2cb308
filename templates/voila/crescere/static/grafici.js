/* Draws every <div class="disegno" data-figura="…"> with the local plotly; words and table need no script.
   A page with data-a-vista (a report) draws a figure when it is about to be seen, and all of them for print. */
(function () {
  "use strict";
  const LARGHEZZA_CARTA = 660, ANTICIPO = "600px";
  const aVista = document.body ? "aVista" in document.body.dataset : false;

  function disegna(riquadro) {
    if (riquadro.dataset.disegnato) return;
    riquadro.dataset.disegnato = "si";
    try {
      const figura = JSON.parse(riquadro.dataset.figura);
      if (!figura.data.length) return;
      Plotly.newPlot(riquadro, figura.data, figura.layout, figura.config).catch(function () { rinuncia(riquadro); });
    } catch (errore) {
      rinuncia(riquadro);
    }
  }

  function rinuncia(riquadro) {
    riquadro.textContent = "Il disegno non è riuscito: i numeri sono nella tabella qui sotto.";
    riquadro.removeAttribute("aria-hidden");
    const numeri = riquadro.parentElement && riquadro.parentElement.querySelector("details");
    if (numeri) numeri.open = true;
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
    disegnaTutti(document);
    if (!aperti.length) aperti = Array.from(document.querySelectorAll(".crescere-stampa-aperti details:not([open])"));
    aperti.forEach(function (d) { d.open = true; });
    adatta(LARGHEZZA_CARTA);
  });
  window.addEventListener("afterprint", function () {
    aperti.forEach(function (d) { d.open = false; });
    aperti = [];
    adatta(0);
  });

  function quandoSiVede() {
    /* The numbers came open for those who have no script. */
    document.querySelectorAll(".crescere-grafico details[open]").forEach(function (d) { d.open = false; });
    const guardia = new IntersectionObserver(function (visti) {
      visti.filter(function (v) { return v.isIntersecting; }).forEach(function (v) {
        guardia.unobserve(v.target);
        disegna(v.target);
      });
    }, { rootMargin: ANTICIPO });
    document.querySelectorAll(".disegno[data-figura]").forEach(function (riquadro) { guardia.observe(riquadro); });
  }

  function avvia() {
    if (aVista && "IntersectionObserver" in window) {
      quandoSiVede();
      return;
    }
    disegnaTutti(document);
    /* In the app the pages arrive later, through the widgets. */
    new MutationObserver(function (novita) {
      if (novita.some(function (n) { return n.addedNodes.length; })) disegnaTutti(document);
    }).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", avvia);
  else avvia();
})();
