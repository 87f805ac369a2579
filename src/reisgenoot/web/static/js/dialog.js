/*
 * Forms that open over the page. A link with data-rg-dialog is loaded into the one dialog of the frame; without this
 * script the link leads to the same form on a page of its own.
 *
 * A form in which somebody typed is kept when the dialog closes by accident, and shown again by the same link.
 */

const frame = document.querySelector("[data-rg-dialog-frame]");
const content = document.getElementById("rg-dialog-content");
let loadedFrom = "";
let typed = false;

function open() {
  if (!frame.open) {
    frame.showModal();
  }
  const chosen = content.querySelector("[data-rg-focus], [autofocus]");
  (chosen ?? content.querySelector("textarea, input:not([type=hidden]), select"))?.focus();
}

async function load(url) {
  if (typed && url === loadedFrom) {
    open();
    return;
  }
  typed = false;
  loadedFrom = url;
  await window.htmx.ajax("GET", url, { target: "#rg-dialog-content", swap: "innerHTML" });
  if (content.childElementCount) {
    open();
  }
}

function forget() {
  typed = false;
  frame.close();
  content.replaceChildren();
}

if (frame && window.htmx) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-rg-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      load(link.href);
    } else if (event.target.closest("[data-rg-close]")) {
      frame.close();
    }
  });
  content.addEventListener("input", () => {
    typed = true;
  });
  // A form that came back with mistakes: the words about them take the focus.
  content.addEventListener("htmx:afterSwap", () => content.querySelector("[data-rg-focus]")?.focus());
  document.body.addEventListener("rg:close", forget);
  content.addEventListener("rg:reload", () => {
    typed = false;
    load(loadedFrom);
  });
}
