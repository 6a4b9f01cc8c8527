// The data of the page, and words and days in its language. Text from the data is only ever set as textContent.

const data = JSON.parse(document.getElementById('data').textContent);
const texts = new Map(Object.entries(data.texts));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const plurals = new Intl.PluralRules(data.language);
const longDay = new Intl.DateTimeFormat(data.language, { dateStyle: 'long', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat(data.language === 'en' ? 'sv' : 'nb', {
  day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC',
});
const collator = new Intl.Collator('nb');

const tell = (key, values = {}) =>
  (texts.get(key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
const tellCount = (key, n) => tell(`${key}_${plurals.select(n) === 'one' ? 'one' : 'other'}`, { n });
const writeDay = (day, format = longDay) => (day ? format.format(new Date(`${day}T00:00:00Z`)) : tell('no_date'));
const find = (id) => document.getElementById(id);

/** Make an element; children are elements or text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
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

const areaOf = (node) => (node.area === null ? 'actor' : `area-${node.area}`);

function makeMark(node) {
  const box = { class: `mark ${areaOf(node)}`, viewBox: '-10 -10 20 20', width: 18, height: 18, 'aria-hidden': 'true' };
  return draw('svg', box, draw('path', { d: outline(node.shape, 6.5) }));
}

/** Letters as they are compared: case and accents do not matter, but æ, ø and å are letters of their own. */
function fold(text) {
  const plain = (letter) => ('æøå'.includes(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, ''));
  return Array.from(text.normalize('NFC').toLowerCase(), plain).join('');
}
