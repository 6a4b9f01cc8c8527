// The drawing on screen: vis-network's canvas with our own marks, and no forces.

const palette = (element = document.documentElement) => {
  const style = getComputedStyle(element);
  const colours = new Map();
  const names = ['paper', 'ink', 'actor', 'chosen', ...Array.from({ length: 8 }, (_, index) => `area-${index}`)];
  names.forEach((name) => colours.set(name, style.getPropertyValue(`--${name}`).trim()));
  return colours;
};

const FADED = 0.3; // Opacity of what is not chosen, when something is.

const picture = {
  container: find('network'), network: null, marks: null, lines: null, fitted: null, colours: palette(), hovered: null,

  start() {
    if (!data.nodes.length) {
      this.tell(tell('empty'));
      document.querySelectorAll('.drawing .buttons').forEach((buttons) => { buttons.hidden = true; });
      return;
    }
    this.marks = new vis.DataSet();
    this.lines = new vis.DataSet();
    this.resize();
    // The wheel scrolls the page, as everywhere else on it, unless Ctrl is held.
    this.container.addEventListener('wheel', (event) => {
      if (!event.ctrlKey) event.stopPropagation();
    }, { capture: true });
    this.network = new vis.Network(this.container, { nodes: this.marks, edges: this.lines }, this.options());
    // The canvas says nothing to those who cannot see it; the table does, so it is no stop for the keyboard.
    this.container.querySelectorAll('[tabindex]').forEach((element) => element.setAttribute('tabindex', '-1'));
    this.network.on('click', (event) => this.click(event));
    this.network.on('hoverNode', ({ node }) => this.hover(node));
    this.network.on('blurNode', () => this.hover(null));
    this.network.on('hoverEdge', () => this.container.classList.add('over'));
    this.network.on('blurEdge', () => this.container.classList.remove('over'));
    new ResizeObserver(() => this.resize()).observe(this.container);
    for (const query of ['(forced-colors: active)', 'screen and (prefers-color-scheme: dark)']) {
      matchMedia(query).addEventListener('change', () => {
        this.colours = palette();
        this.show();
      });
    }
    this.show();
  },

  options() {
    return {
      physics: false,
      autoResize: true,
      layout: { improvedLayout: false },
      interaction: {
        dragNodes: false, hover: true, selectable: true, selectConnectedEdges: false, hoverConnectedEdges: false,
        hideEdgesOnDrag: data.nodes.length > data.limits.hideEdges, zoomSpeed: 0.6,
      },
      nodes: { shape: 'custom', chosen: false, scaling: { min: 1, max: 1 }, font: { size: LABEL.size } },
      edges: {
        chosen: false, selectionWidth: 0, hoverWidth: 0, scaling: { min: 1, max: 1 },
        smooth: data.edges.length > data.limits.straight
          ? false
          : { enabled: true, type: 'cubicBezier', forceDirection: 'horizontal', roundness: 0.45 },
      },
    };
  },

  /** Fit the columns to the width there is; places change only across, so that a mark stays where it is known. */
  resize() {
    const width = Math.floor(this.container.clientWidth);
    if (!width || this.fitted?.width === width) return;
    this.fitted = fit(width);
    this.container.style.height = `${Math.round(Math.min(Math.max(this.fitted.height, LOWEST), TALLEST))}px`;
    if (this.network) {
      this.network.setSize('100%', this.container.style.height);
      this.show();
      this.begin();
    }
  },

  /** Begin with the top of the network at a size that can be read. */
  begin() {
    const hidden = Math.max(0, this.fitted.height - TALLEST);
    this.network?.moveTo({ position: { x: 0, y: -hidden / 2 }, scale: 1, animation: false });
  },

  whole() {
    const scale = Math.min(1, TALLEST / this.fitted.height);
    this.network?.moveTo({ position: { x: 0, y: 0 }, scale, animation: false });
  },

  zoom(factor) {
    if (this.network) this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.1), 4) });
  },

  /** Bring what is drawn into line with the selection. */
  show() {
    if (!this.network) return;
    const many = selection.nodes.size > data.limits.drawn;
    this.container.hidden = many || !selection.nodes.size;
    this.tell(many ? tell('too_many', { n: selection.nodes.size }) : selection.nodes.size ? '' : tell('nothing_left'));
    const shown = many ? { nodes: new Set(), edges: new Map() } : selection;
    this.replace(this.marks, data.nodes.filter((node) => shown.nodes.has(node.id)).map((node) => this.mark(node)));
    this.replace(this.lines, data.edges.filter((edge) => shown.edges.has(edge.id)).map((edge) => this.line(edge)));
    if (!this.moved) this.begin();
    this.moved = true;
  },

  replace(set, items) {
    const kept = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !kept.has(id)));
    set.update(items);
  },

  mark(node) {
    const { x, y } = this.fitted.places.get(node.id);
    // The label is drawn by ourselves; vis-network would put it below the mark.
    return { id: node.id, x, y, ctxRenderer: (given) => this.render(given, node) };
  },

  line(edge) {
    const near = isNear('edge', edge.id);
    const chosen = state.chosen && near;
    const colour = this.colours.get(areaOf(nodes.get(edge.to)));
    return {
      id: edge.id, from: edge.from, to: edge.to,
      width: widthFor(selection.edges.get(edge.id).length),
      color: { color: colour, inherit: false, opacity: chosen ? 0.95 : near ? 0.45 : 0.07 },
    };
  },

  /** How to draw a mark. vis-network keeps what it was given first, so name and parts are looked up each time. */
  render({ ctx, x, y }, node) {
    const { lines, parts } = this.fitted.places.get(node.id);
    const drawNode = () => {
      ctx.translate(x, y);
      const isChosen = state.chosen?.id === node.id || this.hovered === node.id;
      this.renderGround(ctx, node, parts);
      ctx.globalAlpha = isNear('node', node.id) || isChosen ? 1 : FADED;
      if (parts.box) this.renderFrame(ctx, parts.box, isChosen);
      this.renderMark(ctx, node, parts, isChosen);
      ctx.font = `${parts.bold ? 600 : 400} ${LABEL.size}px ${LABEL.family}`;
      ctx.textBaseline = 'middle';
      ctx.textAlign = parts.anchor === 'end' ? 'right' : 'left';
      ctx.lineJoin = 'round';
      ctx.lineWidth = 4;
      ctx.strokeStyle = this.colours.get('paper');
      const heights = baselines(lines);
      if (!parts.box) lines.forEach((line, index) => ctx.strokeText(line, parts.text, heights[index] + 1));
      ctx.fillStyle = this.colours.get(isChosen ? 'chosen' : 'ink');
      lines.forEach((line, index) => ctx.fillText(line, parts.text, heights[index] + 1));
    };
    const size = parts.box ?? { width: 2 * parts.size, height: 2 * parts.size };
    return { drawNode, nodeDimensions: { width: size.width, height: size.height } };
  },

  /** A mark, or the box of a name, hides the lines that end beneath it, faded or not. */
  renderGround(ctx, node, { box, size }) {
    ctx.fillStyle = this.colours.get('paper');
    if (box) ctx.fillRect(box.x, box.y, box.width, box.height);
    else ctx.fill(new Path2D(outline(node.shape, size)));
  },

  renderFrame(ctx, box, isChosen) {
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.width, box.height, 4);
    ctx.lineWidth = isChosen ? 3 : 1;
    ctx.strokeStyle = this.colours.get(isChosen ? 'chosen' : 'actor');
    ctx.stroke();
  },

  renderMark(ctx, node, parts, isChosen) {
    const path = new Path2D();
    path.addPath(new Path2D(outline(node.shape, parts.size)), new DOMMatrix().translate(parts.mark, 0));
    ctx.fillStyle = this.colours.get(areaOf(node));
    ctx.fill(path);
    ctx.lineWidth = isChosen && !parts.box ? 3 : 1.5;
    ctx.strokeStyle = this.colours.get(isChosen && !parts.box ? 'chosen' : 'paper');
    ctx.stroke(path);
  },

  hover(id) {
    this.hovered = id;
    this.container.classList.toggle('over', id !== null);
    this.network.redraw();
  },

  click({ nodes: [node], edges: [edge], pointer }) {
    const named = node ?? this.nameAt(pointer.canvas);
    if (named !== undefined) choose('node', named);
    else if (edge !== undefined) choose('edge', edge);
    else if (state.chosen) choose(null, null);
    this.network.unselectAll();
  },

  /** Scroll to a mark that is out of sight. */
  bring(id) {
    if (!this.network || this.container.hidden) return;
    const { y } = this.network.canvasToDOM(this.fitted.places.get(id));
    const at = this.container.getBoundingClientRect().top + y;
    if (at < 0 || at > innerHeight) scrollBy({ top: at - innerHeight / 2, behavior: 'auto' });
  },

  /** Find the mark whose name is at a point, for names stand outside of what vis-network takes for the mark. */
  nameAt({ x, y }) {
    for (const id of selection.nodes) {
      const place = this.fitted.places.get(id);
      const { hit } = place.parts;
      const [left, top] = [place.x + hit.x, place.y + hit.y];
      if (x >= left && x <= left + hit.width && y >= top && y <= top + hit.height) return id;
    }
    return undefined;
  },

  tell(text) {
    find('notice').textContent = text;
    find('notice').hidden = !text;
  },
};

const widthFor = (quotes) => Math.round((1.2 + 1.6 * Math.sqrt(Math.min(quotes, 20) - 1)) * 10) / 10;
