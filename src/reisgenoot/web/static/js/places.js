/* On a phone the places and the tabs of a file are strips one can push aside: the one where one is shall be in view. */

document.querySelector(".rg-places [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

/* Tabs stand further down: only their strip moves, never the page. */
for (const here of document.querySelectorAll(".rg-tabs__list [aria-current]")) {
  const strip = here.closest(".rg-tabs__list");
  const [own, around] = [here, strip].map((one) => one.getBoundingClientRect());
  strip.scrollLeft += own.left + own.width / 2 - (around.left + around.width / 2);
}
