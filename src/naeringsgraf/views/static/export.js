// The drawing as SVG, and as PNG made from that SVG. Both carry title, selection, date of the data, version, licence.

const EXPORT_WIDTH = 1200;

function makeSvg() {
  const fitted = fit(EXPORT_WIDTH);
  const svg = writeSvg(fitted, lightPalette());
  fit(picture.fitted.width);
  return svg;
}

/** The colours on white, whatever those of the screen are: a picture is for paper and slides. */
function lightPalette() {
  const light = document.body.appendChild(make('div', { class: 'light', hidden: '' }));
  const colours = palette(light);
  light.remove();
  return colours;
}

function writeSvg(fitted, colours) {
  const foot = [tellSelection(), ...data.footer];
  const top = 70;
  const height = top + fitted.height + 18 * foot.length + 30;
  const middle = { x: EXPORT_WIDTH / 2, y: top + fitted.height / 2 };
  const root = draw('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${EXPORT_WIDTH} ${Math.ceil(height)}`, width: EXPORT_WIDTH,
    height: Math.ceil(height), lang: data.language, 'font-family': LABEL.family, 'font-size': LABEL.size,
  });
  root.append(draw('title', {}, data.title), draw('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  root.append(draw('text', { x: 24, y: 42, 'font-size': 24, 'font-weight': 600, fill: colours.get('ink') }, data.title));
  const stage = draw('g', { transform: `translate(${middle.x},${middle.y})` });
  data.edges.filter((edge) => selection.edges.has(edge.id)).forEach((edge) => stage.append(svgLine(edge, fitted, colours)));
  data.nodes.filter((node) => selection.nodes.has(node.id)).forEach((node) => stage.append(svgMark(node, fitted, colours)));
  root.append(stage);
  foot.forEach((line, index) => {
    const y = top + fitted.height + 20 + 18 * index;
    root.append(draw('text', { x: 24, y, 'font-size': 12, fill: '#55616b' }, line));
  });
  return root;
}

function svgLine(edge, fitted, colours) {
  const [from, to] = [fitted.places.get(edge.from), fitted.places.get(edge.to)];
  const bend = (to.x - from.x) * 0.45;
  const near = isNear('edge', edge.id);
  return draw('path', {
    d: `M${from.x},${from.y}C${from.x + bend},${from.y},${to.x - bend},${to.y},${to.x},${to.y}`,
    fill: 'none', stroke: colours.get(areaOf(nodes.get(edge.to))),
    'stroke-width': widthFor(selection.edges.get(edge.id).length),
    'stroke-opacity': state.chosen && near ? 0.95 : near ? 0.45 : 0.07,
  });
}

function svgMark(node, fitted, colours) {
  const place = fitted.places.get(node.id);
  const { parts } = place;
  const faded = isNear('node', node.id) ? 1 : FADED;
  const group = draw('g', { transform: `translate(${place.x},${place.y})` });
  group.append(draw('title', {}, `${node.label.slice(0, 400)}: ${tellCount('quotes', node.count)}`));
  if (parts.box) {
    const stroke = { stroke: colours.get('actor'), 'stroke-opacity': faded };
    group.append(draw('rect', { ...parts.box, rx: 4, fill: '#ffffff', ...stroke }));
  }
  const shape = { d: outline(node.shape, parts.size), transform: `translate(${parts.mark},0)` };
  // White lies beneath, so that no line is seen through a mark that is faded.
  group.append(draw('path', { ...shape, fill: '#ffffff' }));
  group.append(draw('path', { ...shape, fill: colours.get(areaOf(node)), stroke: '#ffffff', 'stroke-width': 1.5, opacity: faded }));
  const text = {
    'text-anchor': parts.anchor, 'font-weight': parts.bold ? 600 : 400,
    fill: colours.get('ink'), stroke: '#ffffff', 'stroke-width': parts.box ? 0 : 4, 'paint-order': 'stroke', opacity: faded,
  };
  const heights = baselines(place.lines);
  place.lines.forEach((line, index) => group.append(draw('text', { ...text, x: parts.text, y: heights[index] + 5 }, line)));
  return group;
}

function tellSelection() {
  const quotes = tell('shown', { quotes: selection.quotes.size, all: tellCount('quotes', data.quotes.length) });
  if (!days.length) return quotes;
  const period = tell('period_of', { from: writeDay(days[state.from]), to: writeDay(days[state.to]) });
  return `${quotes} · ${days.length > 1 ? period : writeDay(days[0])}`;
}

function save(blob, ending) {
  const link = make('a', { href: URL.createObjectURL(blob), download: `${data.file}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function saveSvg() {
  save(new Blob([new XMLSerializer().serializeToString(makeSvg())], { type: 'image/svg+xml' }), 'svg');
}

function savePng() {
  const svg = makeSvg();
  const image = new Image();
  image.onload = () => {
    const canvas = make('canvas', { width: 2 * EXPORT_WIDTH, height: 2 * Number(svg.getAttribute('height')) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, 'png'), 'image/png');
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}
