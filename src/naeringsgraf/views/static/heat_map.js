// The matrix of numbers: put in order, narrowed, walked through with the arrows, each number opened to its sentences.

const data = JSON.parse(document.getElementById('data').textContent);
const find = (id) => document.getElementById(id);
const tell = (key, values = {}) => Object.entries(values).reduce(
  (text, [name, value]) => text.split(`{${name}}`).join(String(value)), data.texts[key]);
const tellCount = (key, n) => tell(n === 1 ? `${key}_one` : `${key}_other`, { n });
const collator = new Intl.Collator(data.language === 'en' ? 'nb' : data.language, { numeric: true });

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.filter((child) => child !== null));
  return element;
};

const table = document.querySelector('.matrix table');
const body = table ? table.tBodies[0] : null;
const buttons = () => [...body.querySelectorAll('button')].filter((button) => button.offsetParent !== null);

const showQuote = (quote) => make(
  'figure', { class: 'quote' },
  make('blockquote', { lang: quote.language }, quote.text),
  make(
    'figcaption', {},
    make('span', { class: 'who' }, quote.who),
    make('span', {}, quote.held),
    quote.item ? make('span', {}, quote.item) : null,
    make('span', { class: 'file' }, quote.place),
    make('span', { class: 'tags' }, ...quote.tags.map((tag) => make('span', { class: 'tag' }, tag))),
  ),
);

const open = (button) => {
  const cell = data.cells[Number(button.dataset.cell)];
  body.querySelectorAll('td.chosen').forEach((each) => each.classList.remove('chosen'));
  button.parentElement.classList.add('chosen');
  find('panel-title').textContent = `${data.rows[cell.row]} – ${data.columns[cell.column]}`;
  find('panel-count').textContent = `${tellCount('quotes', cell.quotes.length)} · ${cell.told}`;
  find('quotes').replaceChildren(...cell.quotes.map((at) => showQuote(data.quotes[at])));
  const panel = find('panel');
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
  opened = button;
};
let opened = null;

/** One stop of the tabulator for the whole matrix; the arrows lead on from there. */
const rove = (button) => {
  body.querySelectorAll('button').forEach((each) => { each.tabIndex = -1; });
  if (button) button.tabIndex = 0;
};

const nextIn = (button, down, across) => {
  const all = buttons();
  const row = button.closest('tr');
  const place = (each) => [each.closest('tr').rowIndex, each.parentElement.cellIndex];
  const [y, x] = place(button);
  if (across) {
    const same = all.filter((each) => each.closest('tr') === row && Math.sign(place(each)[1] - x) === across);
    return across > 0 ? same[0] : same.at(-1);
  }
  const other = all.filter((each) => place(each)[1] === x && Math.sign(place(each)[0] - y) === down);
  return down > 0 ? other[0] : other.at(-1);
};

const KEYS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

const walk = (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const same = buttons().filter((each) => each.closest('tr') === button.closest('tr'));
  const to = KEYS[event.key] ? nextIn(button, ...KEYS[event.key])
    : event.key === 'Home' ? same[0] : event.key === 'End' ? same.at(-1) : null;
  if (!to && !KEYS[event.key]) return;
  event.preventDefault();
  if (to) {
    rove(to);
    to.focus();
  }
};

const sortBy = (order) => {
  const compare = (labels, totals) => (a, b) => (order === 'total' ? totals[b] - totals[a] : 0)
    || collator.compare(labels[a], labels[b]) || a - b;
  const rows = [...body.rows].sort((a, b) => compare(data.rows, data.rowTotals)(Number(a.dataset.row), Number(b.dataset.row)));
  body.append(...rows);
  // Meetings and years stay in the order of time unless the largest are wanted first.
  const inOrder = data.columns.map((_, at) => at);
  if (order === 'total' || data.columnsByName) inOrder.sort(compare(data.columns, data.columnTotals));
  [...table.rows].forEach((row) => {
    const cells = new Map([...row.cells].filter((cell) => cell.dataset.column).map((cell) => [Number(cell.dataset.column), cell]));
    row.cells[0].after(...inOrder.map((at) => cells.get(at)));
  });
};

const narrow = (text) => {
  const wanted = text.trim().toLocaleLowerCase('nb');
  const matching = (labels) => labels.map((label) => label.toLocaleLowerCase('nb').includes(wanted));
  const [rows, columns] = [matching(data.rows), matching(data.columns)];
  const [anyRow, anyColumn] = [rows.includes(true), columns.includes(true)];
  const showsColumn = (at) => !anyColumn || columns[at];
  [...table.rows].forEach((row) => [...row.cells].forEach((cell) => {
    if (cell.dataset.column) cell.hidden = !showsColumn(Number(cell.dataset.column));
  }));
  [...body.rows].forEach((row) => { row.hidden = anyRow ? !rows[Number(row.dataset.row)] : false; });
  const cells = buttons();
  find('shown').textContent = !wanted ? '' : anyRow || anyColumn ? tellCount('cells', cells.length) : tell('no_hits');
  rove(cells[0]);
};

if (body) {
  body.querySelectorAll('button').forEach((button) => { button.disabled = false; });
  rove(buttons()[0]);
  body.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    rove(button);
    open(button);
  });
  body.addEventListener('keydown', walk);
  find('order').addEventListener('change', (event) => sortBy(event.target.value));
  find('filter').addEventListener('input', (event) => narrow(event.target.value));
  find('panel').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && opened) opened.focus();
  });
}
