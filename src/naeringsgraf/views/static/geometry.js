// Where marks and names go. The order and the columns come with the data; here they are fitted to a width, so that
// names are as easy to read on a phone as on a wide screen.

// Pixels a unit of height: neighbours stand 30 pixels apart.
const ROW = 0.75;
// Higher canvases fail on phones; what does not fit is reached by dragging.
const TALLEST = 4000;
const LOWEST = 160;
// Below this many pixels, letters and marks are smaller, so that more of a name fits.
const NARROW = 480;
// Room for half of the largest mark, or of a name of two lines, above the first row and below the last.
const MARGIN = 30;
// A name takes two lines at most; neighbours leave room for no more.
const LINES = 2;
// Letters of a word that are left over for the next line.
const LEAST_REST = 3;
// Pixels of letters and of the room beside them; largest half of a mark on its own, and within the box of its name.
const WIDE_LABEL = { size: 14, pad: 12, alone: 22, boxed: 8 };
const NARROW_LABEL = { size: 12, pad: 5, alone: 7, boxed: 4.5 };
const LABEL = { ...WIDE_LABEL, family: getComputedStyle(document.body).fontFamily };
const measure = document.createElement('canvas').getContext('2d');

function widthOf(text, bold = false) {
  measure.font = `${bold ? 600 : 400} ${LABEL.size}px ${LABEL.family}`;
  return measure.measureText(text).width;
}

/** Cut a text to a width, with an ellipsis; letters are never split. */
function cut(text, room, bold) {
  // A label of thousands of letters is cut before it is measured, for measuring it costs more than drawing the page.
  const letters = Array.from(text.slice(0, 400));
  const whole = letters.join('');
  if (whole.length === text.length && widthOf(whole, bold) <= room) return whole;
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${letters.slice(0, middle).join('').trimEnd()}…`, bold) <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** Break a name into the lines that a width holds; what is left over is cut. */
function breakName(name, room, bold) {
  let left = name.slice(0, 400);
  const lines = [];
  while (lines.length < LINES - 1 && widthOf(left, bold) > room) {
    const line = takeLine(left, room, bold);
    left = left.slice(line.length);
    lines.push(/[\s-]$/u.test(line) ? line.trimEnd() : `${line}-`);
  }
  return [...lines, cut(name.length > 400 ? `${left}…` : left, room, bold)];
}

/** The words that fit a width; where not even the first does, as many of its letters as leave room for a hyphen. */
function takeLine(text, room, bold) {
  const words = text.match(/[^\s-]*[\s-]+|[^\s-]+$/gu) ?? [];
  let line = '';
  while (words.length > 1 && widthOf((line + words[0]).trimEnd(), bold) <= room) line += words.shift();
  if (line) return line;
  const letters = Array.from(words[0]);
  let taken = Math.max(letters.length - LEAST_REST, 1);
  while (taken > 1 && widthOf(`${letters.slice(0, taken).join('')}-`, bold) > room) taken -= 1;
  return letters.slice(0, stepToSyllable(letters, taken)).join('');
}

/** Step back, a few letters at most, to where a consonant and a vowel begin the next line: "planleg-ging". */
function stepToSyllable(letters, taken) {
  for (let at = taken; at > Math.max(taken - 4, 1); at -= 1) {
    if (!isVowel(letters[at]) && isVowel(letters[at + 1] ?? '')) return at;
  }
  return taken;
}

const isVowel = (letter) => /^[aeiouyæøå]$/iu.test(letter);

const lead = () => LABEL.size + 1;
const baselines = (lines) => lines.map((_, index) => (index - (lines.length - 1) / 2) * lead());

const sizeOf = (node) => Math.min(node.size, node.side === 'middle' ? LABEL.boxed : LABEL.alone);

/** Where the marks of columns stand; what is left of a narrow choice is moved together, in the same order. */
function placeRows(shown, together) {
  if (!together) return new Map(shown.map((node) => [node, node.y]));
  const places = new Map();
  for (const side of ['left', 'middle', 'right']) {
    const column = shown.filter((node) => node.side === side).sort((a, b) => a.y - b.y);
    column.forEach((node, at) => places.set(node, (at - (column.length - 1) / 2) * (side === 'middle' ? 52 : 44)));
  }
  return places;
}

/** Fit the columns to a width. Gives each mark its place, its name as it fits, and the size of the whole. */
function fitColumns(width, shown, together) {
  const narrow = width < NARROW;
  Object.assign(LABEL, narrow ? NARROW_LABEL : WIDE_LABEL);
  const widest = (side) =>
    Math.max(0, ...shown.filter((node) => node.side === side).map((node) => widthOf(node.label.slice(0, 400), node.kind !== 'theme')));
  const between = shown.some((node) => node.side === 'middle');
  const share = between ? (narrow ? 0.31 : 0.29) : 0.4;
  const room = (side) => Math.min(widest(side) + 36, width * share);
  const rooms = { left: room('left'), right: room('right'), middle: Math.min(widest('middle') + 44, width * 0.3) };
  const rows = placeRows(shown, together);
  const xs = shown.map((node) => node.x);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const spread = (x) => (east > west ? (x - west) / (east - west) : 0.5);
  const x = (node) => rooms.left + spread(node.x) * (width - rooms.left - rooms.right) - width / 2;
  const heights = [...rows.values()];
  const [north, south] = [Math.min(...heights), Math.max(...heights)];
  const places = new Map();
  for (const node of shown) {
    const around = node.side === 'middle' ? 2 * sizeOf(node) + 2 * LABEL.pad + 4 : sizeOf(node) + 10;
    const lines = breakName(node.label, Math.max(rooms[node.side] - around, 24), node.kind !== 'theme');
    const y = (rows.get(node) - (north + south) / 2) * ROW;
    places.set(node.id, { x: x(node), y, lines, parts: layOut(node, lines) });
  }
  return { width, height: (south - north) * ROW + 2 * MARGIN, places };
}

/** The parts of a mark and its name, relative to its place; both the canvas and the SVG draw these. */
function layOut(node, lines) {
  const bold = node.kind !== 'theme';
  const long = Math.max(...lines.map((line) => widthOf(line, bold)));
  const height = lines.length > 1 ? lines.length * lead() + 6 : 28;
  const size = sizeOf(node);
  if (node.side === 'middle') {
    const width = long + 2 * size + 2 * LABEL.pad + 4;
    const box = { x: -width / 2, y: -height / 2, width, height };
    const mark = box.x + LABEL.pad - 2 + size;
    return { bold, size, box, mark, text: mark + size + 6, anchor: 'start', hit: box };
  }
  const away = size + 7;
  const left = node.side === 'left';
  const reach = { y: -height / 2 + 1, height: height - 2, width: long + away + size };
  return {
    bold, size, box: null, mark: 0, text: left ? -away : away, anchor: left ? 'end' : 'start',
    hit: { ...reach, x: left ? -away - long : -size },
  };
}
