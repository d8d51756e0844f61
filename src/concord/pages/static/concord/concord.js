// Starts the GOV.UK components of the page, and shows that a long answer is on its way. Every page works without it.
import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// How long it will take is not known: the bar moves until the answer comes.
for (const form of document.querySelectorAll("form[data-busy]")) {
  const says = document.createElement("p");
  says.setAttribute("role", "status");
  says.className = "govuk-body concord-busy";
  form.append(says);
  form.addEventListener("submit", () => {
    says.replaceChildren(document.createElement("progress"), " ", form.dataset.busy);
  });
  window.addEventListener("pageshow", () => says.replaceChildren());
}
