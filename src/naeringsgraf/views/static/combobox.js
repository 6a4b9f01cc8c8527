// A field that suggests names, after the pattern of a combobox with a list: arrows choose, Enter takes, Escape closes.

const SUGGESTED = 8;

/** The things whose names hold what is asked for: those that begin with it first, then by strength, then by name. */
function rankNames(asked, things) {
  const rank = ({ name }) => {
    const label = fold(name.slice(0, 400));
    const at = label.indexOf(asked);
    return at < 0 ? -1 : at === 0 ? 0 : /[^\p{L}\p{N}]/u.test(label[at - 1]) ? 1 : 2;
  };
  const ranked = things.map((thing) => [rank(thing), thing]).filter(([order]) => order >= 0);
  ranked.sort(([a, one], [b, other]) => a - b || other.count - one.count || collator.compare(one.name, other.name));
  return ranked.slice(0, SUGGESTED).map(([, thing]) => thing);
}

/**
 * Let a field and its list suggest things; `list` gives them as {name, count, told, mark}, `take` gets the one taken.
 * An empty field suggests the strongest when it gets the arrow down.
 */
function startCombobox(input, box, { list, take }) {
  let [hits, at] = [[], -1];

  const mark = () => {
    [...box.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    if (at >= 0 && !box.hidden) input.setAttribute('aria-activedescendant', `${box.id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
    box.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (index) => {
    const hit = hits[index];
    close();
    take(hit);
  };
  const write = (thing, index) => {
    const name = make('span', { class: 'name' }, thing.name.slice(0, 200));
    const option = make('li', { role: 'option', id: `${box.id}-${index}` }, thing.mark(), name, make('span', { class: 'number' }, thing.told));
    option.addEventListener('click', () => choose(index));
    return option;
  };
  const suggest = (always) => {
    const asked = fold(input.value.trim());
    hits = asked || always ? rankNames(asked, list()) : [];
    at = hits.length ? 0 : -1;
    const options = hits.map(write);
    if (asked && !options.length) options.push(make('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, tell('no_hits')));
    box.replaceChildren(...options);
    box.hidden = !options.length;
    input.setAttribute('aria-expanded', String(!box.hidden));
    mark();
  };
  const key = (event) => {
    if (event.key === 'Escape') {
      close();
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (box.hidden) suggest(true);
      else if (hits.length && !box.hidden) at = (at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
      mark();
    }
  };

  input.addEventListener('input', () => suggest(false));
  input.addEventListener('keydown', key);
  input.addEventListener('blur', close);
  // Pressing must not take the focus from the field, or the list would close before the click.
  box.addEventListener('mousedown', (event) => event.preventDefault());
}
