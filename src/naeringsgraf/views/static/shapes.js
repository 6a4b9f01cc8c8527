// What marks, names and lines are made of: parts that the canvas paints and that the SVG holds, alike.
//
// A part is a path ({d, fill, stroke, width}) or words ({text, anchor, bold, fill, halo}); x, y and opacity may be told
// besides, and colours are names of the palette.

/** A mark of a column with its name. Paper lies beneath, so that no line is seen through a faded mark. */
function rowParts({ node, parts, lines }, isChosen, opacity) {
  const d = outline(node.shape, parts.size);
  const { box } = parts;
  const frame = box && `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}Z`;
  const ring = isChosen && !box;
  const heights = baselines(lines);
  const words = { x: parts.text, anchor: parts.anchor, bold: parts.bold, fill: isChosen ? 'chosen' : 'ink', halo: !box, opacity };
  return [
    { d: frame ?? d, x: frame ? 0 : parts.mark, fill: 'paper' },
    ...(frame ? [{ d: frame, stroke: isChosen ? 'chosen' : 'actor', width: isChosen ? 3 : 1, opacity }] : []),
    { d, x: parts.mark, fill: colourOf(node), stroke: ring ? 'chosen' : 'paper', width: ring ? 3 : 1.5, opacity },
    ...lines.map((text, at) => ({ ...words, text, y: heights[at] })),
  ];
}

const discPart = (mark, isChosen, opacity) => ({
  d: outline(mark.shape, short(mark.r)), x: short(mark.x), y: short(mark.y), fill: mark.colour,
  stroke: isChosen ? 'chosen' : 'paper', width: isChosen ? 3 : 1, opacity,
});

const namePart = (mark, { dx, dy, anchor, text }, isChosen, opacity) => ({
  text, x: dx, y: dy, anchor, bold: mark.bold, fill: isChosen ? 'chosen' : 'ink', halo: true, opacity,
});

/** A line, and where it is directed its arrow. */
function lineParts(line, scene, opacity) {
  const [from, to] = [scene.byId.get(line.from), scene.byId.get(line.to)];
  const way = { stroke: line.colour, width: short(line.width), opacity };
  if (scene.view === 'columns') {
    const bend = short((to.x - from.x) * 0.45);
    return [{ ...way, d: `M${at(from)}C${short(from.x) + bend},${short(from.y)},${short(to.x) - bend},${short(to.y)},${at(to)}` }];
  }
  if (!scene.arrows) return [{ ...way, d: `M${at(from)}L${at(to)}` }];
  const bend = { x: (from.x + to.x) / 2 + (to.y - from.y) * ARC, y: (from.y + to.y) / 2 - (to.x - from.x) * ARC };
  const away = Math.hypot(to.x - bend.x, to.y - bend.y) || 1;
  const [ux, uy] = [(to.x - bend.x) / away, (to.y - bend.y) / away];
  const size = Math.min(5 + line.width, away / 2);
  const back = (by, aside) => ({ x: to.x - ux * by - uy * aside, y: to.y - uy * by + ux * aside });
  const foot = to.r + 1 + size * 1.4;
  return [
    { ...way, d: `M${at(from)}Q${at(bend)},${at(back(foot, 0))}` },
    { d: `M${at(back(to.r + 1, 0))}L${at(back(foot, size * 0.6))}L${at(back(foot, -size * 0.6))}Z`, fill: line.colour, opacity },
  ];
}

const ARC = 0.12; // How far a directed line bends aside, so that the way back is another line.
const short = (number) => Math.round(number * 10) / 10;
const at = ({ x, y }) => `${short(x)},${short(y)}`;

/** Paint a part on a canvas. */
function paint(ctx, colours, { d, text, x = 0, y = 0, fill, stroke, width, anchor, bold, halo, opacity = 1 }) {
  ctx.save();
  ctx.translate(x, y);
  ctx.globalAlpha = opacity;
  ctx.fillStyle = fill ? colours.get(fill) : 'transparent';
  if (d) {
    const path = new Path2D(d);
    if (fill) ctx.fill(path);
    ctx.lineWidth = width;
    ctx.strokeStyle = colours.get(stroke);
    if (stroke) ctx.stroke(path);
  } else {
    ctx.font = `${bold ? 600 : 400} ${LABEL.size}px ${LABEL.family}`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = { start: 'left', end: 'right', middle: 'center' }[anchor];
    ctx.lineJoin = 'round';
    ctx.lineWidth = 4;
    ctx.strokeStyle = colours.get('paper');
    if (halo) ctx.strokeText(text, 0, 1);
    ctx.fillText(text, 0, 1);
  }
  ctx.restore();
}

/** Write a part as SVG. */
function writePart(colours, { d, text, x = 0, y = 0, fill, stroke, width, anchor, bold, halo, opacity = 1 }) {
  const look = { opacity, fill: fill ? colours.get(fill) : 'none' };
  if (d) {
    const line = stroke ? { stroke: colours.get(stroke), 'stroke-width': width } : {};
    return draw('path', { d, transform: `translate(${x},${y})`, ...look, ...line });
  }
  const edge = halo ? { stroke: '#ffffff', 'stroke-width': 4, 'paint-order': 'stroke' } : {};
  return draw('text', { x, y: y + 5, 'text-anchor': anchor, 'font-weight': bold ? 600 : 400, ...look, ...edge }, text);
}
