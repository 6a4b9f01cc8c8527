// The drawing on screen: vis-network's canvas with the scene on it, and no forces.

const palette = (element = document.documentElement) => {
  const style = getComputedStyle(element);
  const names = ['paper', 'ink', 'actor', 'chosen', 'edge', ...Array.from({ length: 8 }, (_, index) => `area-${index}`)];
  return new Map(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};

// How much is taken away of all but what is chosen.
const VEIL = 0.8;

/** Tell whether a mark of a scene is the one chosen. */
const isChosen = ({ id }) => Boolean(state.chosen) && (id === state.chosen.id || id === `island ${state.chosen.id}`);

/** The marks and lines that belong to what is chosen; null when nothing is. */
function listChosen({ marks, lines }) {
  if (near) return { marks: marks.filter(({ node }) => near.nodes.has(node)), lines: lines.filter(({ edge }) => near.edges.has(edge)) };
  if (!state.chosen || !marks[0]?.island) return null;
  const { kind, id } = state.chosen;
  const ties = lines.filter((line) => (kind === 'tie' ? line.id === id : line.id.split(' ').includes(id)));
  const ends = new Set(ties.flatMap(({ from, to }) => [from, to]));
  return { lines: ties, marks: marks.filter((mark) => ends.has(mark.id) || isChosen(mark)) };
}

/** What is chosen, drawn again above the veil. */
const chosenParts = (scene, { marks, lines }) => [
  ...lines.flatMap((line) => lineParts({ ...line, width: Math.max(line.width, 1.5), opacity: 0.95 }, scene)),
  ...marks.flatMap((mark) => mark.draw(mark, isChosen(mark))),
];

const picture = {
  container: find('network'), network: null, scene: null, colours: null, hovered: null, names: null, namedAt: null,

  start() {
    if (!nodes.length) {
      this.tell(tell('empty'));
      document.querySelectorAll('.drawing .buttons').forEach((buttons) => { buttons.hidden = true; });
      return;
    }
    new ResizeObserver(() => {
      if (this.scene && this.width() !== this.scene.width) this.show();
    }).observe(this.container.parentElement);
    ['(forced-colors: active)', 'screen and (prefers-color-scheme: dark)'].forEach((query) => {
      matchMedia(query).addEventListener('change', () => this.show());
    });
    // The wheel scrolls the page, as everywhere else on it, unless Ctrl is held.
    this.container.addEventListener('wheel', (event) => {
      if (!event.ctrlKey) event.stopPropagation();
    }, { capture: true });
  },

  // Of the bar above it, for the drawing itself may be hidden, and would then be of no width.
  width() {
    return this.container.parentElement.firstElementChild.clientWidth;
  },

  /** Bring what is drawn into line with the selection. */
  show() {
    if (!nodes.length || this.width() <= 0) return;
    const before = this.scene;
    this.scene = makeScene(this.width());
    this.colours = palette();
    this.namedAt = null;
    this.tellView();
    const { marks, lines, height } = this.scene;
    this.container.hidden = !marks.length;
    if (!marks.length) return;
    this.container.style.height = `${Math.round(Math.min(Math.max(height, LOWEST), TALLEST))}px`;
    const drawn = { nodes: marks.map((mark) => this.mark(mark)), edges: lines.map((line) => this.line(line)) };
    // Where only colours and widths differ, the reader stays where the drawing was moved to.
    if (!this.network || tellGround(before) !== tellGround(this.scene)) {
      this.open(drawn);
    } else {
      const stood = { position: this.network.getViewPosition(), scale: this.network.getScale(), animation: false };
      this.network.setData(drawn);
      this.network.moveTo(stood);
    }
  },

  open(drawn) {
    this.network?.destroy();
    this.network = new vis.Network(this.container, drawn, this.options());
    // The canvas says nothing to those who cannot see it; the table does, so it is no stop for the keyboard.
    this.container.querySelectorAll('[tabindex]').forEach((element) => element.setAttribute('tabindex', '-1'));
    this.network.on('click', (event) => this.click(event));
    this.network.on('hoverNode', ({ node }) => this.hover(node));
    this.network.on('blurNode', () => this.hover(null));
    for (const event of ['hoverEdge', 'blurEdge']) this.network.on(event, () => this.container.classList.toggle('over', event === 'hoverEdge'));
    this.network.on('afterDrawing', (ctx) => this.renderOver(ctx));
    // It begins with the top of the network, at a size that can be read.
    this.move(1, -Math.max(0, this.scene.height - TALLEST) / 2);
  },

  options() {
    const { view, lines, marks, arrows } = this.scene;
    const bends = { columns: { type: 'cubicBezier', forceDirection: 'horizontal', roundness: 0.45 }, free: { type: 'curvedCW', roundness: ARC } };
    const isBent = (view === 'columns' || arrows) && lines.length <= data.limits.straight;
    return {
      physics: false,
      autoResize: false,
      interaction: {
        dragNodes: false, hover: true, selectConnectedEdges: false, hoverConnectedEdges: false,
        hideEdgesOnDrag: marks.length > data.limits.hideEdges, zoomSpeed: 0.6,
      },
      nodes: { chosen: false },
      edges: {
        chosen: false, smooth: isBent ? { enabled: true, ...bends[view] } : false,
        arrows: { to: { enabled: Boolean(arrows), scaleFactor: 0.55 } },
      },
    };
  },

  move(scale, y = 0) {
    this.network?.moveTo({ position: { x: 0, y }, scale, animation: false });
  },

  zoom(factor) {
    this.network?.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.1), 12) });
  },

  tellView() {
    const { view, marks } = this.scene;
    const n = numbers.format(selection.nodes.size);
    const told = { groups: ['grouped', { n, groups: marks.length }], ask: ['too_many', { n }] }[view];
    this.tell(!selection.nodes.size ? tell('nothing_left') : told ? tell(...told) : '');
    find('draw-all').hidden = !told || !selection.nodes.size;
    find('draw-groups').hidden = islands.length < 2 || view === 'groups' || (view === 'columns' && state.island === null);
  },

  tell(text) {
    find('notice').textContent = text;
    find('notice-box').hidden = !text;
  },

  mark(mark) {
    const { id, x, y, parts } = mark;
    if (!parts) {
      const color = { background: this.colours.get(mark.colour), border: this.colours.get('paper') };
      return { id, x, y, shape: mark.shape, size: mark.r, color };
    }
    // A mark of a column is drawn by ourselves, with its name; vis-network would put that below it.
    const { width, height } = parts.box ?? { width: 2 * parts.size, height: 2 * parts.size };
    const drawNode = (ctx) => mark.draw(mark).forEach((part) => paint(ctx, this.colours, part));
    return { id, x, y, shape: 'custom', ctxRenderer: ({ ctx }) => ({ drawNode: () => drawNode(ctx), nodeDimensions: { width, height } }) };
  },

  line({ id, from, to, width, colour, opacity }) {
    return { id, from, to, width, color: { color: this.colours.get(colour), inherit: false, opacity } };
  },

  /** What lies over the drawing: what is chosen, on a veil over the rest, what is pointed at, and the names. */
  renderOver(ctx) {
    const { scene } = this;
    const scale = this.network.getScale();
    const chosen = listChosen(scene);
    const hovered = scene.byId.get(this.hovered);
    if (chosen) this.renderVeil(ctx);
    const parts = chosen ? chosenParts(scene, chosen) : [];
    if (hovered) parts.push(...hovered.draw(hovered, true));
    parts.forEach((part) => paint(ctx, this.colours, part));
    if (scene.view === 'columns') return;
    if (this.namedAt !== scale) {
      this.names = placeNames(chosen ? { ...scene, marks: chosen.marks } : scene, scale);
      this.namedAt = scale;
    }
    this.names.forEach((place, mark) => this.renderName(ctx, mark, place, scale));
    if (hovered && !this.names.has(hovered)) this.renderName(ctx, hovered, listPlaces(hovered, scale)[0], scale);
  },

  renderVeil(ctx) {
    ctx.save();
    ctx.resetTransform();
    ctx.globalCompositeOperation = 'destination-out';
    ctx.globalAlpha = VEIL;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
  },

  /** Names keep their size, however near the drawing is. */
  renderName(ctx, mark, place, scale) {
    ctx.save();
    ctx.translate(mark.x, mark.y);
    ctx.scale(1 / scale, 1 / scale);
    paint(ctx, this.colours, namePart(mark, place, isChosen(mark)));
    ctx.restore();
  },

  hover(id) {
    this.hovered = id;
    this.container.classList.toggle('over', id !== null);
    this.network.redraw();
  },

  click({ nodes: [mark], edges: [line], pointer }) {
    const named = mark ?? this.nameAt(pointer.canvas);
    const isGrouped = this.scene.view === 'groups';
    if (named !== undefined) choose(isGrouped ? 'group' : 'node', isGrouped ? named.slice('island '.length) : named);
    else if (line !== undefined) choose(isGrouped ? 'tie' : 'edge', line);
    else if (state.chosen) choose(null, null);
    this.network.unselectAll();
  },

  /** Scroll to a mark that is out of sight. */
  bring(id) {
    const mark = this.scene?.byId.get(id);
    if (!mark) return;
    const top = this.container.getBoundingClientRect().top + this.network.canvasToDOM(mark).y;
    if (top < 0 || top > innerHeight) scrollBy(0, top - innerHeight / 2);
  },

  /** Find the mark of a column whose name is at a point, for names stand outside of what vis-network takes for it. */
  nameAt: ({ x, y }) => picture.scene.marks.find((mark) =>
    mark.parts && meet(mark.parts.hit, { x: x - mark.x, y: y - mark.y, width: 0, height: 0 }))?.id,
};

/** What a drawing lies on: two with the same ground differ in colours and widths at most. */
const tellGround = ({ view, width, height, marks, lines }) =>
  JSON.stringify([view, width, height, marks.map(({ id, x, y }) => [id, x, y]), lines.map(({ id }) => id)]);
