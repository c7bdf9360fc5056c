// Uploads: files can be dropped on the form, and sending them shows how far it has come.
function acceptDrops(box) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("over", name === "dragover");
      if (name === "drop") input.files = event.dataTransfer.files;
    });
  }
}

function showProgress(form) {
  const bar = form.querySelector(".upload-progress");
  const said = form.querySelector("[data-upload-said]");
  form.addEventListener("htmx:xhr:progress", ({ detail }) => {
    bar.hidden = said.hidden = false;
    const done = detail.loaded >= detail.total;
    if (done) bar.removeAttribute("value");
    else { bar.max = detail.total; bar.value = detail.loaded; }
    said.textContent = done ? said.dataset.reading : `${said.dataset.sending} ${Math.round((100 * detail.loaded) / detail.total)} %`;
  });
  for (const trouble of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    form.addEventListener(trouble, () => { bar.hidden = true; said.textContent = said.dataset.failed; });
  }
}

export function dress(root) {
  for (const form of root.querySelectorAll("[data-upload]:not([data-dressed])")) {
    form.dataset.dressed = "";
    form.querySelectorAll(".drop").forEach(acceptDrops);
    showProgress(form);
  }
}
