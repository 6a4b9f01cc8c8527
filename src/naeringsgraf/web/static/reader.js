// The document reader, better with JavaScript: a change in the legend shows at once, and the list follows the text.
const form = document.querySelector("form.legend");

/** Put the text and the notes of another choice of marks in the place of those shown. */
async function show(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".minutes", ".steps", ".aside"]) {
    const [now, then] = [document.querySelector(part), page.querySelector(part)];
    if (now && then) now.replaceWith(document.adoptNode(then));
  }
  history.replaceState(null, "", address + location.hash);
}

form?.addEventListener("change", () => {
  const chosen = new URLSearchParams(new FormData(form));
  show(`${location.pathname}?${chosen}`);
});

form?.querySelector("button")?.setAttribute("hidden", "");

/** Say which sentence is looked at, in the text and in the list. */
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id.startsWith("statement-")) return;
  for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
  for (const each of document.querySelectorAll(".said [aria-current]")) each.removeAttribute("aria-current");
  const entry = document.getElementById(`list-${id}`);
  entry?.classList.add("current");
  entry?.querySelector(".quoted")?.setAttribute("aria-current", "true");
  const list = entry?.closest(".aside");
  if (list) list.scrollTop += entry.getBoundingClientRect().top - list.getBoundingClientRect().top - 80;
}

addEventListener("hashchange", follow);
follow();
