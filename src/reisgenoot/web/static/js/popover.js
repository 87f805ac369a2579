/*
 * What opens by itself must close by Escape: the reason on a signal, and the menus. The reason opens by style alone, on
 * hover, focus and touch.
 */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  for (const popover of document.querySelectorAll("[data-rg-popover]:hover, [data-rg-popover]:focus-within")) {
    popover.dataset.rgPopover = "shut";
  }
  for (const menu of document.querySelectorAll("[data-rg-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const name of ["pointerout", "focusout"]) {
  document.addEventListener(name, (event) => {
    const popover = event.target.closest?.("[data-rg-popover]");
    if (popover && !popover.contains(event.relatedTarget)) {
      popover.dataset.rgPopover = "";
    }
  });
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-rg-menu][open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
