/* Names the comune in the header, gives way to the live page, says when the link with the server is lost. */
(function () {
  "use strict";
  const APERTURA = 90000, RISPOSTA = 12000; // milliseconds
  const celle = document.getElementById("celle");
  let attesa = null;

  function avvisa(frase, indirizzo, testo) {
    const riquadro = document.getElementById("avviso"), p = document.createElement("p");
    p.className = "crescere-avviso";
    p.textContent = frase + " ";
    if (indirizzo) {
      const a = document.createElement("a");
      a.href = indirizzo;
      a.textContent = testo;
      p.append(a);
    }
    riquadro.replaceChildren(p);
  }

  function guarda() {
    clearTimeout(attesa); // whatever changes, the server is there
    if (celle.querySelector(".widget-html .cruscotto")) celle.querySelectorAll("[data-anteprima]").forEach((e) => e.remove());
    if (celle.querySelector(".crescere-comandi")) celle.querySelectorAll(".attende").forEach((e) => e.remove());
    const titolo = celle.querySelector("[data-ente]");
    if (titolo) {
      document.getElementById("ente").textContent = titolo.dataset.ente;
      document.title = titolo.dataset.titolo + " – Crescere";
    }
    if (titolo || celle.querySelector("[role=alert]")) document.body.classList.add("pronta");
  }

  celle.addEventListener("change", function (evento) {
    const scelta = evento.target.selectedOptions ? evento.target.selectedOptions[0].textContent.trim() : "";
    clearTimeout(attesa);
    attesa = setTimeout(function () {
      const anno = /^\d{4}$/.test(scelta) ? "?anno=" + scelta : location.pathname;
      avvisa("Il server non risponde: forse la pagina è rimasta aperta a lungo.", anno, "Riaprire la pagina");
    }, RISPOSTA);
  });

  new MutationObserver(guarda).observe(celle, { childList: true, subtree: true });
  guarda();

  setTimeout(function () {
    if (!document.body.classList.contains("pronta") || celle.querySelector(".attende"))
      avvisa("La pagina non è completa.", location.href, "Ricaricarla; se si ripete, avvisare l'assistenza.");
  }, APERTURA);
})();
