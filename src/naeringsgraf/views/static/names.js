// Names beside marks that lie anywhere: the strongest first, each where it covers neither another name nor a mark.

const NAME_ROOM = 16000; // Square pixels of the drawing for each name: more of them would hide what they name.
const FEW = 120; // So many marks keep clear of all names; of more, only those that are named do.
const LONGEST_NAME = 190;
const CELL = 64;

/** A plane of cells, each with the boxes that touch it. */
function makePlane() {
  const cells = new Map();
  const touched = ({ x, y, width, height }) => {
    const keys = [];
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column += 1) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row += 1) keys.push(`${column} ${row}`);
    }
    return keys;
  };
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  return {
    add: (box) => touched(box).forEach((key) => cells.set(key, [...(cells.get(key) ?? []), box])),
    isFree: (box, own) => touched(box).every((key) => (cells.get(key) ?? []).every((other) => other === own || !meet(box, other))),
  };
}

/** Choose which marks of a scene are named at a scale, and where. Places are pixels of the screen from the mark. */
function placeNames(scene, scale) {
  const plane = makePlane();
  const inside = { x: -scene.width / 2, y: -scene.height / 2, width: scene.width, height: scene.height };
  const boxes = new Map(scene.marks.map((mark) => [mark, markBox(mark, scale)]));
  const all = scene.marks.length <= FEW;
  if (all) boxes.forEach((box) => plane.add(box));
  const most = Math.max(12, Math.round((scene.width * scene.height * scale * scale) / NAME_ROOM));
  const names = new Map();
  for (const mark of [...scene.marks].sort((a, b) => b.rank - a.rank)) {
    if (names.size >= most && !all) break;
    const place = findRoom(mark, scale, plane, boxes.get(mark), scale === 1 ? inside : null);
    if (!place) continue;
    names.set(mark, place);
    plane.add(place.box);
    if (!all) plane.add(boxes.get(mark));
  }
  return names;
}

const markBox = ({ x, y, r }, scale) => ({
  x: (x - r) * scale - 1, y: (y - r) * scale - 1, width: 2 * r * scale + 2, height: 2 * r * scale + 2,
});

/** Beside the mark, below or above it: the first place that is free. */
function findRoom(mark, scale, plane, own, inside) {
  const [text, width] = shorten(mark);
  const height = LABEL.size + 3;
  const [x, y, away] = [mark.x * scale, mark.y * scale, mark.r * scale + 4];
  const beside = [{ dx: away, dy: 0, anchor: 'start' }, { dx: -away, dy: 0, anchor: 'end' }];
  const over = [{ dx: 0, dy: away + height / 2, anchor: 'middle' }, { dx: 0, dy: -away - height / 2, anchor: 'middle' }];
  const places = mark.island ? [...over, ...beside] : [...beside, ...over];
  for (const place of places) {
    const left = { start: 0, end: -width, middle: -width / 2 }[place.anchor];
    const box = { x: x + place.dx + left, y: y + place.dy - height / 2, width, height };
    const fits = !inside || (box.x >= inside.x && box.x + width <= inside.x + inside.width
      && box.y >= inside.y && box.y + height <= inside.y + inside.height);
    if (fits && plane.isFree(box, own)) return { ...place, text, box };
  }
  return null;
}

/** A name as it is drawn, and how wide that is; worked out once for each size of letters. */
function shorten(mark) {
  if (mark.short?.size !== LABEL.size) {
    const text = cut(mark.name, LONGEST_NAME, mark.bold);
    mark.short = { size: LABEL.size, text, width: widthOf(text, mark.bold) };
  }
  return [mark.short.text, mark.short.width];
}
