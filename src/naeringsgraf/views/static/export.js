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
  const write = (parts) => stage.append(...parts.map((part) => writePart(colours, part)));
  const chosen = listChosen(scene);
  write(scene.lines.flatMap((line) => lineParts(line, scene)));
  write(scene.marks.flatMap((mark) => mark.draw(mark)));
  if (chosen) {
    stage.append(draw('rect', { x: -EXPORT_WIDTH / 2, y: -scene.height / 2, width: EXPORT_WIDTH, height: scene.height, fill: '#ffffff', opacity: VEIL }));
    write(chosenParts(scene, chosen));
  }
  const names = scene.view === 'columns' ? [] : placeNames(chosen ? { ...scene, marks: chosen.marks } : scene, 1);
  names.forEach((place, mark) => {
    const name = namePart(mark, place, false);
    write([{ ...name, x: name.x + mark.x, y: name.y + mark.y }]);
  });
  root.append(stage);
  foot.forEach((line, index) => {
    const y = top + scene.height + 20 + 18 * index;
    root.append(draw('text', { x: 24, y, 'font-size': 12, fill: '#55616b' }, line));
  });
  return root;
}

function tellSelection() {
  const [from, to] = [state.from, state.to].map((at) => writeDay(days[at]));
  return [tellShown(), ...(days.length ? [tell('period_of', { from, to })] : [])].join(' · ');
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
