// What is chosen and what is hidden, what follows from it, and the link that brings it back.

const { days } = data;
const lastDay = Math.max(days.length - 1, 0);
const nothingHidden = () => ({
  from: 0, to: lastDay, groups: new Set(), modes: new Set(), picks: new Map(), island: null, view: 'auto', chosen: null,
});
const state = nothingHidden();
const watchers = [];

const isWholePeriod = () => state.from === 0 && state.to >= lastDay;

/** Tell whether a meeting lies within the period; one without a day does when all days are asked for. */
function isWithin(meeting) {
  const { day } = meetings[meeting];
  return day === null ? isWholePeriod() : days[state.from] <= day && day <= days[state.to];
}

/** Filters by name: for each sort of mark, and for themes and speakers of the sentences where they are no marks. */
const facets = listFacets();

function listFacets() {
  const found = new Map();
  for (const node of nodes) {
    const key = classOf(node);
    if (!found.has(key)) found.set(key, { key, ofMarks: true, values: new Map(), municipal: key === 'actor' });
    found.get(key).values.set(node.id, node.label);
    if (key === 'actor' && node.kind !== 'municipality') found.get(key).municipal = false;
  }
  const others = { theme: (quote) => quote.themes, actor: (quote) => (quote.actor ? [quote.row ?? quote.actor] : []) };
  for (const [key, read] of Object.entries(others)) {
    if (found.has(key) || !quotes.length) continue;
    const values = new Map(quotes.flatMap(read).map((label) => [label, label]));
    if (values.size > 1) found.set(key, { key, ofMarks: false, values, read, municipal: false });
  }
  return [...found.values()];
}

const pickedOf = ({ key }) => state.picks.get(key) ?? new Set();

/** Tell whether a line ends at what was picked, where marks of that sort were. */
function hasPicked(edge, facet) {
  const picked = pickedOf(facet);
  const ends = facet.ofMarks && picked.size ? [edge.from, edge.to].filter((node) => classOf(node) === facet.key) : [];
  return !ends.length || ends.some((node) => picked.has(node.id));
}

const saysPicked = (quote, facet) =>
  facet.ofMarks || !pickedOf(facet).size || facet.read(quote).some((value) => pickedOf(facet).has(value));

const isShown = (quote) =>
  !state.modes.has(quote.mode) && isWithin(quote.meeting) && facets.every((facet) => saysPicked(quote, facet));

/** Tell whether a sentence is on a theme of a line; what is on none of them was counted under a broader one. */
const isOn = (quote, theme, themes) => quote.themes.includes(theme) || !quote.themes.some((each) => themes.includes(each));

/** The themes that both ends of a line still raise; what is said for a region is said for its members. */
const findShared = (edge, left) => edge.themes.filter((theme) => [edge.from, edge.to].every((node) =>
  left.some((quote) => isOn(quote, theme, edge.themes) && (quote.row === null || quote.row === node.label))));

/** The sentences of two themes that still stand in one sentence, turn or meeting with the other theme. */
function findTogether(edge, left) {
  const themes = [edge.from.label, edge.to.label];
  const where = { sentence: 'index', turn: 'turn', meeting: 'meeting' }[data.within];
  const places = themes.map((theme) => new Set(left.filter((quote) => isOn(quote, theme, themes)).map((quote) => quote[where])));
  return left.filter((quote) => places.every((place) => place.has(quote[where])));
}

/** What is left of a line: its sentences, the meetings it stands on and its weight; null when nothing is. */
function leave(edge) {
  if (state.groups.has(edge.from.entry.key) || state.groups.has(edge.to.entry.key)) return null;
  if (state.island !== null && (edge.from.island !== state.island || edge.to.island !== state.island)) return null;
  if (!facets.every((facet) => hasPicked(edge, facet))) return null;
  let left = edge.quotes.filter((index) => selectionOfQuotes[index]).map((index) => quotes[index]);
  const isWhole = left.length === edge.quotes.length;
  const shared = isWhole ? edge.themes : findShared(edge, left);
  if (!isWhole && edge.themes.length) left = left.filter((quote) => shared.some((theme) => isOn(quote, theme, edge.themes)));
  if (!isWhole && data.within) left = findTogether(edge, left);
  const met = edge.quotes.length && !left.length ? [] : edge.met.filter(isWithin);
  if (!left.length && !met.length) return null;
  // Meetings come in the order of their days, and so do their numbers.
  const at = [...new Set([...met, ...left.map((quote) => quote.meeting)])].sort((a, b) => a - b);
  const turns = new Set(left.map((quote) => quote.turn)).size;
  const weights = { sentences: left.length, turns: Math.max(turns, met.length), meetings: at.length, themes: shared.length };
  // A likeness is that of the whole, for what it would be counted from is not all here.
  const weight = isWhole && met.length === edge.met.length ? edge.weight : weights[data.unit] ?? edge.weight;
  return { quotes: left.map(({ index }) => index), met, at, turns, shared, weight };
}

let selectionOfQuotes = [];
let selection = null;

/** Work out what the selection leaves: edge → what is left of it, and the nodes that still have an edge. */
function select() {
  selectionOfQuotes = quotes.map(isShown);
  const found = { edges: new Map(), nodes: new Set(), quotes: new Set(), meetings: new Set() };
  for (const edge of edges) {
    const left = leave(edge);
    if (!left) continue;
    found.edges.set(edge, left);
    found.nodes.add(edge.from).add(edge.to);
    left.quotes.forEach((index) => found.quotes.add(index));
    left.at.forEach((index) => found.meetings.add(index));
  }
  return found;
}

/** Change the state and let everything follow; a choice makes a step of the browser's history, a filter does not. */
function change(changes, { step = false, keepLink = false } = {}) {
  Object.assign(state, changes);
  selection = select();
  near = findNear();
  if (!keepLink) saveLink(step);
  watchers.forEach((watch) => watch());
}

function choose(kind, id) {
  change({ chosen: id === null ? null : { kind, id } }, { step: true });
}

const withOrWithout = (set, value, isIn) => new Set([...set].filter((each) => each !== value).concat(isIn ? [value] : []));

/** Pick a name for a filter, or let it go again. */
function pick(key, value, picked) {
  change({ picks: new Map(state.picks).set(key, withOrWithout(pickedOf({ key }), value, picked)) });
}

const hasPicks = () => [...state.picks.values()].some((values) => values.size);

function writeLink() {
  const link = new URLSearchParams();
  if (state.chosen) link.set(state.chosen.kind, state.chosen.id);
  if (!isWholePeriod()) {
    link.set('from', days[state.from]);
    link.set('to', days[state.to]);
  }
  state.groups.forEach((group) => link.append('hide', group));
  state.modes.forEach((mode) => link.append('without', mode));
  state.picks.forEach((values, key) => values.forEach((value) => link.append(`only-${key}`, value)));
  if (state.island !== null) link.set('island', state.island);
  if (state.view !== 'auto') link.set('view', state.view);
  return link.toString();
}

function saveLink(step) {
  const link = `#${writeLink()}`;
  if (link === (location.hash || '#')) return;
  try {
    if (step) history.pushState(null, '', link);
    else history.replaceState(null, '', link);
  } catch {
    // Inside a notebook the page has no address of its own, and so no link.
  }
}

const known = { node: nodeOf, edge: edgeOf, group: new Map(islands.map((island) => [String(island.index), island])) };

/** Read the state from the address; what is not known there is passed over. */
function readLink() {
  const hash = location.hash.slice(1);
  // An anchor of the page itself, such as that of a skip link, is no state; but with one, too, the page begins.
  if (selection && hash && !hash.includes('=')) return;
  const link = new URLSearchParams(hash);
  const at = (day, otherwise) => (days.includes(day) ? days.indexOf(day) : otherwise);
  const [from, to] = [at(link.get('from'), 0), at(link.get('to'), lastDay)];
  const readAll = (name, values) => new Set(link.getAll(name).filter((value) => values.has(value)));
  change(
    {
      from: Math.min(from, to),
      to: Math.max(from, to),
      groups: readAll('hide', new Set(data.legend.map((entry) => entry.key))),
      modes: readAll('without', new Set(quotes.map((quote) => quote.mode))),
      picks: new Map(facets.map(({ key, values }) => [key, readAll(`only-${key}`, values)])),
      island: known.group.get(link.get('island'))?.index ?? null,
      view: ['all', 'groups'].includes(link.get('view')) ? link.get('view') : 'auto',
      chosen: readChosen(link),
    },
    { keepLink: true },
  );
}

function readChosen(link) {
  const kind = ['node', 'edge', 'group'].find((each) => known[each].has(link.get(each)));
  return kind ? { kind, id: link.get(kind) } : null;
}

/** What belongs to what is chosen: marks and lines; null when nothing is chosen, for then everything does. */
let near = null;

function findNear() {
  const { chosen } = state;
  if (!['node', 'edge'].includes(chosen?.kind)) return null;
  const found = { nodes: new Set(), edges: new Set() };
  for (const edge of selection.edges.keys()) {
    if (![edge.id, edge.from.id, edge.to.id].includes(chosen.id)) continue;
    found.edges.add(edge);
    found.nodes.add(edge.from).add(edge.to);
  }
  if (chosen.kind === 'node') found.nodes.add(nodeOf.get(chosen.id));
  return found;
}
