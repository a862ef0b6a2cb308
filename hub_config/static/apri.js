// Opens a door: asks the hub to start the server as the person who is looking, says how it goes, then goes there.
(() => {
  const avvio = document.getElementById("avvio");
  const avanzamento = document.getElementById("avanzamento");
  const ATTESA = 90_000;
  const frasi = {
    spento: "Accendo il server del comune…",
    avvio: "Il server del comune si sta avviando…",
    spegnimento: "Il server si sta spegnendo: attendo per riaccenderlo…",
    acceso: "Pronto: entro.",
  };
  const pausa = (millisecondi) => new Promise((continua) => setTimeout(continua, millisecondi));

  function guasto(motivo) {
    avvio.hidden = true;
    document.getElementById("motivo").textContent = motivo;
    document.getElementById("guasto").hidden = false;
  }

  async function stato() {
    const risposta = await fetch(avvio.dataset.stato, { credentials: "same-origin" });
    if (!risposta.ok) throw new Error(risposta.status);
    return (await risposta.json()).stato;
  }

  const avvia = () => fetch(avvio.dataset.avvia, {
    method: "POST", credentials: "same-origin", headers: { "X-XSRFToken": document.body.dataset.xsrf },
  });

  async function apri() {
    const scadenza = Date.now() + ATTESA;
    let chiesto = false;
    while (Date.now() < scadenza) {
      const ora = await stato();
      if (ora === "acceso") {
        avanzamento.textContent = frasi.acceso;
        location.replace(avvio.dataset.arrivo);
        return;
      }
      if (ora === "errore" && chiesto) {
        guasto("Il server del comune non è partito. Se si ripete, avvisare chi amministra indicando l'ora.");
        return;
      }
      if ((ora === "spento" || ora === "errore") && !chiesto) {
        avanzamento.textContent = frasi.spento;
        const risposta = await avvia();
        if (risposta.status === 429) await pausa(3000);
        else if (risposta.status === 403 || risposta.status === 404) {
          guasto("Questa utenza non può accendere il server del comune.");
          return;
        } else chiesto = true;
      } else avanzamento.textContent = frasi[ora] || frasi.avvio;
      await pausa(400);
    }
    guasto("Il server del comune ci mette troppo. Riprovare fra un minuto.");
  }

  apri().catch(() => guasto("Il collegamento con Crescere si è interrotto, oppure l'accesso è scaduto."));
})();
