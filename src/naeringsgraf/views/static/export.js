// The drawing as SVG, and as PNG made from that SVG. Both carry title, selection, date of the data, version, licence.

const EXPORT_WIDTH = 1200;

function makeSvg() {
  const svg = writeSvg(makeScene(EXPORT_WIDTH), lightPalette());
  // Letters are measured anew for the screen.
  picture.show();
  return svg;
}

/** The colours on white, whatever those of the screen are: a picture is for paper and slides. */
function lightPalette() {
  const light = document.body.appendChild(make('div', { class: 'light', hidden: '' }));
  const colours = palette(light);
  light.remove();
  return colours;
}

function writeSvg(scene, colours) {
  const foot = [tellSelection(), ...data.footer];
  const top = 70;
  const height = top + scene.height + 18 * foot.length + 30;
  const root = draw('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${EXPORT_WIDTH} ${Math.ceil(height)}`, width: EXPORT_WIDTH,
    height: Math.ceil(height), lang: data.language, 'font-family': LABEL.family, 'font-size': LABEL.size,
  });
  root.append(draw('title', {}, data.title), draw('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  root.append(draw('text', { x: 24, y: 42, 'font-size': 24, 'font-weight': 600, fill: colours.get('ink') }, data.title));
  const stage = draw('g', { transform: `translate(${EXPORT_WIDTH / 2},${top + scene.height / 2})` });
  const write = (part) => writePart(colours, part);
  scene.lines.forEach((line) => stage.append(...lineParts(line, scene, near && line.edge && !near.edges.has(line.edge) ? 0.07 : line.opacity).map(write)));
  scene.marks.forEach((mark) => stage.append(scene.view === 'columns' ? svgRow(mark, write) : write(discPart(mark, false, fade(mark)))));
  if (scene.view !== 'columns') {
    placeNames(scene, 1).forEach((place, mark) => {
      const name = namePart(mark, place, false, fade(mark));
      stage.append(write({ ...name, x: short(name.x + mark.x), y: short(name.y + mark.y) }));
    });
  }
  root.append(stage);
  foot.forEach((line, index) => {
    const y = top + scene.height + 20 + 18 * index;
    root.append(draw('text', { x: 24, y, 'font-size': 12, fill: '#55616b' }, line));
  });
  return root;
}

const fade = (mark) => (!mark.node || isNear('nodes', mark.node) ? 1 : FADED);

/** A mark of a column, with its number for who points at it. */
function svgRow(mark, write) {
  const told = `${mark.node.label.slice(0, 400)}: ${tellCount(data.evidence, mark.node.count)}`;
  return draw('g', { transform: `translate(${at(mark)})` }, draw('title', {}, told), ...rowParts(mark, false, fade(mark)).map(write));
}

function tellSelection() {
  const shown = tellShown();
  if (!days.length) return shown;
  const period = tell('period_of', { from: writeDay(days[state.from]), to: writeDay(days[state.to]) });
  return `${shown} · ${days.length > 1 ? period : writeDay(days[0])}`;
}

/** How much of what the network stands on is shown: sentences, or meetings. */
function tellShown() {
  const [shown, all] = data.evidence === 'quotes' ? [selection.quotes.size, quotes.length] : [selection.meetings.size, meetings.length];
  return tell('shown', { quotes: numbers.format(shown), all: tellCount(data.evidence, all) });
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
