// The drawing on screen: vis-network's canvas with the scene on it, and no forces.

const palette = (element = document.documentElement) => {
  const style = getComputedStyle(element);
  const colours = new Map();
  const names = ['paper', 'ink', 'actor', 'chosen', 'edge', ...Array.from({ length: 8 }, (_, index) => `area-${index}`)];
  names.forEach((name) => colours.set(name, style.getPropertyValue(`--${name}`).trim()));
  return colours;
};

const FADED = 0.3; // Opacity of what is not chosen, when something is.
const VEIL = 0.82; // Opacity of the paper laid over all, when something is chosen in a large drawing.

const picture = {
  container: find('network'), network: null, marks: null, lines: null, scene: null, colours: palette(), hovered: null,
  names: null, namedAt: null,

  start() {
    if (!nodes.length) {
      this.tell(tell('empty'));
      document.querySelectorAll('.drawing .buttons').forEach((buttons) => { buttons.hidden = true; });
      return;
    }
    new ResizeObserver(() => this.resize()).observe(this.container.parentElement);
    for (const query of ['(forced-colors: active)', 'screen and (prefers-color-scheme: dark)']) {
      matchMedia(query).addEventListener('change', () => {
        this.colours = palette();
        this.show();
      });
    }
    // The wheel scrolls the page, as everywhere else on it, unless Ctrl is held.
    this.container.addEventListener('wheel', (event) => {
      if (!event.ctrlKey) event.stopPropagation();
    }, { capture: true });
    this.show();
  },

  /** Make the drawing anew, for vis-network takes its settings and its marks faster so than one by one. */
  open() {
    this.network?.destroy();
    this.marks = new vis.DataSet(this.scene.marks.map((mark) => this.mark(mark)));
    this.lines = new vis.DataSet(this.scene.lines.map((line) => this.line(line)));
    this.network = new vis.Network(this.container, { nodes: this.marks, edges: this.lines }, this.options());
    // The canvas says nothing to those who cannot see it; the table does, so it is no stop for the keyboard.
    this.container.querySelectorAll('[tabindex]').forEach((element) => element.setAttribute('tabindex', '-1'));
    this.network.on('click', (event) => this.click(event));
    this.network.on('hoverNode', ({ node }) => this.hover(node));
    this.network.on('blurNode', () => this.hover(null));
    this.network.on('hoverEdge', () => this.container.classList.add('over'));
    this.network.on('blurEdge', () => this.container.classList.remove('over'));
    this.network.on('afterDrawing', (ctx) => this.renderOver(ctx));
    this.begin();
  },

  options() {
    const { view, lines, marks, arrows } = this.scene;
    const bent = view === 'columns' && lines.length <= data.limits.straight;
    const smooth = bent ? { enabled: true, type: 'cubicBezier', forceDirection: 'horizontal', roundness: 0.45 }
      : arrows && lines.length <= data.limits.straight ? { enabled: true, type: 'curvedCW', roundness: ARC } : false;
    return {
      physics: false,
      autoResize: false,
      layout: { improvedLayout: false },
      interaction: {
        dragNodes: false, hover: true, selectable: true, selectConnectedEdges: false, hoverConnectedEdges: false,
        hideEdgesOnDrag: marks.length > data.limits.hideEdges, zoomSpeed: 0.6,
      },
      nodes: { chosen: false, scaling: { min: 1, max: 1 }, font: { size: LABEL.size }, borderWidth: 1 },
      edges: {
        chosen: false, selectionWidth: 0, hoverWidth: 0, scaling: { min: 1, max: 1 }, smooth,
        arrows: { to: { enabled: Boolean(arrows), scaleFactor: 0.55 } },
      },
    };
  },

  resize() {
    const width = this.width();
    if (width && this.scene && width !== this.scene.width) this.show();
  },

  // Of the box around it, for the drawing itself may be hidden, and would then be of no width.
  width() {
    const box = this.container.parentElement;
    const style = getComputedStyle(box);
    return Math.floor(box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  },

  /** Begin with the top of the network at a size that can be read. */
  begin() {
    const hidden = Math.max(0, this.scene.height - TALLEST);
    this.network?.moveTo({ position: { x: 0, y: -hidden / 2 }, scale: 1, animation: false });
  },

  whole() {
    const scale = Math.min(1, TALLEST / this.scene.height);
    this.network?.moveTo({ position: { x: 0, y: 0 }, scale, animation: false });
  },

  zoom(factor) {
    if (this.network) this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.1), 12) });
  },

  /** Bring what is drawn into line with the selection. */
  show() {
    if (!nodes.length || !this.width()) return;
    const before = this.scene;
    this.scene = makeScene(this.width());
    this.namedAt = null;
    this.tellView();
    const drawn = this.scene.marks.length > 0;
    this.container.hidden = !drawn;
    if (!drawn) return;
    this.container.style.height = `${Math.round(Math.min(Math.max(this.scene.height, LOWEST), TALLEST))}px`;
    if (isSameGround(before, this.scene) && this.network) this.update();
    else this.open();
  },

  update() {
    this.lines.update(this.scene.lines.map((line) => this.line(line)));
    this.marks.update(this.scene.marks.map((mark) => this.mark(mark)));
    this.network.redraw();
  },

  tellView() {
    const { view } = this.scene;
    const text = !selection.nodes.size ? tell('nothing_left')
      : view === 'ask' ? tell('too_many', { n: numbers.format(selection.nodes.size) })
        : view === 'groups' ? tell('grouped', { n: numbers.format(selection.nodes.size), groups: this.scene.marks.length }) : '';
    this.tell(text);
    find('draw-all').hidden = !(view === 'ask' || view === 'groups') || !selection.nodes.size;
    find('draw-groups').hidden = islands.length < 2 || view === 'groups' || (view === 'columns' && !state.island);
    find('notice-box').hidden = !text;
  },

  mark(mark) {
    const { id, x, y } = mark;
    // In columns the label is drawn by ourselves; vis-network would put it below the mark.
    if (this.scene.view === 'columns') {
      return { id, x, y, shape: 'custom', ctxRenderer: (given) => this.render(given, id) };
    }
    const background = this.colours.get(mark.colour);
    return { id, x, y, shape: mark.shape, size: mark.r, color: { background, border: this.colours.get('paper') } };
  },

  line(line) {
    return {
      id: line.id, from: line.from, to: line.to, width: line.width,
      color: { color: this.colours.get(line.colour), inherit: false, opacity: line.opacity },
    };
  },

  /** How to draw a mark. vis-network keeps what it was given first, so the mark is looked up each time. */
  render({ ctx, x, y }, id) {
    const mark = this.scene.byId.get(id);
    const isChosen = this.isChosen(mark) || this.hovered === id;
    const drawNode = () => {
      ctx.translate(x, y);
      rowParts(mark, isChosen, isNear('nodes', mark.node) || isChosen ? 1 : FADED).forEach((part) => paint(ctx, this.colours, part));
    };
    const { parts } = mark;
    const size = parts.box ?? { width: 2 * parts.size, height: 2 * parts.size };
    return { drawNode, nodeDimensions: { width: size.width, height: size.height } };
  },

  /** What lies over a drawing without columns: what is chosen, on a veil over the rest, and the names. */
  renderOver(ctx) {
    if (this.scene.view === 'columns') return;
    const scale = this.network.getScale();
    if (this.namedAt !== scale) {
      this.names = placeNames(this.scene, scale);
      this.namedAt = scale;
    }
    const chosen = this.listChosen();
    if (chosen) this.renderChosen(ctx, chosen);
    const named = new Set(chosen ? chosen.marks : this.names.keys());
    const hovered = this.scene.byId.get(this.hovered);
    if (hovered) named.add(hovered);
    const isFew = named.size <= MANY_NAMES;
    named.forEach((mark) => {
      const place = this.names.get(mark) ?? (isFew || mark === hovered || this.isChosen(mark) ? besideMark(mark, scale) : null);
      if (place) this.renderName(ctx, mark, place, scale);
    });
  },

  isChosen: (mark) => Boolean(state.chosen) && (mark.id === state.chosen.id || mark.id === `island ${state.chosen.id}`),

  listChosen() {
    const { marks, lines } = this.scene;
    if (near) return { marks: marks.filter(({ node }) => near.nodes.has(node)), lines: lines.filter(({ edge }) => near.edges.has(edge)) };
    if (!state.chosen || this.scene.view !== 'groups') return null;
    const { kind, id } = state.chosen;
    const ties = lines.filter(({ tie }) => (kind === 'tie' ? tie === id : tie.split(' ').includes(id)));
    const ends = new Set(ties.flatMap(({ from, to }) => [from, to]));
    return { lines: ties, marks: marks.filter((mark) => ends.has(mark.id) || this.isChosen(mark)) };
  },

  renderChosen(ctx, { marks, lines }) {
    ctx.save();
    ctx.resetTransform();
    ctx.globalAlpha = VEIL;
    ctx.fillStyle = this.colours.get('paper');
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
    const parts = lines.flatMap((line) => lineParts({ ...line, width: Math.max(line.width, 1.5) }, this.scene, 1));
    [...parts, ...marks.map((mark) => discPart(mark, this.isChosen(mark)))].forEach((part) => paint(ctx, this.colours, part));
  },

  /** Names keep their size, however near the drawing is. */
  renderName(ctx, mark, place, scale) {
    ctx.save();
    ctx.translate(mark.x, mark.y);
    ctx.scale(1 / scale, 1 / scale);
    paint(ctx, this.colours, namePart(mark, place, this.isChosen(mark)));
    ctx.restore();
  },

  hover(id) {
    this.hovered = id;
    this.container.classList.toggle('over', id !== null);
    this.network.redraw();
  },

  click({ nodes: [mark], edges: [line], pointer }) {
    const named = mark ?? this.nameAt(pointer.canvas);
    const tie = this.scene.view === 'groups';
    if (named !== undefined) choose(tie ? 'group' : 'node', tie ? named.slice('island '.length) : named);
    else if (line !== undefined) choose(tie ? 'tie' : 'edge', line);
    else if (state.chosen) choose(null, null);
    this.network.unselectAll();
  },

  /** Scroll to a mark that is out of sight. */
  bring(id) {
    const mark = this.scene.byId.get(id);
    if (!this.network || this.container.hidden || !mark) return;
    const { y } = this.network.canvasToDOM(mark);
    const at = this.container.getBoundingClientRect().top + y;
    if (at < 0 || at > innerHeight) scrollBy({ top: at - innerHeight / 2, behavior: 'auto' });
  },

  /** Find the mark whose name is at a point, for names stand outside of what vis-network takes for the mark. */
  nameAt({ x, y }) {
    const holds = (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    const scale = this.namedAt;
    const grown = (box) => ({ x: box.x / scale, y: box.y / scale, width: box.width / scale, height: box.height / scale });
    for (const mark of this.scene.marks) {
      const { parts } = mark;
      const name = parts ? null : this.names?.get(mark);
      const box = parts ? { ...parts.hit, x: mark.x + parts.hit.x, y: mark.y + parts.hit.y } : name ? grown(name.box) : null;
      if (box && holds(box)) return mark.id;
    }
    return undefined;
  },

  tell(text) {
    find('notice').textContent = text;
    find('notice').hidden = !text;
  },
};

const MANY_NAMES = 40; // So many chosen marks are all named, though their names may touch.

const besideMark = (mark, scale) => ({ dx: mark.r * scale + 4, dy: 0, anchor: 'start', text: shorten(mark)[0] });

/** Two scenes differ in colours and widths at most, so that the drawing need not be made anew. */
function isSameGround(one, other) {
  return one !== null && one.view === other.view && one.width === other.width && one.marks.length === other.marks.length
    && one.lines.length === other.lines.length && one.height === other.height
    && one.marks.every((mark, at) => mark.id === other.marks[at].id && mark.x === other.marks[at].x && mark.y === other.marks[at].y)
    && one.lines.every((line, at) => line.id === other.lines[at].id);
}
