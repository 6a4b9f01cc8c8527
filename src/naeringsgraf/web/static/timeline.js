// Bars over time: a stretch drawn over with the pointer becomes the period of the page, as the two days do without it.

const find = (id) => document.getElementById(id);
const form = find('period');

const choose = (bars) => {
  const days = bars.filter((bar) => bar.dataset.since);
  if (!days.length) return;
  find('since').value = days[0].dataset.since;
  find('until').value = days.at(-1).dataset.until;
  form.requestSubmit();
};

/** Let a chart be drawn over: from the bar where the pointer goes down to the one where it is let go. */
const offerBrush = (chart) => {
  const bars = [...chart.querySelectorAll('.bar')];
  const barAt = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse()).x;
    const found = bars.findIndex((bar) => at < Number(bar.getAttribute('x')) + Number(bar.getAttribute('width')));
    return found < 0 ? bars.length - 1 : found;
  };
  const mark = (first, last) => bars.forEach((bar, at) => {
    bar.classList.toggle('brushed', at >= Math.min(first, last) && at <= Math.max(first, last));
  });
  let began = null;
  const stop = () => {
    began = null;
    bars.forEach((bar) => bar.classList.remove('brushed'));
  };
  chart.classList.add('brushable');
  chart.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    event.preventDefault();
    began = barAt(event);
    chart.setPointerCapture(event.pointerId);
    mark(began, began);
  });
  chart.addEventListener('pointermove', (event) => {
    if (began !== null) mark(began, barAt(event));
  });
  chart.addEventListener('pointerup', (event) => {
    if (began === null) return;
    const [first, last] = [began, barAt(event)].sort((a, b) => a - b);
    stop();
    choose(bars.slice(first, last + 1));
  });
  chart.addEventListener('pointercancel', stop);
};

if (form) {
  document.querySelectorAll('.chart').forEach(offerBrush);
  if (find('brush-hint')) find('brush-hint').hidden = false;
}
