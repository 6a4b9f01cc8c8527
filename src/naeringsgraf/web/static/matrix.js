// The first page: the arrows lead through the matrix, a number opens its sentences beside it, and back leads back.

import { rove, walk, listStops } from '/static/roving.js';

const find = (id) => document.getElementById(id);
const table = find('numbers');
const panel = find('panel');
const SHOWN = 'a';

const evidenceOf = (address) => {
  const asked = new URL(address, location.href);
  return `/evidence${asked.search}`;
};

const markChosen = (address) => {
  const wanted = new URL(address, location.href).searchParams.get('cell');
  table.querySelectorAll('.chosen').forEach((each) => each.classList.remove('chosen'));
  table.querySelectorAll('a[aria-current]').forEach((each) => each.removeAttribute('aria-current'));
  if (!wanted) return;
  const link = [...table.querySelectorAll(SHOWN)].find((each) => new URL(each.href).searchParams.get('cell') === wanted);
  if (!link) return;
  link.parentElement.classList.add('chosen');
  link.setAttribute('aria-current', 'true');
  rove(table, SHOWN, link);
};

const beside = panel?.parentElement;
let waiting = null;

/** Put the sentences of an address into the panel; a page that cannot be had is gone to. */
const show = async (address) => {
  waiting?.abort();
  waiting = new AbortController();
  panel.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(evidenceOf(address), { signal: waiting.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.getElementById('panel');
    if (!answer.ok || !found) throw new Error(`status ${answer.status}`);
    panel.replaceChildren(makeClose(address), ...found.childNodes);
    // Pages of sentences are turned within the panel.
    panel.querySelectorAll('a.turn').forEach((link) => {
      link.href = `/${new URL(link.href).search}#panel`;
    });
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    location.assign(address);
    return;
  } finally {
    panel.removeAttribute('aria-busy');
  }
  beside.classList.remove('closed');
  markChosen(address);
  table.querySelector('.chosen')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  panel.scrollTop = 0;
  const heading = find('panel-title');
  heading.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
};

const closedAddress = (address) => {
  const left = new URL(address, location.href);
  ['cell', 'at', 'from'].forEach((name) => left.searchParams.delete(name));
  left.hash = '';
  return left.href;
};

const makeClose = (address) => {
  const line = document.createElement('p');
  line.className = 'close';
  const link = document.createElement('a');
  link.id = 'close';
  link.href = closedAddress(address);
  link.textContent = panel.dataset.close;
  line.append(link);
  return line;
};

const clear = () => {
  const chosen = table.querySelector('a[aria-current]');
  panel.replaceChildren();
  beside.classList.add('closed');
  markChosen(location.href);
  chosen?.focus();
};

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

if (table) {
  const stops = listStops(table, SHOWN);
  rove(table, SHOWN, stops[0]);
  markChosen(location.href);
  table.addEventListener('keydown', (event) => walk(event, table, SHOWN));
  table.addEventListener('focusin', (event) => {
    const stop = event.target.closest(SHOWN);
    if (stop) rove(table, SHOWN, stop);
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('#numbers a, #panel a.turn');
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    history.pushState({}, '', link.href);
    show(link.href);
  });
  panel.addEventListener('click', (event) => {
    if (!event.target.closest('#close') || !isPlain(event)) return;
    event.preventDefault();
    history.pushState({}, '', closedAddress(location.href));
    clear();
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') table.querySelector('a[aria-current]')?.focus();
  });
  addEventListener('popstate', () => {
    if (new URL(location.href).searchParams.get('cell')) show(location.href);
    else clear();
  });
}
