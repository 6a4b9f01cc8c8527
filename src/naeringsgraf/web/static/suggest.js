// The field for searching suggests names while one writes, after the pattern of a combobox with a list: arrows choose,
// Enter opens what is chosen, Escape closes. Enter with nothing chosen searches, as it does without JavaScript.
const input = document.getElementById("seek");
const form = input?.form;
const WAIT = 150;

/** Make an element with text in it; whatever the text holds, it stays text. */
function make(name, text, attributes) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function start() {
  const box = make("ul", "", { id: "seek-list", role: "listbox", class: "seek-list", hidden: "", "aria-label": input.labels[0].textContent });
  form.append(box);
  for (const [key, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id })) {
    input.setAttribute(key, value);
  }
  let [hits, at, timer, last] = [[], -1, 0, ""];

  const mark = () => {
    [...box.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `seek-${at}`);
    else input.removeAttribute("aria-activedescendant");
    box.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    mark();
  };
  const open = (index) => location.assign(hits[index].place);
  const show = (found) => {
    hits = found.filter(({ place }) => place.startsWith("/"));
    at = -1;
    box.replaceChildren(
      ...hits.map(({ name, kind }, index) => {
        const option = make("li", "", { role: "option", id: `seek-${index}`, "aria-selected": "false" });
        option.append(make("span", name.slice(0, 200), { class: "name" }), " ", make("span", kind, { class: "hint" }));
        option.addEventListener("click", () => open(index));
        return option;
      }),
    );
    box.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(!box.hidden));
    mark();
  };
  const ask = async () => {
    const asked = input.value.trim();
    last = asked;
    if (asked.length < 2) {
      close();
      return;
    }
    const answer = await fetch(`/search.json?${new URLSearchParams({ q: asked, lang: document.documentElement.lang })}`);
    if (answer.ok && asked === last && document.activeElement === input) show(await answer.json());
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!box.hidden) event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      open(at);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + hits.length) % hits.length;
      mark();
    }
  });
  input.addEventListener("blur", close);
  // Pressing must not take the focus from the field, or the list would close before the click.
  box.addEventListener("mousedown", (event) => event.preventDefault());
}

if (form) start();
