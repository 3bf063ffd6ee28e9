/* Makes the form in sections smoother. Everything here also works without it: each button that adds
   a row, looks something up or shows dates is a button of the form, and this only fetches the one
   section it changes instead of the whole page. */
"use strict";
(() => {
  const form = document.querySelector("form.sections");
  if (!form) return;

  // --- One section at a time ---------------------------------------------------------------------

  let asked = 0;

  async function fetchSection(slug, button) {
    const data = new FormData(form);
    data.set(button.name, button.value);
    const answer = await fetch(location.href, {
      method: "POST",
      body: data,
      headers: { "X-Section": slug },
      redirect: "error",
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const section = page.getElementById(slug);
    if (!section || section.tagName !== "SECTION") throw new Error("not the section");
    return section;
  }

  function sectionOf(button) {
    return button.closest("section.section");
  }

  async function ask(button) {
    const old = sectionOf(button);
    const before = new Set([...old.querySelectorAll("[id]")].map((one) => one.id));
    button.setAttribute("aria-busy", "true");
    let fresh;
    try {
      fresh = await fetchSection(old.id, button);
    } catch {
      // Signed out, or no connection: the ordinary way tells more. What was typed is kept.
      button.removeAttribute("aria-busy");
      form.dataset.plain = "";
      form.requestSubmit(button);
      return;
    }
    old.replaceWith(fresh);
    arrange();
    form.dispatchEvent(new Event("section-shown"));
    const back = document.getElementById(button.id);
    if (button.name === "_more") {
      const row = [...fresh.querySelectorAll("fieldset.row")].find((one) => !before.has(one.id));
      row?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else if (button.name === "_find") {
      const options = fresh.querySelector(`[name="${CSS.escape(button.value)}"]`);
      (options ?? back ?? fresh).focus();
    } else {
      fresh.querySelector(".said")?.scrollIntoView({ block: "nearest" });
    }
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || "plain" in form.dataset) return;
    if (["_more", "_find", "_again"].includes(button.name) && sectionOf(button)) {
      event.preventDefault();
      ask(button);
    }
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    const look = event.target.type === "search" && event.target.closest(".look")?.querySelector("[data-look]");
    if (!look) return;
    event.preventDefault();
    look.click();
  });

  // --- The dates, as they are typed ----------------------------------------------------------------

  let waiting;
  form.addEventListener("input", (event) => {
    const section = event.target.closest?.("section.section");
    const button = section?.querySelector("[data-refresh]");
    if (!button || !event.target.closest("fieldset.row")) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      try {
        const fresh = await fetchSection(section.id, button);
        if (mine !== asked) return;
        document.getElementById(`${section.id}-said`)?.replaceWith(fresh.querySelector(`#${section.id}-said`));
        for (const row of fresh.querySelectorAll("fieldset.session")) {
          const legend = document.getElementById(row.id)?.querySelector("legend");
          if (legend) legend.textContent = row.querySelector("legend").textContent;
        }
      } catch { /* The button still works. */ }
    }, 700);
  });

  // --- What is filled in -------------------------------------------------------------------------

  function says(name) {
    if (name.startsWith("rows:")) {
      const rows = document.getElementById(`${name.slice(5)}-rows`);
      return [...(rows?.querySelectorAll("fieldset.row") ?? [])].some((row) => {
        if (row.querySelector(".remove input:checked")) return false;
        if (row.querySelector("input[type=hidden][name$='-id'][value]:not([value=''])")) return true;
        // What a blank row holds from the start says nothing.
        return [...row.querySelectorAll("input:not([type=hidden], [name$='-country']), textarea, select")].some(speaks);
      });
    }
    const boxes = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
    return [...boxes].some((box) => (box.tagName === "SELECT" ? box.value !== "" : speaks(box)));
  }

  function speaks(box) {
    if (box.tagName === "SELECT") return [...box.options].some((one) => one.selected && !one.defaultSelected && one.index);
    if (/^(checkbox|radio)$/.test(box.type)) return box.checked && box.value !== "";
    return box.value.trim() !== "";
  }

  function count() {
    let filled = 0;
    const sections = form.querySelectorAll("section[data-filled-by]");
    for (const section of sections) {
      const done = section.dataset.filledBy.split(" ").every((group) => group.split(",").some(says));
      filled += done;
      const state = section.querySelector("[data-state]");
      if (state) state.textContent = done ? "✓ filled in" : "nothing yet";
    }
    const told = form.querySelector("[data-completion]");
    if (told) told.textContent = `${filled} of ${sections.length}`;
    for (const one of form.querySelectorAll("[data-needs]")) {
      one.querySelector("[data-mark]").textContent = says(one.dataset.needs) ? "✓ Done:" : "Still needed:";
    }
  }

  // --- What does not belong to an answer is out of the way ---------------------------------------

  const BELONGS = {
    days: ["weekly", "monthly"],
    which: ["monthly"],
    dates: ["dates"],
    starts: ["weekly", "monthly", "dates", "once"],
    ends: ["weekly", "monthly", "dates", "once"],
    every: ["weekly", "monthly", "dates"],
    last: ["weekly", "monthly", "dates"],
    sessions: ["weekly", "monthly", "dates"],
    afterwards: ["weekly", "monthly", "dates"],
  };

  function arrange() {
    for (const row of form.querySelectorAll("fieldset.session")) {
      const how = row.querySelector("[name$='-how_often']")?.value;
      for (const [name, kinds] of Object.entries(BELONGS)) {
        const field = row.querySelector(`.field-${name}`);
        if (field && !field.classList.contains("wrong")) field.hidden = Boolean(how) && !kinds.includes(how);
      }
    }
    const takesPlace = form.querySelector("[name=takes_place]:checked")?.value;
    const places = document.getElementById("places-rows");
    const online = form.querySelector(".field-online_url");
    const saved = places?.querySelector("input[type=hidden][name$='-id'][value]:not([value=''])");
    if (places) places.hidden = takesPlace === "online" && !saved && !places.querySelector(".errorlist");
    if (online) online.hidden = takesPlace === "in_person" && !online.querySelector("input").value;
  }

  form.addEventListener("input", () => { count(); arrange(); });
  form.addEventListener("section-shown", count);
  arrange();
  document.getElementById("form-top")?.focus();

  // A link of the list of errors may lead into something folded.
  form.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target?.matches("input, select, textarea")) setTimeout(() => target.focus());
  });
})();
