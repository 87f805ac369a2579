// Drawing a signature with finger, pen or mouse. What was drawn becomes the path of an SVG of 400 by 120 in a hidden
// field. Without this script a typed name is enough.
(() => {
  const within = (value, most) => Math.max(0, Math.min(most, value)).toFixed(1);

  const begin = (area) => {
    const canvas = area.querySelector("svg");
    const path = canvas.querySelector("path");
    const field = area.closest("form").elements["drawing"];
    let drawn = field.value;
    let is_down = false;
    area.hidden = false;
    path.setAttribute("d", drawn);

    const add = (letter, event) => {
      const box = canvas.getBoundingClientRect();
      const across = within(((event.clientX - box.left) / box.width) * 400, 400);
      const down = within(((event.clientY - box.top) / box.height) * 120, 120);
      drawn = `${drawn} ${letter}${across} ${down}`.trim();
      path.setAttribute("d", drawn);
      field.value = drawn;
    };
    canvas.addEventListener("pointerdown", (event) => {
      is_down = true;
      canvas.setPointerCapture(event.pointerId);
      add("M", event);
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (is_down) add("L", event);
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => (is_down = false));
    area.querySelector("[data-rg-signing-clear]").addEventListener("click", () => {
      drawn = "";
      field.value = "";
      path.setAttribute("d", "");
    });
  };

  const find = (root) => {
    for (const area of root.querySelectorAll("[data-rg-signing][hidden]")) begin(area);
  };
  find(document);
  document.addEventListener("htmx:afterSwap", (event) => find(event.target));
})();
