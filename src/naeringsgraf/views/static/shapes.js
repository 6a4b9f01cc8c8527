// What marks, names and lines are made of: parts that the canvas paints and that the SVG holds, alike.
//
// A part is a path ({d, fill, stroke, width}) or words ({text, anchor, bold, fill, halo}); x, y and opacity may be told
// besides, and colours are names of the palette.

// How far a directed line bends aside, so that the way back is another line.
const ARC = 0.12;
const short = (number) => Math.round(number * 10) / 10;
const at = ({ x, y }) => `${short(x)},${short(y)}`;

/** A mark of a column with its name, which may stand in a box with it. */
function rowParts({ x, y, node, parts, lines }, isChosen) {
  const { box } = parts;
  const look = (ring) => ({ stroke: isChosen && ring ? 'chosen' : ring && box ? 'actor' : 'paper', width: isChosen && ring ? 3 : 1 });
  const frame = box && { x, y, d: `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}Z`, fill: 'paper', ...look(true) };
  const mark = { x: x + parts.mark, y, d: outline(node.shape, parts.size), fill: colourOf(node), ...look(!box) };
  const words = { x: x + parts.text, anchor: parts.anchor, bold: parts.bold, fill: isChosen ? 'chosen' : 'ink', halo: !box };
  return [...(frame ? [frame] : []), mark, ...lines.map((text, line) => ({ ...words, text, y: y + baselines(lines)[line] }))];
}

const discParts = (mark, isChosen) => [{
  d: outline(mark.shape, short(mark.r)), x: short(mark.x), y: short(mark.y), fill: mark.colour,
  stroke: isChosen ? 'chosen' : 'paper', width: isChosen ? 3 : 1,
}];

const namePart = (mark, { dx, dy, anchor, text }, isChosen) => ({
  text, x: dx, y: dy, anchor, bold: mark.bold, fill: isChosen ? 'chosen' : 'ink', halo: true,
});

/** A line, and where it is directed its arrow. */
function lineParts(line, { byId, view, arrows }) {
  const [from, to] = [byId.get(line.from), byId.get(line.to)];
  const way = { stroke: line.colour, width: short(line.width), opacity: line.opacity };
  if (view === 'columns') {
    const bend = (to.x - from.x) * 0.45;
    return [{ ...way, d: `M${at(from)}C${at({ x: from.x + bend, y: from.y })},${at({ x: to.x - bend, y: to.y })},${at(to)}` }];
  }
  if (!arrows) return [{ ...way, d: `M${at(from)}L${at(to)}` }];
  const bend = { x: (from.x + to.x) / 2 + (to.y - from.y) * ARC, y: (from.y + to.y) / 2 - (to.x - from.x) * ARC };
  const away = Math.hypot(to.x - bend.x, to.y - bend.y) || 1;
  const [ux, uy] = [(to.x - bend.x) / away, (to.y - bend.y) / away];
  const back = (by, aside) => at({ x: to.x - ux * by - uy * aside, y: to.y - uy * by + ux * aside });
  const size = Math.min(5 + line.width, away / 2);
  const foot = to.r + 1 + size * 1.4;
  return [
    { ...way, d: `M${at(from)}Q${at(bend)},${back(foot, 0)}` },
    { d: `M${back(to.r + 1, 0)}L${back(foot, size * 0.6)}L${back(foot, -size * 0.6)}Z`, fill: line.colour, opacity: line.opacity },
  ];
}

/** Paint a part on a canvas. */
function paint(ctx, colours, { d, text, x = 0, y = 0, fill, stroke, width, anchor, bold, halo, opacity = 1 }) {
  ctx.save();
  ctx.translate(x, y);
  ctx.globalAlpha = opacity;
  ctx.fillStyle = colours.get(fill) ?? '';
  ctx.strokeStyle = colours.get(stroke ?? 'paper');
  ctx.lineWidth = d ? width : 4;
  if (d) {
    const path = new Path2D(d);
    if (fill) ctx.fill(path);
    if (stroke) ctx.stroke(path);
  } else {
    ctx.font = `${bold ? 600 : 400} ${LABEL.size}px ${LABEL.family}`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = { start: 'left', end: 'right', middle: 'center' }[anchor];
    ctx.lineJoin = 'round';
    if (halo) ctx.strokeText(text, 0, 1);
    ctx.fillText(text, 0, 1);
  }
  ctx.restore();
}

/** Write a part as SVG. */
function writePart(colours, { d, text, x = 0, y = 0, fill, stroke, width, anchor, bold, halo, opacity = 1 }) {
  const look = { opacity, fill: colours.get(fill) ?? 'none', stroke: colours.get(halo ? 'paper' : stroke) ?? 'none', 'stroke-width': halo ? 4 : width ?? 0 };
  if (d) return draw('path', { d, transform: `translate(${short(x)},${short(y)})`, ...look });
  const words = { x: short(x), y: short(y + 5), 'text-anchor': anchor, 'font-weight': bold ? 600 : 400, 'paint-order': 'stroke' };
  return draw('text', { ...words, ...look }, text);
}
