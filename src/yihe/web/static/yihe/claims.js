// The list of verdicts: show only one verdict, and light up a figure and its reason together.
function filter(aside, verdict) {
  let n = 0;
  for (const claim of aside.querySelectorAll("li.claim[data-verdict]")) {
    claim.hidden = Boolean(verdict) && claim.dataset.verdict !== verdict;
    n += !claim.hidden;
  }
  for (const button of aside.querySelectorAll("button[data-verdict]")) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  aside.querySelector("[data-claims-said]").textContent = n;
}

function light(number) {
  document.querySelectorAll("mark.chosen").forEach((m) => m.classList.remove("chosen"));
  document.getElementById(`m${number}`)?.classList.add("chosen");
}

export function dress(root) {
  for (const aside of root.querySelectorAll("[data-claims]:not([data-dressed])")) {
    aside.dataset.dressed = "";
    aside.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-verdict]");
      if (button) filter(aside, button.dataset.verdict);
    });
    for (const claim of aside.querySelectorAll("li.claim[id]")) {
      claim.addEventListener("mouseenter", () => light(claim.id.slice(1)));
      claim.addEventListener("focusin", () => light(claim.id.slice(1)));
    }
    document.querySelector(".checked-text")?.addEventListener("click", (event) => {
      if (event.target.closest("mark")) filter(aside, "");
    });
  }
}
