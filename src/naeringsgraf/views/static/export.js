// The drawing as SVG, and as PNG made from that SVG. Both carry title, selection, date of the data, version, licence.

const EXPORT_WIDTH = 1200;

function makeSvg() {
  const fitted = fit(EXPORT_WIDTH);
  const svg = writeSvg(fitted);
  fit(picture.fitted.width);
  return svg;
}

function writeSvg(fitted) {
  const foot = [tellSelection(), ...data.footer];
  const top = 70;
  const height = top + fitted.height + 18 * foot.length + 30;
  const middle = { x: EXPORT_WIDTH / 2, y: top + fitted.height / 2 };
  const colours = picture.colours;
  const root = draw('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${EXPORT_WIDTH} ${Math.ceil(height)}`, width: EXPORT_WIDTH,
    height: Math.ceil(height), lang: data.language, 'font-family': LABEL.family, 'font-size': LABEL.size,
  });
  root.append(draw('title', {}, data.title), draw('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  root.append(draw('text', { x: 24, y: 42, 'font-size': 24, 'font-weight': 600, fill: colours.get('ink') }, data.title));
  const stage = draw('g', { transform: `translate(${middle.x},${middle.y})` });
  data.edges.filter((edge) => selection.edges.has(edge.id)).forEach((edge) => stage.append(svgLine(edge, fitted)));
  data.nodes.filter((node) => selection.nodes.has(node.id)).forEach((node) => stage.append(svgMark(node, fitted)));
  root.append(stage);
  foot.forEach((line, index) => {
    const y = top + fitted.height + 20 + 18 * index;
    root.append(draw('text', { x: 24, y, 'font-size': 12, fill: '#55616b' }, line));
  });
  return root;
}

function svgLine(edge, fitted) {
  const [from, to] = [fitted.places.get(edge.from), fitted.places.get(edge.to)];
  const bend = (to.x - from.x) * 0.45;
  const near = isNear('edge', edge.id);
  return draw('path', {
    d: `M${from.x},${from.y}C${from.x + bend},${from.y},${to.x - bend},${to.y},${to.x},${to.y}`,
    fill: 'none', stroke: picture.colours.get(areaOf(nodes.get(edge.to))),
    'stroke-width': widthFor(selection.edges.get(edge.id).length),
    'stroke-opacity': state.chosen && near ? 0.95 : near ? 0.45 : 0.07,
  });
}

function svgMark(node, fitted) {
  const place = fitted.places.get(node.id);
  const parts = layOut(node, place.label);
  const faded = isNear('node', node.id) ? 1 : FADED;
  const group = draw('g', { transform: `translate(${place.x},${place.y})` });
  group.append(draw('title', {}, `${node.label.slice(0, 400)}: ${tellCount('quotes', node.count)}`));
  if (parts.box) {
    const stroke = { stroke: picture.colours.get('actor'), 'stroke-opacity': faded };
    group.append(draw('rect', { ...parts.box, rx: 4, fill: '#ffffff', ...stroke }));
  }
  group.append(draw('path', {
    d: outline(node.shape, parts.size), transform: `translate(${parts.mark},0)`,
    fill: picture.colours.get(areaOf(node)), stroke: '#ffffff', 'stroke-width': 1.5, opacity: faded,
  }));
  const text = {
    x: parts.text, y: 5, 'text-anchor': parts.anchor, 'font-weight': parts.bold ? 600 : 400,
    fill: picture.colours.get('ink'), stroke: '#ffffff', 'stroke-width': parts.box ? 0 : 4, 'paint-order': 'stroke', opacity: faded,
  };
  group.append(draw('text', text, place.label));
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
