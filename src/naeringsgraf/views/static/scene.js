// What is drawn, before anything is: marks and lines with their places, for the canvas and for the SVG alike.
//
// A network in two columns is drawn so while it is small; other small ones where they were placed; large ones on
// islands of what belongs together, and the largest as these islands alone, unless the reader asks for every mark.

const FLAT = 0.85; // Height of a drawing without columns, of its width.
const TALL = 1.25; // The same in a narrow window.
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
  const marks = shown.map((node) => ({ id: node.id, node, ...fitted.places.get(node.id) }));
  const lines = listLines().map(({ edge, weight }) => ({
    id: edge.id, edge, from: edge.from.id, to: edge.to.id, width: widthOfLine(weight), colour: colourOf(edge.to),
    opacity: !near ? 0.45 : near.edges.has(edge) ? 0.95 : 0.07,
  }));
  return { height: Math.max(fitted.height, 160), marks, lines };
}

function makeFree(width) {
  const shown = nodes.filter((node) => selection.nodes.has(node));
  const onIslands = islands.length > 0;
  const fitted = fitPlane(width, shown.map((node) => (onIslands ? [node.islandX, node.islandY] : [node.x, node.y])));
  const radius = sizeMarks(shown, fitted.apart);
  const marks = shown.map((node, at) => ({
    id: node.id, node, x: fitted.xs[at], y: fitted.ys[at], r: radius(node), shape: node.shape, colour: colourOf(node),
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
    id: `island ${island.index}`, island, x: fitted.xs[at], y: fitted.ys[at], r: Math.max(6, island.r * fitted.scale * 0.85),
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
    return { id, tie: id, from, to, weight, width: 1 + 9 * Math.sqrt(weight / heaviest), colour: 'edge', opacity: 0.3 };
  });
}

/** Fit places to a width, turned on their side in a narrow window where that gives them more room. */
function fitPlane(width, places, around = 0) {
  const narrow = width < NARROW;
  const span = (at) => Math.max(...places.map((place) => place[at])) - Math.min(...places.map((place) => place[at])) + 2 * around;
  const turned = narrow && span(0) > span(1);
  const [across, down] = turned ? [1, 0] : [0, 1];
  const [wide, high] = [Math.max(span(across), 1), Math.max(span(down), 1)];
  const pad = narrow ? 28 : 48;
  const most = width * (narrow ? TALL : FLAT);
  const scale = Math.min((width - 2 * pad) / wide, (most - 2 * pad) / high, 160 * Math.sqrt(places.length / (wide * high)) + 2);
  const middle = (at) => (Math.max(...places.map((place) => place[at])) + Math.min(...places.map((place) => place[at]))) / 2;
  const [x, y] = [middle(across), middle(down)];
  const xs = places.map((place) => (place[across] - x) * scale);
  const ys = places.map((place) => (place[down] - y) * scale);
  const apart = places.length > data.limits.columns ? scale * Math.sqrt((wide * high) / places.length) * 0.8 : findNearest(xs, ys);
  return { xs, ys, scale, height: Math.max(LOW, high * scale + 2 * pad), apart };
}

/** The least distance between two places. */
function findNearest(xs, ys) {
  let nearest = 60;
  for (let one = 0; one < xs.length; one += 1) {
    for (let other = 0; other < one; other += 1) nearest = Math.min(nearest, Math.hypot(xs[one] - xs[other], ys[one] - ys[other]));
  }
  return nearest;
}

/** Sizes of marks that leave room between neighbours, though stronger ones are larger. */
function sizeMarks(shown, apart) {
  const sizes = shown.map((node) => node.size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const [small, large] = [Math.min(7, apart * 0.26), Math.min(20, apart * 0.46)];
  return (node) => (most > least ? small + ((node.size - least) / (most - least)) * (large - small) : (small + large) / 2);
}
