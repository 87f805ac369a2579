/* On a phone the places are a strip one can push aside: the one where one is shall be in view. */

document.querySelector(".rg-places [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
