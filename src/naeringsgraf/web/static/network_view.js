// The network page with JavaScript: what is chosen changes without a new page, arrows go from mark to mark, and large
// networks are drawn on a canvas. The server makes every word; text from the data is only ever set as text.

const find = (id) => document.getElementById(id);
const panel = find('panel');
const picture = find('picture');
const canvas = find('canvas');

/** The numbers of marks or lines that belong to what is chosen. */
const readNear = (name) => new Set(panel.dataset[name].split(' ').filter(Boolean).map(Number));

let drawing = null;

/** Bring the drawing into line with the panel. */
function showChosen() {
  const [marks, lines] = [readNear('marks'), readNear('lines')];
  picture?.classList.toggle('chosen', marks.size > 0);
  picture?.querySelectorAll('[data-mark]').forEach((mark) => mark.classList.toggle('near', marks.has(Number(mark.dataset.mark))));
  picture?.querySelectorAll('[data-line]').forEach((line) => line.classList.toggle('near', lines.has(Number(line.dataset.line))));
  drawing?.show(marks, lines);
}

let asked = 0;

/** Take panel and table from the page at an address; where it cannot be had, go there. */
async function choose(place, { step = true, focus = false } = {}) {
  asked += 1;
  const mine = asked;
  let page;
  try {
    const reply = await fetch(place, { headers: { Accept: 'text/html' } });
    if (!reply.ok) throw new Error(reply.statusText);
    page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  } catch {
    location.assign(place);
    return;
  }
  // Whoever chose something else meanwhile wants to see that.
  if (mine !== asked) return;
  for (const id of ['panel', 'table']) {
    const [old, made] = [find(id), page.getElementById(id)];
    if (!made) {
      location.assign(place);
      return;
    }
    old.replaceChildren(...made.childNodes);
    Object.assign(old.dataset, { ...made.dataset });
  }
  if (step) history.pushState(null, '', place);
  showChosen();
  panel.scrollTop = 0;
  if (focus) panel.focus({ preventScroll: false });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-select]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const place = link.getAttribute('href');
  // From the table and the panel, which change under the reader, the focus goes to what was chosen.
  choose(place, { focus: !link.closest('#picture') });
});

addEventListener('popstate', () => {
  if (!location.hash) choose(location.href, { step: false });
});

/** Arrows go from mark to mark: to the nearest that lies that way. */
function walk(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const mark = event.target.closest('[data-mark]');
  const way = ways[event.key];
  if (!mark || !way) return;
  event.preventDefault();
  const at = (each) => {
    const { e, f } = each.transform.baseVal.consolidate().matrix;
    return [e, f];
  };
  const [x, y] = at(mark);
  const far = (other) => {
    const [dx, dy] = [at(other)[0] - x, at(other)[1] - y];
    const along = dx * way[0] + dy * way[1];
    return along > 1 ? along + 3 * Math.abs(dx * way[1] + dy * way[0]) : Infinity;
  };
  const nearest = [...picture.querySelectorAll('[data-mark]')].reduce((best, other) => (far(other) < far(best) ? other : best), mark);
  if (nearest === mark) return;
  mark.setAttribute('tabindex', '-1');
  nearest.setAttribute('tabindex', '0');
  nearest.focus();
}

picture?.addEventListener('keydown', walk);

/** Large networks: vis-network's canvas, with the places that the server worked out and no forces. */
function startCanvas() {
  const data = JSON.parse(find('network-data').textContent);
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const hint = find('pointed').textContent;
  const font = { color: colour('ink'), strokeWidth: 4, strokeColor: colour('paper'), size: 26 };
  const nodes = data.nodes.map(({ label, x, y, size, shape, tone }, id) => ({
    id, x, y, size, shape, label: label || undefined, font,
    color: { background: colour(tone), border: colour('paper') },
  }));
  const edges = data.edges.map(([from, to, width], id) => ({ id, from, to, width }));
  const lookOf = (edge, lines) => ({
    id: edge.id,
    color: { color: colour(data.nodes[edge.to].tone), opacity: lines.size ? (lines.has(edge.id) ? 0.9 : 0.03) : edges.length > 3000 ? 0.08 : 0.25 },
  });
  canvas.hidden = false;
  const lineSet = new vis.DataSet(edges.map((edge) => ({ ...edge, ...lookOf(edge, new Set()) })));
  const nodeSet = new vis.DataSet(nodes);
  const network = new vis.Network(canvas, { nodes: nodeSet, edges: lineSet }, {
    physics: false,
    interaction: { dragNodes: false, hover: true, hideEdgesOnDrag: nodes.length > 1500, selectConnectedEdges: false, hoverConnectedEdges: false },
    nodes: { scaling: { label: { enabled: false, drawThreshold: 1 } }, chosen: false },
    edges: { smooth: false, chosen: false, arrows: { to: { enabled: data.directed, scaleFactor: 0.5 } } },
  });
  canvas.querySelectorAll('[tabindex]').forEach((each) => each.setAttribute('tabindex', '-1'));
  // The wheel scrolls the page unless Ctrl is held.
  canvas.addEventListener('wheel', (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  const go = (id) => {
    const place = new URL(location.href);
    place.hash = '';
    place.searchParams.set('select', id);
    choose(place.href);
  };
  network.on('click', ({ nodes: [mark], edges: [line] }) => {
    network.unselectAll();
    if (mark !== undefined) go(data.nodes[mark].id);
    else if (line !== undefined) go(`${data.nodes[edges[line].from].id} ${data.nodes[edges[line].to].id}`);
  });
  network.on('hoverNode', ({ node }) => { find('pointed').textContent = data.nodes[node].told; });
  network.on('blurNode', () => { find('pointed').textContent = hint; });
  drawing = {
    show(marks, lines) {
      lineSet.update(edges.map((edge) => lookOf(edge, lines)));
      nodeSet.update(nodes.map(({ id }) => ({ id, opacity: marks.size && !marks.has(id) ? 0.15 : 1 })));
    },
  };
  network.fit({ animation: false });
}

if (canvas) startCanvas();
showChosen();
