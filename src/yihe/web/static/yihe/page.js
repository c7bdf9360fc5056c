// Every page: keys, pickers that apply themselves, upload progress, and the parts (maps, charts) a page brings.
const typing = (t) => t.closest("input, select, textarea, [contenteditable]");
let pending = "";

function go(key) {
  const href = { c: "/", b: "/briefing/", i: "/import/" }[key];
  if (href) location.href = href;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/" && document.getElementById("q")) {
    event.preventDefault();
    document.getElementById("q").focus();
  } else if (event.key === "?") {
    document.getElementById("keys").showModal();
  } else if (pending === "g") {
    go(event.key);
  }
  pending = event.key;
});

document.addEventListener("change", (event) => {
  const chosen = event.target;
  if (chosen.dataset.copyTo) document.getElementById(chosen.dataset.copyTo).value = chosen.value;
  if (chosen.dataset.apply !== undefined) chosen.form.requestSubmit();
});

// Empty fields would make long addresses.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
addEventListener("pageshow", () => document.querySelectorAll(":disabled[name]").forEach((f) => (f.disabled = false)));

async function dress(root) {
  if (root.querySelector("[data-map]")) (await import("./map.js")).dress(root);
  if (root.querySelector("[data-chart]")) (await import("./chart.js")).dress(root);
  if (root.querySelector("[data-upload]")) (await import("./upload.js")).dress(root);
  if (root.querySelector("[data-claims]")) (await import("./claims.js")).dress(root);
}

dress(document);
document.addEventListener("htmx:afterSwap", (event) => dress(event.target.parentElement ?? document));
