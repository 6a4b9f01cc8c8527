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

function hasPicked(edge, { key, ofMarks }) {
  const picked = state.picks.get(key);
  if (!ofMarks || !picked?.size) return true;
  const ends = [edge.from, edge.to].filter((node) => classOf(node) === key);
  return !ends.length || ends.some((node) => picked.has(node.id));
}

function saysPicked(quote, { key, ofMarks, read }) {
  const picked = state.picks.get(key);
  return ofMarks || !picked?.size || read(quote).some((value) => picked.has(value));
}

const isShown = (quote) =>
  !state.modes.has(quote.mode) && isWithin(quote.meeting) && facets.every((facet) => saysPicked(quote, facet));

/** What is left of a line: its sentences, its meetings and its weight; null when nothing is. */
function leave(edge) {
  if (state.groups.has(edge.from.entry.key) || state.groups.has(edge.to.entry.key)) return null;
  if (state.island !== null && (edge.from.island !== state.island || edge.to.island !== state.island)) return null;
  if (!facets.every((facet) => hasPicked(edge, facet))) return null;
  const left = edge.quotes.filter((index) => selectionOfQuotes[index]);
  const met = edge.met.filter(isWithin);
  return left.length || met.length ? { quotes: left, met, weight: weigh(edge, left, met) } : null;
}

/** The weight of what is left, in the unit of the network. A likeness is that of the whole, for the rest is not here. */
function weigh(edge, left, met) {
  if (left.length === edge.quotes.length && met.length === edge.met.length) return edge.weight;
  switch (data.unit) {
    case 'sentences': return left.length;
    case 'turns': return new Set(left.map((index) => quotes[index].turn)).size;
    case 'meetings': return new Set([...met, ...left.map((index) => quotes[index].meeting)]).size;
    case 'themes': return edge.themes.filter((theme) => isShared(edge, left, theme)).length;
    default: return edge.weight;
  }
}

/** Both ends still say something on the theme; a sentence for a region is said for its members. */
function isShared(edge, left, theme) {
  const rows = left.map((index) => quotes[index]).filter((quote) => quote.themes.includes(theme)).map((quote) => quote.row);
  return [edge.from, edge.to].every((node) => rows.some((row) => row === null || row === node.label));
}

let selectionOfQuotes = [];
let selection = select();

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
    left.met.forEach((index) => found.meetings.add(index));
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

/** Pick a name for a filter, or let it go again. */
function pick(key, value, picked) {
  const picks = new Map(state.picks);
  const values = new Set(picks.get(key) ?? []);
  if (picked) values.add(value);
  else values.delete(value);
  picks.set(key, values);
  change({ picks });
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

/** Read the state from the address; what is not known there is passed over. */
function readLink() {
  const hash = location.hash.slice(1);
  // An anchor of the page itself, such as that of a skip link, is no state.
  if (hash && !hash.includes('=')) return;
  const link = new URLSearchParams(hash);
  const at = (day, otherwise) => (days.includes(day) ? days.indexOf(day) : otherwise);
  const [from, to] = [at(link.get('from'), 0), at(link.get('to'), lastDay)];
  const groups = new Set(data.legend.map((entry) => entry.key));
  const modes = new Set(quotes.map((quote) => quote.mode));
  const known = (facet) => new Set(link.getAll(`only-${facet.key}`).filter((value) => facet.values.has(value)));
  const island = link.has('island') && islands[Number(link.get('island'))] ? Number(link.get('island')) : null;
  change(
    {
      from: Math.min(from, to),
      to: Math.max(from, to),
      groups: new Set(link.getAll('hide').filter((group) => groups.has(group))),
      modes: new Set(link.getAll('without').filter((mode) => modes.has(mode))),
      picks: new Map(facets.map((facet) => [facet.key, known(facet)])),
      island,
      view: ['all', 'groups'].includes(link.get('view')) ? link.get('view') : 'auto',
      chosen: readChosen(link),
    },
    { keepLink: true },
  );
}

function readChosen(link) {
  const known = {
    node: (id) => nodeOf.has(id),
    edge: (id) => edgeOf.has(id),
    group: (id) => Boolean(islands[Number(id)]),
    tie: (id) => id.split(' ').length === 2 && id.split(' ').every((each) => islands[Number(each)]),
  };
  const kind = Object.keys(known).find((each) => link.has(each) && known[each](link.get(each)));
  return kind ? { kind, id: link.get(kind) } : null;
}

/** What belongs to what is chosen: marks and lines; null when nothing is chosen, for then everything does. */
let near = null;

function findNear() {
  const { chosen } = state;
  if (!chosen || chosen.kind === 'group' || chosen.kind === 'tie') return null;
  const found = { nodes: new Set(), edges: new Set() };
  for (const edge of selection.edges.keys()) {
    const isNear = chosen.kind === 'edge' ? edge.id === chosen.id : edge.from.id === chosen.id || edge.to.id === chosen.id;
    if (!isNear) continue;
    found.edges.add(edge);
    found.nodes.add(edge.from).add(edge.to);
  }
  if (chosen.kind === 'node') found.nodes.add(nodeOf.get(chosen.id));
  return found;
}

const isNear = (kind, thing) => near === null || near[kind].has(thing);
