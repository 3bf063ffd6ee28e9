/* What is typed is kept in this browser until it is saved, and offered back if it was not.

   A draft's name begins with the person's number, so nobody is offered another's. Signing out
   removes them all. The server names, in a cookie, the drafts that were saved since. */
"use strict";
(() => {
  const PREFIX = "directory-draft:";
  const KEPT = 30 * 24 * 3600 * 1000;
  const COOKIE = "saved_drafts";
  const UNKEPT = new Set(["csrfmiddlewaretoken", "_continue", "_save", "_preview", "_submit"]);

  const store = (() => {
    try {
      localStorage.setItem(PREFIX + "test", "");
      localStorage.removeItem(PREFIX + "test");
      return localStorage;
    } catch {
      return null; // A private window may have none: then typing is as safe as anywhere else.
    }
  })();
  if (!store) return;

  // Leaving the page keeps what was typed, but for leaving it to sign out.
  let signedOut = false;

  const names = () => Object.keys(store).filter((name) => name.startsWith(PREFIX));

  function forgetSaved() {
    const found = document.cookie.split("; ").find((one) => one.startsWith(COOKIE + "="));
    if (!found) return;
    // The cookie's own quotes stand around a value with signs in it.
    const saved = found.slice(COOKIE.length + 1).replace(/^"|"$/g, "");
    for (const name of saved.split("|")) {
      try {
        store.removeItem(PREFIX + decodeURIComponent(name));
      } catch { /* Not a name of ours. */ }
    }
    document.cookie = `${COOKIE}=; Max-Age=0; path=/; SameSite=Lax`;
  }

  function forgetOthers(person) {
    for (const name of names()) {
      let old = true;
      try {
        old = Date.now() - JSON.parse(store.getItem(name)).at > KEPT;
      } catch { /* Unreadable: it goes. */ }
      if (old || (person && !name.startsWith(PREFIX + person))) store.removeItem(name);
    }
  }

  const entries = (form) =>
    [...new FormData(form).entries()].filter(([name, value]) => !UNKEPT.has(name) && typeof value === "string");

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function bringBack(form, draft) {
    // The server shows the form again as it was typed: rows that were added are there too.
    const again = document.createElement("form");
    again.method = "post";
    again.hidden = true;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ["_again", "draft"], ...draft.entries]) {
      const box = document.createElement("textarea");
      box.name = name;
      box.value = value;
      again.append(box);
    }
    document.body.append(again);
    again.submit();
  }

  function offer(form, draft, name) {
    const box = document.getElementById("draft");
    const when = new Date(draft.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    box.querySelector("[data-when]").textContent = `on ${when}`;
    box.hidden = false;
    const kept = watch(form, name, draft);
    box.querySelector("[data-bring-back]").onclick = () => {
      store.setItem(name, JSON.stringify(draft));
      bringBack(form, draft);
    };
    box.querySelector("[data-throw-away]").onclick = () => {
      box.hidden = true;
      kept.earlier = draft.earlier;
      kept.typed ? kept.keep() : store.removeItem(name);
      if (draft.earlier) offer(form, draft.earlier, name);
    };
  }

  /* Keeps what is typed from now on. `earlier` is a draft nobody has decided about yet: it is kept
     inside the new one. */
  function watch(form, name, earlier) {
    let waiting;
    const kept = {
      earlier,
      typed: false,
      keep() {
        clearTimeout(waiting);
        if (signedOut) return;
        kept.typed = true;
        try {
          const draft = { at: Date.now(), entries: entries(form), earlier: kept.earlier };
          store.setItem(name, JSON.stringify(draft));
        } catch { /* Full: nothing more can be done here. */ }
      },
    };
    const soon = () => {
      clearTimeout(waiting);
      kept.typed = true;
      waiting = setTimeout(kept.keep, 400);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("section-shown", soon);
    form.addEventListener("submit", () => { if (kept.typed || "typed" in form.dataset) kept.keep(); });
    addEventListener("pagehide", () => { if (kept.typed) kept.keep(); });
    return kept;
  }

  document.addEventListener("DOMContentLoaded", () => {
    forgetSaved();
    // Every page has one at its top; the page that asks "Sign out?" has another.
    for (const form of document.querySelectorAll("form[data-signs-out]")) {
      form.addEventListener("submit", () => {
        signedOut = true;
        names().forEach((name) => store.removeItem(name));
      });
    }
    const form = document.querySelector("form[data-draft]");
    if (!form) return;
    forgetOthers(form.dataset.person);
    const name = PREFIX + form.dataset.draft;
    let draft = null;
    try {
      draft = JSON.parse(store.getItem(name));
    } catch { /* Unreadable. */ }
    if (!draft || "typed" in form.dataset) {
      watch(form, name, draft?.earlier);
      return;
    }
    if (same(draft.entries, entries(form))) {
      store.removeItem(name);
      watch(form, name);
      return;
    }
    offer(form, draft, name);
  });
})();
