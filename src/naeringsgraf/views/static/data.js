// The data of the page, and words and days in its language. Text from the data is only ever set as textContent.

const data = JSON.parse(document.getElementById('data').textContent);
const texts = new Map(Object.entries(data.texts));
const plurals = new Intl.PluralRules(data.language);
const longDay = new Intl.DateTimeFormat(data.language, { dateStyle: 'long', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat(data.language === 'en' ? 'sv' : 'nb', {
  day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC',
});
const numbers = new Intl.NumberFormat(data.language === 'en' ? 'en' : 'nb', { maximumFractionDigits: 2 });
const collator = new Intl.Collator('nb');

const tell = (key, values = {}) =>
  (texts.get(key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
const tellCount = (key, n) => tell(`${key}_${plurals.select(n) === 'one' ? 'one' : 'other'}`, { n: numbers.format(n) });
const writeDay = (day, format = longDay) => (day ? format.format(new Date(`${day}T00:00:00Z`)) : tell('no_date'));
const find = (id) => document.getElementById(id);

/** Make objects of columns; a column that is no list holds the same for all. What is named in `words` tells texts by number. */
function unpack(packed, length, words) {
  const columns = Object.entries(packed).map(([key, column]) => {
    const value = Array.isArray(column) ? (at) => column[at] : () => column;
    return [key, words.includes(key) ? (at) => data.strings[value(at)] ?? null : value];
  });
  return Array.from({ length }, (_, index) => {
    const made = { index };
    columns.forEach(([key, read]) => { made[key] = read(index); });
    return made;
  });
}

const { meetings } = data;
const { islands: discs = [], ...packedNodes } = data.nodes;
const nodes = unpack(packedNodes, data.nodes.id.length, ['label', 'kind', 'group', 'side']);
const quotes = unpack(data.quotes, data.quotes.text.length, ['mode', 'speaker', 'actor', 'row', 'item', 'rule', 'basis']);
const edges = unpack(data.edges, data.edges.from.length, []);
const islands = discs.map(([x, y, r, label, colour], index) => ({ index, x, y, r, label, colour, members: [] }));

for (const node of nodes) {
  node.entry = data.legend[node.entry];
  node.shape = data.shapes[node.kind];
  islands[node.island]?.members.push(node);
}
islands.forEach(({ members }) => members.sort((a, b) => b.count - a.count));
quotes.forEach((quote) => { quote.themes = quote.themes.map((theme) => data.strings[theme]); });
// Lines go from a mark to a mark; they stand on sentences (quotes), or on meetings (met).
for (const edge of edges) {
  [edge.from, edge.to] = [nodes[edge.from], nodes[edge.to]];
  edge.id = `${edge.from.id} ${edge.to.id}`;
  edge.quotes ??= [];
  edge.met ??= [];
  edge.weight ??= edge.quotes.length;
  edge.themes = (edge.themes ?? []).map((theme) => data.strings[theme]);
  edge.through = new Set(data.through[edge.index]);
}
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));

/** What a mark is for the filters: a theme, a person, a body, or someone who can be spoken for. */
const classOf = ({ kind }) => (['theme', 'person', 'body', 'community'].includes(kind) ? kind : 'actor');

/** An island is told by its area, or by its strongest marks. */
function nameIsland({ label, members }) {
  if (label !== null) return label;
  const names = members.slice(0, 2).map((node) => node.label.slice(0, 60)).join(', ');
  return members.length > 2 ? tell('island', { names, n: numbers.format(members.length - 2) }) : names;
}

/** Make an element; children are elements or text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Make a button that does something. */
function makeButton(attributes, act, ...children) {
  const button = make('button', { type: 'button', ...attributes }, ...children);
  button.addEventListener('click', act);
  return button;
}

/** Make an SVG element; a child that is a string becomes its text. */
function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The outline of a mark as an SVG path around 0,0; canvas draws the same path. */
function outline(shape, size) {
  const s = size;
  if (shape === 'square') return `M${-s},${-s}H${s}V${s}H${-s}Z`;
  if (shape === 'diamond') return `M0,${-1.3 * s}L${1.3 * s},0L0,${1.3 * s}L${-1.3 * s},0Z`;
  if (shape === 'triangle') return `M0,${-1.15 * s}L${1.2 * s},${s}H${-1.2 * s}Z`;
  if (shape === 'hexagon') return `M${-1.2 * s},0L${-0.6 * s},${-s}H${0.6 * s}L${1.2 * s},0L${0.6 * s},${s}H${-0.6 * s}Z`;
  return `M${-s},0A${s},${s},0,1,1,${s},0A${s},${s},0,1,1,${-s},0Z`;
}

const colourOf = ({ entry }) => (entry.colour === null ? 'actor' : `area-${entry.colour}`);

function makeMark(node) {
  const box = { class: `mark ${colourOf(node)}`, viewBox: '-10 -10 20 20', width: 18, height: 18, 'aria-hidden': 'true' };
  return draw('svg', box, draw('path', { d: outline(node.shape, 6.5) }));
}

/** Letters as they are compared: case and accents do not matter, but æ, ø and å are letters of their own. */
function fold(text) {
  const plain = (letter) => ('æøå'.includes(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, ''));
  return Array.from(text.normalize('NFC').toLowerCase(), plain).join('');
}
