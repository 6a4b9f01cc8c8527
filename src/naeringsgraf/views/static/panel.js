// The quotes behind what is chosen, word for word, each with where it stands.

const panel = {
  title: find('panel-title'), told: find('panel-count'), body: find('quotes'), clear: find('close'),

  show() {
    const { chosen } = state;
    this.clear.hidden = !chosen;
    if (!chosen) {
      this.title.textContent = tell('panel');
      this.told.textContent = '';
      this.body.replaceChildren(make('p', { class: 'hint' }, tell('panel_empty')));
    } else if (chosen.kind === 'edge') {
      this.showEdge(edges.get(chosen.id));
    } else {
      this.showNode(nodes.get(chosen.id));
    }
  },

  showEdge(edge) {
    const indices = selection.edges.get(edge.id) ?? [];
    this.title.textContent = `${nodes.get(edge.from).label} – ${nodes.get(edge.to).label}`;
    this.fill(indices, []);
  },

  showNode(node) {
    const ties = data.edges.filter((edge) => selection.edges.has(edge.id) && (edge.from === node.id || edge.to === node.id));
    const indices = new Set(ties.flatMap((edge) => selection.edges.get(edge.id)));
    this.title.textContent = node.label;
    const list = make('ul', { class: 'ties' });
    ties.sort((a, b) => selection.edges.get(b.id).length - selection.edges.get(a.id).length);
    ties.forEach((edge) => list.append(make('li', {}, this.tie(edge, node))));
    const area = node.area === null ? [] : [make('div', { class: 'tags' }, make('span', { class: 'tag' }, node.groupLabel))];
    this.fill([...indices].sort((a, b) => a - b), [...area, list]);
  },

  tie(edge, node) {
    const other = nodes.get(edge.from === node.id ? edge.to : edge.from);
    const number = tellCount('quotes', selection.edges.get(edge.id).length);
    const button = make('button', { type: 'button' }, make('span', {}, other.label), make('span', { class: 'number' }, number));
    button.addEventListener('click', () => {
      choose('edge', edge.id);
      this.focus();
    });
    return button;
  },

  fill(indices, before) {
    const turns = new Set(indices.map((index) => data.quotes[index].turn));
    this.told.textContent = `${tellCount('quotes', indices.length)} · ${tellCount('turns', turns.size)}`;
    this.body.replaceChildren(...before, ...indices.map((index) => this.quote(data.quotes[index])));
    find('panel').scrollTop = 0;
  },

  quote(quote) {
    const meeting = data.meetings[quote.meeting];
    const who = [quote.speaker ?? tell('unnamed'), quote.actor].filter(Boolean).join(', ');
    const held = meeting.body ? `${meeting.body}, ${writeDay(meeting.day)}` : meeting.label;
    const caption = make(
      'figcaption', {},
      make('span', { class: 'who' }, who),
      make('span', {}, held),
      quote.item ? make('span', {}, tell('item', { item: quote.item })) : null,
      make('span', { class: 'file' }, `${meeting.source}, ${tell('characters', { begins: quote.begins, ends: quote.ends })}`),
      make('span', { class: 'tags' }, ...this.tags(quote, meeting).map((text) => make('span', { class: 'tag' }, text))),
    );
    return make('figure', { class: 'quote' }, make('blockquote', { lang: meeting.language }, quote.text), caption);
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
