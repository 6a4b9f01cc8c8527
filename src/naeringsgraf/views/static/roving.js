// A table that is one stop of the tabulator, in which the arrows lead from number to number.

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

export const listStops = (body, kind) => [...body.querySelectorAll(kind)].filter((stop) => stop.offsetParent !== null);

/** Let the tabulator stop at this one alone. */
export const rove = (body, kind, to) => {
  body.querySelectorAll(kind).forEach((each) => { each.tabIndex = -1; });
  if (to) to.tabIndex = 0;
};

const placeOf = (stop) => [stop.closest('tr').rowIndex, stop.closest('td, th').cellIndex];

/** The next number in a row or column; undefined behind the last. */
const nextIn = (all, stop, down, across) => {
  const [y, x] = placeOf(stop);
  const line = all.map((each) => [each, ...placeOf(each)])
    .filter(([, row, column]) => (across ? row === y && Math.sign(column - x) === across : column === x && Math.sign(row - y) === down))
    .map(([each]) => each);
  return down + across > 0 ? line[0] : line.at(-1);
};

/** Go where an arrow, Home or End leads. */
export const walk = (event, body, kind) => {
  const stop = event.target.closest(kind);
  if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = listStops(body, kind);
  const same = all.filter((each) => each.closest('tr') === stop.closest('tr'));
  const to = ARROWS[event.key] ? nextIn(all, stop, ...ARROWS[event.key])
    : event.key === 'Home' ? same[0] : event.key === 'End' ? same.at(-1) : null;
  if (!to && !ARROWS[event.key]) return;
  event.preventDefault();
  if (!to) return;
  rove(body, kind, to);
  to.focus();
};
