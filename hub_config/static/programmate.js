// The page of the planned reports: shows of the form what is needed, and follows what is being prepared.
(() => {
  const tipo = document.getElementById("tipo");
  const soloDi = () => document.querySelectorAll("[data-per]").forEach((campo) => { campo.hidden = campo.dataset.per !== tipo.value; });
  if (tipo) { tipo.addEventListener("change", soloDi); soloDi(); }

  const OGNI = 2000;
  const elenco = document.getElementById("elenco");
  const novita = document.getElementById("novita");
  const aperti = () => elenco.querySelectorAll("[data-aperto]").length;

  async function aggiorna() {
    const risposta = await fetch(location.pathname, {
      credentials: "same-origin", headers: { "X-XSRFToken": document.body.dataset.xsrf },
    });
    if (!risposta.ok || risposta.redirected) throw new Error(risposta.status);
    const nuovo = new DOMParser().parseFromString(await risposta.text(), "text/html").getElementById("elenco");
    if (nuovo.innerHTML === elenco.innerHTML) return;
    const prima = aperti(), fuoco = document.activeElement && document.activeElement.id;
    const lasciatiAperti = elenco.querySelector("details[open]");
    if (lasciatiAperti) return; // somebody is reading there: the next look will do
    elenco.replaceChildren(...nuovo.childNodes);
    if (fuoco && document.getElementById(fuoco)) document.getElementById(fuoco).focus();
    if (aperti() < prima) novita.textContent = "Una relazione è finita: l'esito è nell'elenco dei piani.";
  }

  async function segui() {
    while (aperti()) {
      await new Promise((continua) => setTimeout(continua, OGNI));
      await aggiorna();
    }
  }
  segui().catch(() => { novita.textContent = "La pagina non si aggiorna più da sola: ricaricarla."; novita.className = "avviso errore"; });
})();
