// Runs the form of the SPARQL page without leaving it, lets a query be broken off, and starts the editor where it is.
import { startEditor } from './sparql_editor.js';

const form = document.getElementById('ask');
const values = document.getElementById('values');
const field = document.getElementById('query');
const cancel = document.getElementById('cancel');
const busy = document.getElementById('busy');
const told = JSON.parse(document.getElementById('terms')?.textContent ?? '{}');

/** What replaces the old answer: all that the server says of a query. */
const PARTS = ['problem', 'asked-of', 'answer'];

let running = null;
const editor = startEditor(field, told, () => form.requestSubmit());

form.addEventListener('submit', (event) => {
  editor?.save();
  // A file is for the browser to save.
  if (form.elements.format.value !== 'html') return;
  event.preventDefault();
  run(`${form.action}?${new URLSearchParams(new FormData(form))}`);
});

values?.addEventListener('submit', (event) => {
  event.preventDefault();
  run(`${values.action}?${new URLSearchParams(new FormData(values))}`, true);
});

cancel.addEventListener('click', () => running?.abort());

// What was replaced without leaving the page is fetched again on the way back.
window.addEventListener('popstate', () => window.location.reload());

/** Ask the server, and put its answer in its place; and the query, where the server wrote it. */
async function run(address, written = false) {
  running?.abort();
  const own = new AbortController();
  running = own;
  show(true);
  try {
    const reply = await fetch(address, { headers: { Accept: 'text/html' }, signal: own.signal });
    const text = await reply.text();
    const page = new DOMParser().parseFromString(text, 'text/html');
    // What never came to this page, such as a query that took too long, is told on another.
    if (!page.getElementById('answer')) throw new Error(page.getElementById('trouble')?.textContent ?? reply.status);
    for (const id of PARTS) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
    if (written) {
      field.value = page.getElementById('query').value;
      editor?.load();
    }
    field.toggleAttribute('aria-invalid', Boolean(place()));
    window.history.pushState(null, '', address);
    document.title = page.title;
    settle();
  } catch (problem) {
    if (running !== own) return;
    tell(problem.name === 'AbortError' ? busy.dataset.stopped : `${busy.dataset.failed} ${problem.message}`);
  }
  if (running === own) show(false);
}

function show(asking) {
  if (!asking) running = null;
  cancel.hidden = !asking;
  busy.textContent = asking ? busy.dataset.text : '';
  document.getElementById('answer').toggleAttribute('aria-busy', asking);
}

/** Say in words why there is no answer. */
function tell(words) {
  const line = document.createElement('p');
  line.textContent = words;
  document.getElementById('problem').replaceChildren(line);
}

/** Where the query is wrong; null where it is not. */
function place() {
  const { line, column } = document.getElementById('problem').dataset;
  return line ? { line: Number(line) - 1, ch: Number(column) - 1 } : null;
}

/** Lead the reader to the answer, or to the place that is wrong. */
function settle() {
  const wrong = place();
  if (wrong && editor) editor.goTo(wrong);
  else if (!wrong) document.getElementById('answer').focus({ preventScroll: false });
}
