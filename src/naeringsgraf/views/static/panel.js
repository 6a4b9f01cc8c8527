// What stands behind what is chosen: the quotes word for word, or the meetings, each with where it is recorded.

// Quotes shown before the reader asks for more.
const AT_ONCE = 60;
const STRONGEST = 10;
const LISTED = 30;

const panel = {
  title: find('panel-title'), told: find('panel-count'), body: find('quotes'), clear: find('close'),

  show() {
    const { chosen } = state;
    this.clear.hidden = !chosen;
    find('panel').scrollTop = 0;
    if (!chosen) this.showNothing();
    else if (chosen.kind === 'edge') this.showEdge(edgeOf.get(chosen.id));
    else if (chosen.kind === 'node') this.showNode(nodeOf.get(chosen.id));
    else if (chosen.kind === 'group') this.showGroup(islands[Number(chosen.id)]);
    else this.showTie(chosen.id.split(' ').map(Number));
  },

  /** With nothing chosen, the strongest lines are a way in. */
  showNothing() {
    this.title.textContent = tell(quotes.length ? 'panel' : 'panel_meetings');
    this.told.textContent = '';
    const hint = make('p', { class: 'hint' }, tell(quotes.length ? 'panel_empty' : 'panel_empty_meetings'));
    this.body.replaceChildren(hint);
    if (!selection.edges.size) return;
    this.body.append(make('h3', {}, tell('strongest')), ...this.listTies([...selection.edges.keys()], STRONGEST));
  },

  showEdge(edge) {
    const left = selection.edges.get(edge) ?? { quotes: [], met: [], weight: 0, shared: [] };
    this.title.textContent = nameEdge(edge);
    const weight = data.unit === 'sentences' ? '' : make('p', { class: 'shown' }, tellWeight(left.weight));
    const themes = left.shared.length ? make('p', { class: 'hint' }, tell('shared', { list: left.shared.join(', ') })) : '';
    this.fill(left, [weight, themes]);
  },

  showNode(node) {
    const ties = [...selection.edges.keys()].filter((edge) => edge.from === node || edge.to === node);
    const left = {
      quotes: [...new Set(ties.flatMap((edge) => selection.edges.get(edge).quotes))].sort((a, b) => a - b),
      met: [...new Set(ties.flatMap((edge) => selection.edges.get(edge).met))].sort((a, b) => a - b),
    };
    this.title.textContent = node.label;
    const told = node.entry.section === 'kind' ? node.group : node.entry.label;
    const tags = told && told !== node.kind ? [make('div', { class: 'tags' }, make('span', { class: 'tag' }, told))] : [];
    this.fill(left, [...tags, ...this.listTies(ties, LISTED, node)]);
  },

  showGroup(island) {
    const members = island.members.filter((node) => selection.nodes.has(node));
    const only = makeButton({}, () => change({ island: island.index, view: 'auto', chosen: null }, { step: true }), tell('only_group'));
    const ways = members.map((node) => ['node', node.id, node.label, tellCount(data.evidence, node.count)]);
    this.title.textContent = nameIsland(island);
    this.told.textContent = tellCount('nodes', members.length);
    this.body.replaceChildren(make('p', { class: 'hint' }, only), ...this.list(ways, 'nodes'));
  },

  showTie(ends) {
    const ties = [...selection.edges.keys()].filter(({ from, to }) => String([from.island, to.island].sort((a, b) => a - b)) === String(ends));
    this.title.textContent = ends.map((end) => nameIsland(islands[end])).join(' – ');
    this.told.textContent = tellCount('lines', ties.length);
    this.body.replaceChildren(...this.listTies(ties, LISTED));
  },

  /** The strongest of some lines, each a way to what it stands on. */
  listTies(ties, most, node = null) {
    const ranked = [...ties].sort((a, b) => selection.edges.get(b).weight - selection.edges.get(a).weight);
    return this.list(ranked.map((edge) => {
      const arrow = data.directed ? (edge.from === node ? '→ ' : '← ') : '';
      const name = node ? arrow + (edge.from === node ? edge.to : edge.from).label : nameEdge(edge);
      return ['edge', edge.id, name, tellWeight(selection.edges.get(edge).weight)];
    }), 'lines', most);
  },

  /** A list of ways to marks or lines, and how many are left out; the table has them all. */
  list(ways, key, most = LISTED) {
    const left = ways.length - most;
    const list = make('ul', { class: 'ties' }, ...ways.slice(0, most).map((way) => make('li', {}, this.way(...way))));
    return [list, left > 0 && most === LISTED ? make('p', { class: 'hint' }, tell('more_in_table', { list: tellCount(key, left) })) : ''];
  },

  way(kind, id, name, number) {
    const act = () => {
      choose(kind, id);
      this.focus();
    };
    return makeButton({}, act, make('span', {}, name.slice(0, 300)), make('span', { class: 'number' }, number));
  },

  fill({ quotes: indices, met }, before) {
    const turns = new Set(indices.map((index) => quotes[index].turn));
    this.told.textContent = indices.length
      ? `${tellCount('quotes', indices.length)} · ${tellCount('turns', turns.size)}`
      : tellCount('meetings', met.length);
    this.body.replaceChildren(...before);
    this.append(indices, met, 0);
  },

  /** Add the next quotes, and a way to those after them. */
  append(indices, met, from) {
    const written = indices.slice(from, from + AT_ONCE).map((index) => this.quote(quotes[index]));
    this.body.append(...written, ...met.slice(from, from + AT_ONCE).map((index) => this.meeting(meetings[index])));
    const left = Math.max(indices.length, met.length) - from - AT_ONCE;
    if (left <= 0) return;
    const button = makeButton({ class: 'next' }, () => {
      const next = this.body.children.length - 1;
      button.remove();
      this.append(indices, met, from + AT_ONCE);
      this.body.children[next].setAttribute('tabindex', '-1');
      this.body.children[next].focus();
    }, tell('show_more', { n: numbers.format(left) }));
    this.body.append(button);
  },

  quote(quote) {
    const meeting = meetings[quote.meeting];
    const who = [quote.speaker ?? tell('unnamed'), quote.actor].filter(Boolean).join(', ');
    const place = [quote.page ? tell('page', { page: quote.page }) : null, tell('characters', { begins: quote.begins, ends: quote.begins + Array.from(quote.text).length })];
    const caption = make(
      'figcaption', {},
      make('span', { class: 'who' }, who),
      make('span', {}, nameMeeting(meeting)),
      quote.item ? make('span', {}, tell('item', { item: quote.item })) : null,
      make('span', { class: 'file' }, [meeting.source, ...place.filter(Boolean)].join(', ')),
      make('span', { class: 'tags' }, ...this.tags(quote, meeting).map((text) => make('span', { class: 'tag' }, text))),
    );
    return make('figure', { class: 'quote' }, make('blockquote', { lang: meeting.language }, quote.text), caption);
  },

  meeting(meeting) {
    const tags = meeting.constructed ? [make('span', { class: 'tag' }, tell('constructed'))] : [];
    return make(
      'div', { class: 'quote meeting' },
      make('p', { class: 'who' }, nameMeeting(meeting)), make('p', { class: 'file' }, meeting.source), ...tags,
    );
  },

  tags(quote, meeting) {
    const basis = quote.basis === 'inferred' ? tell('basis_inferred', { rule: quote.rule ?? '' })
      : quote.basis === 'reviewed' ? tell('basis_reviewed') : null;
    return [tell(`mode_${quote.mode}`), ...quote.themes, basis, meeting.constructed ? tell('constructed') : null].filter(Boolean);
  },

  /** Bring the reader to the quotes; for choices made elsewhere than in the drawing beside them. */
  focus() {
    find('panel').focus({ preventScroll: true });
    find('panel').scrollIntoView({ block: 'nearest', behavior: 'auto' });
  },
};

const nameEdge = (edge) => `${edge.from.label} ${data.directed ? '→' : '–'} ${edge.to.label}`;
const nameMeeting = (meeting) => (meeting.body ? `${meeting.body}, ${writeDay(meeting.day)}` : meeting.label);

/** A weight with its unit: "3 setninger", "0,25 (Jaccard)". */
function tellWeight(weight) {
  const keys = { sentences: 'quotes', turns: 'turns', meetings: 'meetings', themes: 'themes' };
  return keys[data.unit] ? tellCount(keys[data.unit], weight) : `${numbers.format(weight)} (${tell(`unit_${data.unit}`)})`;
}
