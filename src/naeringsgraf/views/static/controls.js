// Search, legend, filters by name, period and buttons: everything that changes the state without touching the drawing.

// What a box tells → where the state keeps what is hidden.
const BOXES = { group: 'groups', mode: 'modes' };

const eachBox = (act) => Object.entries(BOXES).forEach(([attribute, hidden]) => {
  document.querySelectorAll(`input[data-${attribute}]`).forEach((box) => act(box, box.dataset[attribute], hidden));
});

function startLegend() {
  eachBox((box, value, hidden) => {
    box.addEventListener('change', () => change({ [hidden]: withOrWithout(state[hidden], value, !box.checked) }));
  });
}

/** In a narrow window the boxes are folded away, so that the network is not far down; in a wide one there is no fold. */
function startFold() {
  const wide = matchMedia('(min-width: 60rem)');
  const fold = () => { find('filters').open = wide.matches; };
  wide.addEventListener('change', fold);
  fold();
}

function startPeriod() {
  const [from, to] = [find('from'), find('to')];
  if (!from) return;
  from.addEventListener('input', () => change({ from: Number(from.value), to: Math.max(Number(from.value), state.to) }));
  to.addEventListener('input', () => change({ to: Number(to.value), from: Math.min(Number(to.value), state.from) }));
}

function showPeriod() {
  if (!find('from')) return;
  for (const side of ['from', 'to']) {
    find(side).value = state[side];
    find(side).setAttribute('aria-valuetext', writeDay(days[state[side]]));
  }
  find('period-shown').textContent = tell('period_of', {
    from: writeDay(days[state.from], shortDay), to: writeDay(days[state.to], shortDay),
  });
}

/** Bring boxes and sliders into line with the state, which may come from a link. */
function showControls() {
  eachBox((box, value, hidden) => { box.checked = !state[hidden].has(value); });
  find('shown').textContent = tellShown();
  showPeriod();
  facets.forEach(showPicks);
  const island = islands[state.island];
  find('within').replaceChildren(island ? makeChip(nameIsland(island), () => change({ island: null, chosen: null })) : '');
}

/** Filters by name: a field that suggests, and the names that were picked. */
function startPicks() {
  for (const facet of facets) {
    const [id, name] = [`pick-${facet.key}`, tell(`pick_${facet.municipal ? 'municipality' : facet.key}`)];
    const input = make('input', {
      id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false',
      'aria-autocomplete': 'list', 'aria-controls': `${id}-list`, placeholder: tell('pick_all'),
    });
    const box = make('ul', { id: `${id}-list`, class: 'suggestions', role: 'listbox', 'aria-label': name, hidden: '' });
    const field = make('div', { class: 'search' }, make('label', { for: id }, name), input, box);
    find('picks').append(field, make('ul', { id: `${id}-chips`, class: 'chips' }));
    startCombobox(input, box, {
      list: () => listPicks(facet),
      take: ({ value }) => {
        input.value = '';
        pick(facet.key, value, true);
      },
    });
  }
}

function listPicks(facet) {
  const picked = pickedOf(facet);
  const things = [...facet.values].filter(([value]) => !picked.has(value));
  return things.map(([value, name]) => ({ value, name, ...describe(facet.ofMarks ? nodeOf.get(value) : null) }));
}

/** What is told of a mark that is suggested. */
const describe = (node) =>
  (node ? { count: node.count, told: tellCount(data.evidence, node.count), mark: () => makeMark(node) } : { count: 0, told: '', mark: () => '' });

const makeChip = (name, act) => make('li', {}, makeButton(
  { class: 'chip', 'aria-label': tell('unpick', { name: name.slice(0, 200) }) }, act, make('span', { class: 'name' }, name.slice(0, 60)), ' ×',
));

function showPicks(facet) {
  const chips = find(`pick-${facet.key}-chips`);
  const picked = [...pickedOf(facet)];
  // The focus would be lost with the chip that had it.
  const had = chips.contains(document.activeElement);
  chips.replaceChildren(...picked.map((value) => makeChip(facet.values.get(value), () => pick(facet.key, value, false))));
  if (had) find(`pick-${facet.key}`).focus();
}

function startSearch() {
  const input = find('search');
  startCombobox(input, find('suggestions'), {
    list: () => nodes.map((node) => ({ node, name: node.label, ...describe(node) })),
    take: ({ node }) => {
      input.value = node.label.slice(0, 200);
      // What was hidden by the legend is shown again, since it is asked for by name.
      const groups = new Set([...state.groups].filter((group) => group !== node.entry.key));
      change({ groups, chosen: { kind: 'node', id: node.id } }, { step: true });
      panel.focus();
      // Where the quotes stand beside the drawing, they stay in sight while it scrolls.
      if (matchMedia('(min-width: 60rem)').matches) picture.bring(node.id);
    },
  });
}

/** The clipboard may be closed to a page that lies on a disk. */
async function copyLink() {
  const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  find('told').textContent = tell(copied ? 'copied' : 'copy_failed');
}

const ACTS = {
  'zoom-in': () => picture.zoom(1.3),
  'zoom-out': () => picture.zoom(1 / 1.3),
  fit: () => picture.move(Math.min(1, TALLEST / picture.scene.height)),
  'draw-all': () => change({ view: 'all', chosen: null }, { step: true }),
  'draw-groups': () => change({ view: 'groups', island: null, chosen: null }, { step: true }),
  copy: copyLink,
  png: savePng,
  svg: saveSvg,
  close: () => choose(null, null),
  reset: () => change(nothingHidden(), { step: true }),
  earlier: () => table.turn(-1),
  later: () => table.turn(1),
};

function startButtons() {
  Object.entries(ACTS).forEach(([id, act]) => find(id).addEventListener('click', act));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.chosen && event.target.getAttribute?.('role') !== 'combobox') choose(null, null);
  });
}
