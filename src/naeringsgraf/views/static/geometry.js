// Where marks and names go. The order and the columns come with the data; here they are fitted to a width, so that
// names are as easy to read on a phone as on a wide screen.

const ROW = 0.75; // Pixels a unit of height: neighbours stand 30 pixels apart.
const TALLEST = 1500;
const LOWEST = 220;
const NARROW = 480; // Below this many pixels, letters and marks are smaller, so that more of a name fits.
const MARGIN = 24;
const LABEL = { size: 14, pad: 12, family: getComputedStyle(document.body).fontFamily };
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

const sizeOf = (node) => {
  const most = LABEL.size === 14 ? (node.side === 'middle' ? 8 : 30) : (node.side === 'middle' ? 4.5 : 7);
  return Math.min(node.size, most);
};

/** Fit the columns to a width. Gives each mark its place, its name as it fits, and the size of the whole. */
function fit(width) {
  const narrow = width < NARROW;
  Object.assign(LABEL, narrow ? { size: 12, pad: 5 } : { size: 14, pad: 12 });
  const widest = (side) =>
    Math.max(0, ...data.nodes.filter((node) => node.side === side).map((node) => widthOf(node.label.slice(0, 400), node.kind !== 'theme')));
  const between = data.nodes.some((node) => node.side === 'middle');
  const share = between ? 0.29 : 0.38;
  const room = (side) => Math.min(widest(side) + 36, width * share);
  const rooms = { left: room('left'), right: room('right'), middle: Math.min(widest('middle') + 44, width * (narrow ? 0.36 : 0.3)) };
  const xs = data.nodes.map((node) => node.x);
  const ys = data.nodes.map((node) => node.y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const spread = (x) => (east > west ? (x - west) / (east - west) : 0.5);
  const x = (node) => rooms.left + spread(node.x) * (width - rooms.left - rooms.right) - width / 2;
  const height = (Math.max(...ys) - Math.min(...ys)) * ROW + 2 * MARGIN + 30;
  const places = new Map();
  for (const node of data.nodes) {
    const around = node.side === 'middle' ? 2 * sizeOf(node) + 2 * LABEL.pad + 4 : sizeOf(node) + 10;
    const label = cut(node.label, Math.max(rooms[node.side] - around, 24), node.kind !== 'theme');
    places.set(node.id, { x: x(node), y: node.y * ROW, label });
  }
  return { width, height, places };
}

/** The parts of a mark and its name, relative to its place; both the canvas and the SVG draw these. */
function layOut(node, label) {
  const bold = node.kind !== 'theme';
  const long = widthOf(label, bold);
  const size = sizeOf(node);
  if (node.side === 'middle') {
    const width = long + 2 * size + 2 * LABEL.pad + 4;
    const box = { x: -width / 2, y: -14, width, height: 28 };
    const mark = box.x + LABEL.pad - 2 + size;
    return { bold, size, box, mark, text: mark + size + 6, anchor: 'start', hit: box };
  }
  const away = size + 7;
  const left = node.side === 'left';
  const reach = { y: -13, height: 26, width: long + away + size };
  return {
    bold, size, box: null, mark: 0, text: left ? -away : away, anchor: left ? 'end' : 'start',
    hit: { ...reach, x: left ? -away - long : -size },
  };
}
