// What is chosen and what is hidden, what follows from it, and the link that brings it back.

const days = data.days;
const state = { from: 0, to: Math.max(days.length - 1, 0), groups: new Set(), modes: new Set(), chosen: null };
const watchers = [];

const isWholePeriod = () => state.from === 0 && state.to >= days.length - 1;

function isShown(quote) {
  if (state.modes.has(quote.mode)) return false;
  const day = data.meetings[quote.meeting].day;
  if (day === null) return isWholePeriod();
  return days[state.from] <= day && day <= days[state.to];
}

/** Work out what the selection leaves: edge → its quotes, and the nodes that still have an edge. */
function select() {
  const left = new Map();
  const marks = new Set();
  const quotes = new Set();
  for (const edge of data.edges) {
    if (state.groups.has(nodes.get(edge.from).group) || state.groups.has(nodes.get(edge.to).group)) continue;
    const shown = edge.quotes.filter((index) => isShown(data.quotes[index]));
    if (!shown.length) continue;
    left.set(edge.id, shown);
    marks.add(edge.from).add(edge.to);
    shown.forEach((index) => quotes.add(index));
  }
  return { edges: left, nodes: marks, quotes };
}

let selection = select();

/** Change the state and let everything follow; a choice makes a step of the browser's history, a filter does not. */
function change(changes, { step = false, keepLink = false } = {}) {
  Object.assign(state, changes);
  selection = select();
  if (!keepLink) saveLink(step);
  watchers.forEach((watch) => watch());
}

function choose(kind, id) {
  change({ chosen: id === null ? null : { kind, id } }, { step: true });
}

function writeLink() {
  const link = new URLSearchParams();
  if (state.chosen) link.set(state.chosen.kind, state.chosen.id);
  if (!isWholePeriod()) {
    link.set('from', days[state.from]);
    link.set('to', days[state.to]);
  }
  state.groups.forEach((group) => link.append('hide', group));
  state.modes.forEach((mode) => link.append('without', mode));
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
  const last = Math.max(days.length - 1, 0);
  const [from, to] = [at(link.get('from'), 0), at(link.get('to'), last)];
  const chosen = nodes.has(link.get('node'))
    ? { kind: 'node', id: link.get('node') }
    : edges.has(link.get('edge')) ? { kind: 'edge', id: link.get('edge') } : null;
  const groups = new Set(data.nodes.map((node) => node.group));
  const modes = new Set(data.quotes.map((quote) => quote.mode));
  change(
    {
      from: Math.min(from, to),
      to: Math.max(from, to),
      groups: new Set(link.getAll('hide').filter((group) => groups.has(group))),
      modes: new Set(link.getAll('without').filter((mode) => modes.has(mode))),
      chosen,
    },
    { keepLink: true },
  );
}

/** Tell whether a mark or line belongs to what is chosen; everything does when nothing is. */
function isNear(kind, id) {
  const chosen = state.chosen;
  if (!chosen) return true;
  if (kind === 'edge') {
    const edge = edges.get(id);
    return chosen.kind === 'edge' ? chosen.id === id : edge.from === chosen.id || edge.to === chosen.id;
  }
  if (chosen.kind === 'node' && chosen.id === id) return true;
  return data.edges.some(
    (edge) => selection.edges.has(edge.id) && isNear('edge', edge.id) && (edge.from === id || edge.to === id),
  );
}
