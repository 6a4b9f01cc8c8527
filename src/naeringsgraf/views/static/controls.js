// Search, legend, period, table and buttons: everything that changes the state without touching the drawing.

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
}

/** Bring boxes and sliders into line with the state, which may come from a link. */
function showControls() {
  document.querySelectorAll('input[data-group]').forEach((box) => { box.checked = !state.groups.has(box.dataset.group); });
  document.querySelectorAll('input[data-mode]').forEach((box) => { box.checked = !state.modes.has(box.dataset.mode); });
  find('shown').textContent = tell('shown', {
    quotes: selection.quotes.size, all: tellCount('quotes', data.quotes.length),
  });
  if (!find('from')) return;
  for (const side of ['from', 'to']) {
    find(side).value = state[side];
    find(side).setAttribute('aria-valuetext', writeDay(days[state[side]]));
  }
  find('period-shown').textContent = tell('period_of', { from: writeDay(days[state.from]), to: writeDay(days[state.to]) });
}

const search = {
  input: find('search'), list: find('suggestions'), hits: [], at: -1,

  start() {
    this.input.addEventListener('input', () => this.suggest());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.close());
    // Pressing must not take the focus from the field, or the list would close before the click.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
  },

  suggest() {
    const asked = fold(this.input.value.trim());
    const rank = (node) => {
      const label = fold(node.label);
      const at = label.indexOf(asked);
      return at < 0 ? -1 : at === 0 ? 0 : /[^\p{L}\p{N}]/u.test(label[at - 1]) ? 1 : 2;
    };
    const ranked = asked ? data.nodes.map((node) => [rank(node), node]).filter(([order]) => order >= 0) : [];
    ranked.sort(([a, one], [b, other]) => a - b || other.count - one.count || collator.compare(one.label, other.label));
    this.hits = ranked.slice(0, 8).map(([, node]) => node);
    this.at = this.hits.length ? 0 : -1;
    const options = this.hits.map((node, index) => this.option(node, index));
    if (asked && !options.length) options.push(make('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, tell('no_hits')));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.mark();
  },

  option(node, index) {
    const name = make('span', { class: 'name' }, node.label.slice(0, 200));
    const number = make('span', { class: 'number' }, tellCount('quotes', node.count));
    const option = make('li', { role: 'option', id: `suggestion-${index}` }, makeMark(node), name, number);
    option.addEventListener('click', () => this.take(index));
    return option;
  },

  key(event) {
    if (event.key === 'Escape') {
      this.close();
    } else if (event.key === 'Enter' && this.at >= 0) {
      event.preventDefault();
      this.take(this.at);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && this.hits.length) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.at = (this.at + step + this.hits.length) % this.hits.length;
      this.mark();
    }
  },

  mark() {
    [...this.list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === this.at)));
    if (this.at >= 0 && !this.list.hidden) this.input.setAttribute('aria-activedescendant', `suggestion-${this.at}`);
    else this.input.removeAttribute('aria-activedescendant');
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
  },

  take(index) {
    const node = this.hits[index];
    this.input.value = node.label.slice(0, 200);
    this.close();
    // What was hidden by the legend is shown again, since it is asked for by name.
    const groups = new Set([...state.groups].filter((group) => group !== node.group));
    change({ groups, chosen: { kind: 'node', id: node.id } }, { step: true });
    panel.focus();
    // Where the quotes stand beside the drawing, they stay in sight while it scrolls.
    if (matchMedia('(min-width: 60rem)').matches) picture.bring(node.id);
  },

  close() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.at = -1;
  },
};

const table = {
  rows: [...document.querySelectorAll('tr[data-edge]')],

  start() {
    for (const row of this.rows) {
      const edge = data.edges[Number(row.dataset.edge)];
      const button = row.querySelector('button');
      button.disabled = false;
      button.addEventListener('click', () => {
        choose('edge', edge.id);
        panel.focus();
      });
    }
    document.querySelectorAll('button[data-sort]').forEach((button) => {
      button.addEventListener('click', () => this.sort(button));
    });
  },

  show() {
    for (const row of this.rows) {
      const edge = data.edges[Number(row.dataset.edge)];
      const indices = selection.edges.get(edge.id);
      row.hidden = !indices;
      if (indices) this.fill(row, edge, indices);
      row.classList.toggle('chosen', state.chosen !== null && isNear('edge', edge.id));
    }
  },

  fill(row, edge, indices) {
    const quotes = indices.map((index) => data.quotes[index]);
    const found = quotes.map((quote) => data.meetings[quote.meeting].day).filter(Boolean).sort();
    const [, , number, turns, first, last] = row.cells;
    const button = number.firstElementChild;
    button.textContent = quotes.length;
    const [actor, theme] = [nodes.get(edge.from).label, nodes.get(edge.to).label];
    button.setAttribute('aria-label', tell('show_quotes', { quotes: tellCount('quotes', quotes.length), actor, theme }));
    number.dataset.value = quotes.length;
    const through = number.querySelector('.tag');
    if (through) {
      const n = indices.filter((index) => edge.through.includes(index)).length;
      through.hidden = !n;
      through.textContent = tell('through_region', { n });
    }
    turns.textContent = turns.dataset.value = new Set(quotes.map((quote) => quote.turn)).size;
    for (const [cell, day] of [[first, found[0]], [last, found.at(-1)]]) {
      cell.dataset.value = day ?? '';
      cell.textContent = day ? writeDay(day, shortDay) : '';
    }
  },

  sort(button) {
    const head = button.parentElement;
    const down = head.getAttribute('aria-sort') === 'ascending'
      || (button.dataset.sort === 'number' && !head.hasAttribute('aria-sort'));
    const value = (row) => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent;
    const compare = button.dataset.sort === 'number'
      ? (a, b) => Number(value(a)) - Number(value(b))
      : (a, b) => collator.compare(value(a), value(b));
    this.rows.sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    head.parentElement.querySelectorAll('th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    this.rows[0]?.parentElement.append(...this.rows);
  },
};

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
  find('copy').addEventListener('click', copyLink);
  find('png').addEventListener('click', savePng);
  find('svg').addEventListener('click', saveSvg);
  find('close').addEventListener('click', () => choose(null, null));
  find('reset').addEventListener('click', () => change({
    from: 0, to: Math.max(days.length - 1, 0), groups: new Set(), modes: new Set(), chosen: null,
  }, { step: true }));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.chosen && event.target !== search.input) choose(null, null);
  });
}
