/*
 * Keys: "/" finds, "n" writes, j and k walk through the rows of a list, "x" chooses one, and a form that filters submits on a change.
 * data-rg-key on a control names its key. The person can switch single keys off in the menu: for who steers the
 * computer by voice they get in the way.
 */

const stored = "rg-keys";
const off = () => localStorage.getItem(stored) === "off";

function isTyping(target) {
  return target.matches("input, textarea, select, [contenteditable]") || target.closest("dialog") !== null;
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-rg-rows] [data-rg-row]")];
  const here = rows.indexOf(document.activeElement?.closest("[data-rg-row]"));
  const row = rows[here === -1 && step < 0 ? rows.length - 1 : here + step];
  (row?.querySelector("[data-rg-row-link]") ?? row?.querySelector("a, button"))?.focus();
}

function press(key) {
  const control = document.querySelector(`[data-rg-key="${CSS.escape(key)}"]`);
  if (control?.matches("input, textarea, select")) {
    control.focus();
    control.select?.();
  } else {
    control?.click();
  }
  return control !== null;
}

// The row one stands in is chosen, or no longer, to do something with several rows at once.
function pick() {
  const box = document.activeElement?.closest("[data-rg-row]")?.querySelector("[data-rg-pick]");
  box?.click();
  return Boolean(box);
}

document.addEventListener("keydown", (event) => {
  if (off() || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || isTyping(event.target)) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "x" && pick()) {
    event.preventDefault();
  } else if (press(event.key)) {
    event.preventDefault();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-rg-submit-on-change] select")) {
    event.target.form.requestSubmit();
  }
});

for (const toggle of document.querySelectorAll("[data-rg-keys-toggle]")) {
  const show = () => {
    toggle.setAttribute("aria-pressed", String(!off()));
    toggle.querySelector("[data-rg-when-on]").hidden = off();
    toggle.querySelector("[data-rg-when-off]").hidden = !off();
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    localStorage.setItem(stored, off() ? "on" : "off");
    show();
  });
  show();
}

// After a form came back with mistakes, the list of them takes the focus.
document.querySelector("main [data-rg-focus]")?.focus();
