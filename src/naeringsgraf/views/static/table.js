// The same data as a table: the lines that are left, a page at a time, sorted by any column.

const PAGE = data.limits.rows;

const table = {
  body: find('rows'), rows: [], page: 0, sorted: { column: 0, down: false },
  columns: data.columns,

  start() {
    document.querySelectorAll('button[data-column]').forEach((button) => {
      button.addEventListener('click', () => this.sort(button));
    });
    this.body.addEventListener('keydown', (event) => this.key(event));
  },

  show() {
    this.rows = [...selection.edges].map(([edge, left]) => ({ edge, left }));
    this.order();
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.rows.length / PAGE) - 1));
    this.write();
  },

  /** The value that a column is sorted by, and shown where it is no day. */
  read({ edge, left }, column) {
    const found = left.at.map((index) => meetings[index].day).filter(Boolean);
    return {
      source: edge.from.label, target: edge.to.label, weight: left.weight, quotes: left.quotes.length, turns: left.turns,
      meetings: left.at.length, first: found[0] ?? '', last: found.at(-1) ?? '',
    }[column];
  },

  order() {
    const { column, down } = this.sorted;
    const key = this.columns[column];
    // The lines come in the order of the first two columns.
    if (column === 0 && !down) return;
    const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
    const keyed = this.rows.map((row) => [this.read(row, key), row]);
    this.rows = keyed.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b))).map(([, row]) => row);
  },

  sort(button) {
    const column = Number(button.dataset.column);
    const head = button.parentElement;
    const down = this.sorted.column === column ? !this.sorted.down : head.classList.contains('amount');
    this.sorted = { column, down };
    [...head.parentElement.cells].forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    this.page = 0;
    this.show();
  },

  turn(step) {
    this.page += step;
    this.write();
    this.body.closest('.scroller').scrollTop = 0;
  },

  write() {
    const from = this.page * PAGE;
    const shown = this.rows.slice(from, from + PAGE);
    this.body.replaceChildren(...shown.map((row) => this.writeRow(row)));
    const [last, whole] = [from + shown.length, this.rows.length];
    const all = tellCount('lines', whole);
    find('turns').hidden = whole <= PAGE;
    find('rows-shown').textContent = whole > PAGE ? tell('rows_of', { from: numbers.format(from + 1), to: numbers.format(last), all }) : all;
    find('earlier').disabled = this.page === 0;
    find('later').disabled = last >= whole;
  },

  writeRow(row) {
    const cells = this.columns.map((column, at) => this.writeCell(row, column, at));
    return make('tr', near?.edges.has(row.edge) ? { class: 'chosen' } : {}, ...cells);
  },

  writeCell(row, column, at) {
    const value = this.read(row, column);
    if (at === 0) return make('th', { scope: 'row' }, value);
    if (column === 'target') return make('td', {}, value);
    if (column === 'first' || column === 'last') return make('td', { class: 'day' }, value ? writeDay(value, shortDay) : '');
    if (column !== data.evidence) return make('td', { class: 'amount' }, numbers.format(value));
    return make('td', { class: 'amount' }, this.writeButton(row, value), ...this.tellThrough(row));
  },

  /** The number that opens what it counts. */
  writeButton({ edge }, value) {
    const act = () => {
      choose('edge', edge.id);
      panel.focus();
    };
    const [actor, theme] = [edge.from.label, edge.to.label];
    return makeButton({ 'aria-label': tell('show_quotes', { quotes: tellCount(data.evidence, value), actor, theme }) }, act, numbers.format(value));
  },

  tellThrough({ edge, left }) {
    const n = left.quotes.filter((index) => edge.through.has(index)).length;
    return n ? [' ', make('span', { class: 'tag' }, tell('through_region', { n }))] : [];
  },

  /** Up and down go from number to number, Home and End to the first and the last. */
  key(event) {
    const buttons = [...this.body.querySelectorAll('button')];
    const at = buttons.indexOf(event.target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || next === undefined || !buttons[next]) return;
    event.preventDefault();
    buttons[next].focus();
  },
};
