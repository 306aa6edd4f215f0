/* Is this PDF the one that was issued? The browser computes its SHA-256 here and compares; nothing is sent anywhere. */
"use strict";
(() => {
  const at = id => document.getElementById(id);
  const made = new Date(document.documentElement.dataset.made);
  const days = Math.floor((Date.now() - made) / 864e5);
  const stale = at("stale");
  if (stale && days > 7) {
    stale.textContent = stale.textContent.replace("{days}", days);
    stale.hidden = false;
  }
  // The QR code of a page ends in ?<page>.<mark>: the mark is the first thirty bits of the digest of the text.
  const paper = at("paper"), sheet = /^\?([1-9]\d{0,3})\.([A-Z2-7]{6})$/.exec(location.search);
  if (paper && sheet) {
    const bits = parseInt(paper.dataset.text.slice(0, 8), 16) >>> 2;
    const mark = [25, 20, 15, 10, 5, 0].map(by => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >>> by & 31]).join("");
    const told = at(mark === sheet[2] ? "sheet" : "other_sheet");
    told.textContent = told.textContent.replace("{page}", sheet[1]);
    told.hidden = false;
  }
  const known = Array.from(document.querySelectorAll("[data-sha256]"), one => one.dataset);
  const drop = at("drop"), file = at("file"), result = at("result");
  if (!drop) return;
  const words = {};
  for (const one of Array.from(result.children)) {
    words[one.id] = one.textContent;
    one.remove();
  }
  const tell = (kind, what) => {
    const told = document.createElement("p");
    told.className = "answer " + ({ same: "yes", working: "", added: "part", insecure: "part" }[kind] ?? "no");
    told.dataset.kind = kind;
    told.textContent = words[kind].replace("{what}", what || "");
    result.replaceChildren(told);
  };
  if (!window.isSecureContext || !window.crypto || !window.crypto.subtle) {
    tell("insecure");
    return;
  }
  drop.hidden = false;
  const digest = async bytes => Array.from(
    new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), one => one.toString(16).padStart(2, "0")).join("");
  let turn = 0;
  const judge = async one => {
    const mine = ++turn;
    const say = (kind, what) => mine === turn && tell(kind, what && what + " — " + one.name);
    say("working");
    try {
      const bytes = await one.arrayBuffer();
      if (new TextDecoder("latin1").decode(bytes.slice(0, 5)) !== "%PDF-") return say("not_pdf");
      const whole = await digest(bytes);
      const same = known.find(it => it.sha256 === whole);
      if (same) return say("former" in same ? "former" : "same", same.name);
      for (const it of known) {
        const size = Number(it.size);
        if (bytes.byteLength > size && await digest(bytes.slice(0, size)) === it.sha256) {
          return say("former" in it ? "former" : "added", it.name);
        }
      }
      say("other");
    } catch {
      say("unread");
    }
  };
  file.addEventListener("change", () => file.files[0] && judge(file.files[0]));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, event => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  document.addEventListener("drop", event => event.dataTransfer.files[0] && judge(event.dataTransfer.files[0]));
})();
