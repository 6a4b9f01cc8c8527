// Names beside marks that lie anywhere: the strongest first, each where it covers no other name, no mark and few lines.

// Square pixels of the drawing for each name: more of them would hide what they name.
const NAME_ROOM = 16000;
// So many marks keep clear of all names; of more, only those that are named do.
const FEW = 120;
const LONGEST_NAME = 190;

const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Choose which marks of a scene are named at a scale, and where: pixels of the screen from the mark. */
function placeNames(scene, scale) {
  const { marks, lines, byId, width, height } = scene;
  const few = marks.length <= FEW;
  const taken = few ? marks.map((mark) => markBox(mark, scale)) : [];
  // At its first size a drawing has an edge; later it can be moved.
  const edge = scale === 1 ? { width, height } : { width: Infinity, height: Infinity };
  const most = few ? FEW : Math.max(12, Math.round((width * height * scale * scale) / NAME_ROOM));
  const names = new Map();
  for (const mark of [...marks].sort((a, b) => isChosen(b) - isChosen(a) || b.rank - a.rank)) {
    if (names.size >= most) break;
    const own = markBox(mark, scale);
    const place = listPlaces(mark, scale).filter(({ box }) =>
      Math.abs(box.x + box.width / 2) + box.width / 2 <= edge.width / 2 && Math.abs(box.y) + box.height <= edge.height / 2
      && taken.every((other) => !meet(box, other) || other.mark === mark))
      .map((free) => [few ? lines.filter((line) => crosses(line, byId, free.box, scale)).length : 0, free])
      .sort(([a], [b]) => a - b)[0]?.[1];
    if (!place) continue;
    names.set(mark, place);
    taken.push(place.box, own);
  }
  return names;
}

/** Tell whether a line, taken as straight, goes through a box: what is left of it between the box's sides, way by way. */
function crosses({ from, to }, byId, box, scale) {
  const [one, other] = [byId.get(from), byId.get(to)];
  let [enters, leaves] = [0, 1];
  for (const [way, size] of [['x', 'width'], ['y', 'height']]) {
    const step = (other[way] - one[way]) * scale || 1e-9;
    const sides = [box[way], box[way] + box[size]].map((side) => (side - one[way] * scale) / step);
    enters = Math.max(enters, Math.min(...sides));
    leaves = Math.min(leaves, Math.max(...sides));
  }
  return enters < leaves;
}

const markBox = (mark, scale) => ({
  mark, x: (mark.x - mark.r) * scale - 1, y: (mark.y - mark.r) * scale - 1, width: 2 * mark.r * scale + 2, height: 2 * mark.r * scale + 2,
});

/** Where a name may stand, the best first: beside the mark, below or above it; a group is named below. */
function listPlaces(mark, scale) {
  const text = cut(mark.name, LONGEST_NAME, mark.bold);
  const width = widthOf(text, mark.bold) + 6;
  const height = LABEL.size + 3;
  const away = mark.r * scale + 4;
  const beside = [[away, 0, 'start', -3], [-away, 0, 'end', 3 - width]];
  const over = [[0, away + height / 2, 'middle', -width / 2], [0, -away - height / 2, 'middle', -width / 2]];
  return (mark.island ? [...over, ...beside] : [...beside, ...over]).map(([dx, dy, anchor, left]) => ({
    dx, dy, anchor, text, box: { x: mark.x * scale + dx + left, y: mark.y * scale + dy - height / 2, width, height },
  }));
}
