/* Django's boxes to choose by typing (select2) have no name of their own for a screen reader: each
   is called by the label of the choice it stands for, and by what is chosen. */
"use strict";
new MutationObserver(() => {
  for (const box of document.querySelectorAll(".select2-selection:not([data-named])")) {
    const choice = box.closest(".select2-container").parentElement.querySelector("select");
    const label = document.querySelector(`label[for="${choice?.id}"]`);
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `${choice.id}-label`;
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", label.id);
    box.dataset.named = "";
  }
}).observe(document, { childList: true, subtree: true });
