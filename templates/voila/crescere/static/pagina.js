/* Shows the page when the widgets are there, names the comune in the header, says when the link with the server is lost. */
(function () {
  "use strict";
  const ATTESA_MASSIMA = 90000;

  function avvisa(frase) {
    const riquadro = document.getElementById("avviso");
    riquadro.innerHTML = "";
    const p = document.createElement("p");
    p.textContent = frase;
    p.className = "crescere-avviso";
    riquadro.append(p);
  }

  function guarda() {
    const titolo = document.querySelector("#celle [data-ente]");
    if (titolo) {
      document.getElementById("ente").textContent = titolo.dataset.ente;
      document.title = titolo.dataset.titolo + " – Crescere";
    }
    if (titolo || document.querySelector("#celle [role=alert]")) document.body.classList.add("pronta");
  }

  new MutationObserver(guarda).observe(document.getElementById("celle"), { childList: true, subtree: true });
  guarda();

  setTimeout(function () {
    if (!document.body.classList.contains("pronta"))
      avvisa("La pagina non si è aperta entro un minuto e mezzo. Ricaricarla; se si ripete, avvisare l'assistenza.");
  }, ATTESA_MASSIMA);
})();
