/*
 * Messages after an action. One without undo leaves after ten seconds, unless somebody is at it; one with undo stays.
 * When the server does not answer, a message says so, and what was typed stays where it is.
 */

const shelf = document.getElementById("rg-toasts");
const seconds = 10;

function watch(toast) {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) {
      setTimeout(leave, seconds * 1000);
    } else {
      toast.remove();
    }
  };
  if (toast.dataset.rgToast === "brief") {
    setTimeout(leave, seconds * 1000);
  }
}

if (shelf) {
  shelf.querySelectorAll("[data-rg-toast]").forEach(watch);
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node instanceof HTMLElement && node.matches("[data-rg-toast]")) {
        watch(node);
      }
    }
  }).observe(shelf, { childList: true });
  shelf.addEventListener("click", (event) => {
    if (event.target.closest("[data-rg-toast-close]")) {
      event.target.closest("[data-rg-toast]").remove();
    }
  });
  const sayNoAnswer = () => shelf.replaceChildren(document.getElementById("rg-no-answer").content.cloneNode(true));
  document.body.addEventListener("htmx:sendError", sayNoAnswer);
  document.body.addEventListener("htmx:responseError", sayNoAnswer);
}
