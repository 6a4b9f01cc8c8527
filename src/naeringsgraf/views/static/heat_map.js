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
const buttons = () => listStops(body, 'button');

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
  rove(body, 'button', cells[0]);
};

if (body) {
  body.querySelectorAll('button').forEach((button) => { button.disabled = false; });
  rove(body, 'button', buttons()[0]);
  body.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    rove(body, 'button', button);
    open(button);
  });
  body.addEventListener('keydown', (event) => walk(event, body, 'button'));
  find('order').addEventListener('change', (event) => sortBy(event.target.value));
  find('filter').addEventListener('input', (event) => narrow(event.target.value));
  find('panel').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && opened) opened.focus();
  });
}
