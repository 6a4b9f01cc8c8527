// What is drawn, before anything is: marks and lines with their places, for the canvas and for the SVG alike.
//
// A network in two columns is drawn so while it is small; other small ones where they were placed; large ones on
// islands of what belongs together, and the largest as these islands alone, unless the reader asks for every mark.

// Height of a drawing without columns, of its width.
const FLAT = 0.85;
// The same in a narrow window.
const TALL = 1.25;
const LOW = 260;
const widthFor = (weight) => Math.round((1.2 + 1.6 * Math.sqrt(Math.max(Math.min(weight, 20), 1) - 1)) * 10) / 10;
/** Lines of a likeness between 0 and 1 are as wide as those of up to ten sentences. */
const widthOfLine = (weight) => widthFor(['jaccard', 'cosine'].includes(data.unit) ? 1 + 9 * weight : weight);

/** How the selection is shown: "columns", "free", "groups", or "ask" when it is too much and has no groups. */
function chooseView() {
  const many = selection.nodes.size > data.limits.drawn;
  if (islands.length > 1 && state.island === null && (state.view === 'groups' || (many && state.view === 'auto'))) return 'groups';
  if (many && state.view !== 'all') return 'ask';
  const inColumns = data.twoMode && nodes[0]?.side && selection.nodes.size <= data.limits.columns;
  return inColumns ? 'columns' : 'free';
}

function makeScene(width) {
  const view = chooseView();
  Object.assign(LABEL, width < NARROW ? NARROW_LABEL : WIDE_LABEL);
  const empty = () => ({ height: LOW, marks: [], lines: [] });
  const ways = { columns: makeColumns, groups: makeGroups, free: makeFree, ask: empty };
  const scene = (selection.nodes.size ? ways[view] : empty)(width);
  return { ...scene, view, width, byId: new Map(scene.marks.map((mark) => [mark.id, mark])) };
}

/** Lines in their order, weakest first, so that the strongest lie on top. */
const listLines = () =>
  [...selection.edges].map(([edge, left]) => ({ edge, weight: left.weight })).sort((a, b) => a.weight - b.weight);

function makeColumns(width) {
  const shown = nodes.filter((node) => selection.nodes.has(node));
  const fitted = fitColumns(width, shown, hasPicks() || state.island !== null);
  const marks = shown.map((node) => ({ id: node.id, node, draw: rowParts, ...fitted.places.get(node.id) }));
  const lines = listLines().map(({ edge, weight }) => ({
    id: edge.id, edge, from: edge.from.id, to: edge.to.id, width: widthOfLine(weight), colour: colourOf(edge.to),
    opacity: 0.45,
  }));
  return { height: Math.max(fitted.height, 160), marks, lines };
}

function makeFree(width) {
  const shown = nodes.filter((node) => selection.nodes.has(node));
  const onIslands = islands.length > 0;
  const fitted = fitPlane(width, shown.map((node) => (onIslands ? [node.islandX, node.islandY] : [node.x, node.y])));
  const radius = sizeMarks(shown, data.apart * fitted.scale);
  const marks = shown.map((node, at) => ({
    id: node.id, node, draw: discParts, x: fitted.xs[at], y: fitted.ys[at], r: radius(node), shape: node.shape, colour: colourOf(node),
    name: node.label, bold: node.kind !== 'theme', rank: node.count,
  }));
  const crowded = selection.edges.size > data.limits.crowded;
  const lines = listLines().map(({ edge, weight }) => ({
    id: edge.id, edge, from: edge.from.id, to: edge.to.id, colour: colourOf(data.twoMode ? edge.to : edge.from),
    width: crowded ? 1 : widthOfLine(weight), opacity: crowded ? 0.12 : selection.edges.size > 400 ? 0.25 : 0.45,
  }));
  return { height: fitted.height, marks, lines, arrows: data.directed };
}

/** One mark an island, and one line between two islands with all that ties their marks. */
function makeGroups(width) {
  const counts = new Map();
  selection.nodes.forEach((node) => counts.set(node.island, (counts.get(node.island) ?? 0) + 1));
  const shown = islands.filter((island) => counts.has(island.index));
  const fitted = fitPlane(width, shown.map(({ x, y }) => [x, y]), Math.max(...shown.map(({ r }) => r)));
  const marks = shown.map((island, at) => ({
    id: `island ${island.index}`, island, draw: discParts, x: fitted.xs[at], y: fitted.ys[at], r: Math.max(6, island.r * fitted.scale * 0.85),
    shape: 'dot', colour: colourOf({ entry: island }), name: nameIsland(island), bold: true,
    rank: counts.get(island.index),
  }));
  return { height: fitted.height, marks, lines: makeTies() };
}

function makeTies() {
  const ties = new Map();
  for (const [edge, left] of selection.edges) {
    const ends = [edge.from.island, edge.to.island].sort((a, b) => a - b);
    if (ends[0] !== ends[1]) ties.set(ends.join(' '), (ties.get(ends.join(' ')) ?? 0) + left.weight);
  }
  const heaviest = Math.max(...ties.values(), 1);
  return [...ties].map(([id, weight]) => {
    const [from, to] = id.split(' ').map((each) => `island ${each}`);
    return { id, from, to, width: 1 + 9 * Math.sqrt(weight / heaviest), colour: 'edge', opacity: 0.3 };
  });
}

/** Fit places to a width, turned on their side in a narrow window where that gives them more room. */
function fitPlane(width, places, around = 0) {
  const narrow = width < NARROW;
  const ends = [0, 1].map((way) => [Math.min(...places.map((place) => place[way])), Math.max(...places.map((place) => place[way]))]);
  const [spanX, spanY] = ends.map(([low, high]) => Math.max(high - low + 2 * around, 1));
  const turned = narrow && spanX > spanY;
  const [wide, high] = turned ? [spanY, spanX] : [spanX, spanY];
  const pad = narrow ? 28 : 48;
  const scale = Math.min((width - 2 * pad) / wide, (width * (narrow ? TALL : FLAT) - 2 * pad) / high);
  const [xs, ys] = ends.map(([low, top], way) => places.map((place) => (place[way] - (low + top) / 2) * scale));
  return { xs: turned ? ys : xs, ys: turned ? xs : ys, scale, height: Math.max(LOW, high * scale + 2 * pad) };
}

/** Sizes of marks that leave room between neighbours; `apart` is how far these are from each other. */
function sizeMarks(shown, apart) {
  const share = Math.min(1, (apart * 0.46) / Math.max(...shown.map(({ size }) => size)));
  const least = shown.length > data.limits.columns ? 1.5 : 3.5;
  return ({ size }) => Math.max(least, size * share);
}
