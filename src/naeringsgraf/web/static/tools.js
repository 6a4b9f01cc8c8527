// What several pages offer beside their links: the address to copy, the picture as PNG, lists that close on Escape.

/** Copy the address that shows what is seen, in the place of a link to it; say in words that it is done. */
export const offerCopy = (button, link, said) => {
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  link.hidden = true;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.failed;
    }
  });
};

const SCALE = 2;
// Above this no browser draws a canvas.
const WIDEST = 16000;

const draw = async (source) => {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`;
  await picture.decode();
  const scale = Math.min(SCALE, WIDEST / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.naturalWidth * scale);
  canvas.height = Math.round(picture.naturalHeight * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
};

/** Give the SVG picture of the page as PNG, which the browser draws itself. */
export const offerPicture = (button, said) => {
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await draw(button.dataset.picture));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      said.textContent = '';
    } catch {
      said.textContent = button.dataset.failed;
    } finally {
      button.disabled = false;
    }
  });
};

/** An open list closes on Escape, and on a click elsewhere. */
export const closeOnEscape = () => {
  const open = () => [...document.querySelectorAll('details.way[open], details.take[open]')];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open().forEach((each) => {
      const within = each.contains(document.activeElement);
      each.open = false;
      if (within) each.querySelector('summary').focus();
    });
  });
  document.addEventListener('click', (event) => {
    open().filter((each) => !each.contains(event.target)).forEach((each) => { each.open = false; });
  });
};
