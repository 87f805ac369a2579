/*
 * Keeps what somebody types: a form with data-rg-draft in it is saved a moment after each change. Nothing is kept on the
 * device. When the server does not answer or the session ended, a line in the form says so, what was typed stays on the
 * page, and it is tried again; sending waits until it can arrive.
 */

const AFTER_TYPING = 800;
const AGAIN = 5000;

function parts(form) {
  const draft = form.querySelector("[data-rg-draft]");
  return { draft, state: draft.querySelector("[data-rg-draft-state]") };
}

function say(form, words) {
  const { draft, state } = parts(form);
  const template = words && draft.querySelector(`[data-rg-draft-words="${words}"]`);
  state.hidden = !template;
  state.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
  state.dataset.rgDraftState = words;
}

/* Whether the server answers and knows us; after a new log-in the forms get the token of the new session. */
async function alive(form) {
  const { draft } = parts(form);
  try {
    const answer = await fetch(draft.dataset.rgDraftAlive, { redirect: "manual", cache: "no-store" });
    if (answer.status !== 204) {
      return "out";
    }
    const token = answer.headers.get("X-Form-Token");
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      field.value = token;
    }
    return "yes";
  } catch {
    return "offline";
  }
}

function body(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File || form.elements[name]?.type === "password") {
      data.delete(name);
    }
  }
  return data;
}

async function keep(form) {
  if (!form.isConnected || form.dataset.rgDraftSent) {
    return;
  }
  const state = await attempt(form);
  say(form, state);
  if (state !== "kept") {
    plan(form, AGAIN);
  }
}

async function attempt(form) {
  const { draft } = parts(form);
  const post = () => fetch(draft.dataset.rgDraftSave, { method: "POST", body: body(form), redirect: "manual" });
  try {
    let answer = await post();
    if (answer.status !== 204) {
      const state = await alive(form);
      if (state !== "yes") {
        return state;
      }
      answer = await post();
    }
    return answer.status === 204 ? "kept" : "offline";
  } catch {
    return "offline";
  }
}

function plan(form, wait) {
  clearTimeout(form.rgDraftTimer);
  form.rgDraftTimer = setTimeout(() => keep(form), wait);
}

function formOf(target) {
  const form = target.closest?.("form");
  return form?.querySelector("[data-rg-draft]") ? form : null;
}

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = formOf(event.target);
    if (form) {
      plan(form, AFTER_TYPING);
    }
  });
}

/* Sending: first see whether it can arrive, so that no browser page of errors takes the place of what was typed. */
document.addEventListener(
  "submit",
  async (event) => {
    const form = formOf(event.target);
    if (!form || form.dataset.rgDraftSent) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const state = await alive(form);
    if (state !== "yes") {
      say(form, state);
      plan(form, AGAIN);
      return;
    }
    clearTimeout(form.rgDraftTimer);
    form.dataset.rgDraftSent = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.rgDraftSent;
  },
  true,
);

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-rg-draft-throw]");
  const form = button && formOf(button);
  if (!form) {
    return;
  }
  clearTimeout(form.rgDraftTimer);
  await fetch(parts(form).draft.dataset.rgDraftDiscard, { method: "POST", body: body(form) });
  const dialog = form.closest("#rg-dialog-content");
  if (dialog) {
    dialog.dispatchEvent(new CustomEvent("rg:reload"));
  } else {
    window.location.reload();
  }
});

/* Back from another tab where one logged in again. */
window.addEventListener("focus", () => {
  for (const draft of document.querySelectorAll("[data-rg-draft-state=out], [data-rg-draft-state=offline]")) {
    plan(draft.closest("form"), 0);
  }
});
