// Search, legend, filters by name, period and buttons: everything that changes the state without touching the drawing.

function startLegend() {
  for (const [attribute, hidden] of [['group', 'groups'], ['mode', 'modes']]) {
    document.querySelectorAll(`input[data-${attribute}]`).forEach((box) => {
      box.addEventListener('change', () => {
        const left = new Set(state[hidden]);
        if (box.checked) left.delete(box.dataset[attribute]);
        else left.add(box.dataset[attribute]);
        change({ [hidden]: left });
      });
    });
  }
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
  startBars();
}

const BARS = 60; // At most; where there are more days, several share a bar.

/** How much there is of each day, above the sliders; what it stands on is counted, whatever is filtered. */
function startBars() {
  const place = new Map(days.map((day, at) => [day, at]));
  const counts = days.map(() => 0);
  const standing = quotes.length ? quotes.map((quote) => meetings[quote.meeting]) : meetings;
  standing.filter(({ day }) => day !== null).forEach(({ day }) => { counts[place.get(day)] += 1; });
  const each = Math.ceil(days.length / BARS);
  const sums = Array.from({ length: Math.ceil(days.length / each) }, (_, at) =>
    counts.slice(at * each, (at + 1) * each).reduce((sum, count) => sum + count, 0));
  const highest = Math.max(...sums);
  const bars = sums.map((sum, at) => draw('rect', {
    x: at, y: 20 - (20 * sum) / highest, width: 0.8, height: (20 * sum) / highest, 'data-first': at * each,
    'data-last': Math.min((at + 1) * each, days.length) - 1,
  }));
  find('bars').setAttribute('viewBox', `0 0 ${sums.length} 20`);
  find('bars').append(...bars);
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
  [...find('bars').children].forEach((bar) => {
    bar.classList.toggle('out', Number(bar.dataset.last) < state.from || Number(bar.dataset.first) > state.to);
  });
}

/** Bring boxes and sliders into line with the state, which may come from a link. */
function showControls() {
  document.querySelectorAll('input[data-group]').forEach((box) => { box.checked = !state.groups.has(box.dataset.group); });
  document.querySelectorAll('input[data-mode]').forEach((box) => { box.checked = !state.modes.has(box.dataset.mode); });
  find('shown').textContent = tellShown();
  showPeriod();
  facets.forEach(showPicks);
  const island = state.island === null ? null : islands[state.island];
  find('within').replaceChildren(...(island ? [makeChip(nameIsland(island), () => change({ island: null, chosen: null }))] : []));
}

const nameFacet = ({ key, municipal }) => tell(`pick_${municipal ? 'municipality' : key}`);

/** Filters by name: a field that suggests, and the names that were picked. */
function startPicks() {
  for (const facet of facets) {
    const id = `pick-${facet.key}`;
    const input = make('input', {
      id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false',
      'aria-autocomplete': 'list', 'aria-controls': `${id}-list`, placeholder: tell('pick_all'),
    });
    const box = make('ul', { id: `${id}-list`, class: 'suggestions', role: 'listbox', 'aria-label': nameFacet(facet), hidden: '' });
    const field = make('div', { class: 'search' }, make('label', { for: id }, nameFacet(facet)), input, box);
    find('picks').append(field, make('ul', { id: `${id}-chips`, class: 'chips' }));
    startCombobox(input, box, {
      list: () => listPicks(facet),
      take: ({ value }) => {
        input.value = '';
        pick(facet.key, value, true);
      },
      open: true,
    });
  }
}

function listPicks(facet) {
  const picked = state.picks.get(facet.key) ?? new Set();
  const things = [...facet.values].filter(([value]) => !picked.has(value));
  return things.map(([value, name]) => {
    const node = facet.ofMarks ? nodeOf.get(value) : null;
    return { value, name, count: node?.count ?? 0, told: node ? tellCount(data.evidence, node.count) : '', mark: () => (node ? makeMark(node) : null) };
  });
}

function makeChip(name, act) {
  const label = tell('unpick', { name: name.slice(0, 200) });
  return make('li', {}, makeButton({ class: 'chip', 'aria-label': label }, act, make('span', { class: 'name' }, name.slice(0, 60)), ' ×'));
}

function showPicks(facet) {
  const chips = find(`pick-${facet.key}-chips`);
  const picked = [...(state.picks.get(facet.key) ?? [])];
  // The focus would be lost with the chip that had it.
  const had = chips.contains(document.activeElement);
  chips.replaceChildren(...picked.map((value) => makeChip(facet.values.get(value), () => pick(facet.key, value, false))));
  if (had) find(`pick-${facet.key}`).focus();
}

function startSearch() {
  const input = find('search');
  const list = () => nodes.map((node) => ({
    node, name: node.label, count: node.count, told: tellCount(data.evidence, node.count), mark: () => makeMark(node),
  }));
  startCombobox(input, find('suggestions'), {
    list,
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

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    find('told').textContent = tell('copied');
  } catch {
    find('told').textContent = tell('copy_failed');
  }
}

function startButtons() {
  find('zoom-in').addEventListener('click', () => picture.zoom(1.3));
  find('zoom-out').addEventListener('click', () => picture.zoom(1 / 1.3));
  find('fit').addEventListener('click', () => picture.whole());
  find('draw-all').addEventListener('click', () => change({ view: 'all', chosen: null }, { step: true }));
  find('draw-groups').addEventListener('click', () => change({ view: 'groups', island: null, chosen: null }, { step: true }));
  find('copy').addEventListener('click', copyLink);
  find('png').addEventListener('click', savePng);
  find('svg').addEventListener('click', saveSvg);
  find('close').addEventListener('click', () => choose(null, null));
  find('reset').addEventListener('click', () => change(nothingHidden(), { step: true }));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.chosen && event.target.getAttribute?.('role') !== 'combobox') choose(null, null);
  });
}
