import { announce } from '../base/announce.ts';

/** Turns numbered menus into lines that buttons move up and down. The menus stay in the form and carry the answer. */
export function makeMovable(field: HTMLElement): void {
  const list = field.querySelector<HTMLElement>('.order-list');
  const hint = document.getElementById('hint');
  if (!list) return;
  const text = (name: string): string => field.dataset[`text${name}`] ?? '';
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.order-row')];
  const keep = keepButton(text('Keep'));

  const refresh = (): void => {
    const all = rows();
    const isAnswered = all.every((row) => menuOf(row).value !== '');
    field.classList.toggle('is-answered', isAnswered);
    keep.hidden = isAnswered;
    all.forEach((row, index) => {
      mark(row, 'up', index === 0);
      mark(row, 'down', index === all.length - 1);
    });
  };

  const number = (): void => {
    rows().forEach((row, index) => (menuOf(row).value = String(index + 1)));
    refresh();
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const move = (row: HTMLElement, way: 'up' | 'down', button: HTMLButtonElement): void => {
    const other = way === 'up' ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (way === 'up') other.before(row);
    else other.after(row);
    rows().forEach((one) => one.classList.toggle('is-moved', one === row));
    button.focus();
    number();
    const all = rows();
    announce(
      text('Moved')
        .replace('%item%', row.dataset['item'] ?? '')
        .replace('%place%', String(all.indexOf(row) + 1))
        .replace('%all%', String(all.length)),
    );
  };

  for (const row of rows()) {
    const item = row.dataset['item'] ?? '';
    const buttons = document.createElement('span');
    buttons.className = 'order-buttons';
    for (const way of ['up', 'down'] as const) {
      const button = arrowButton(way, text(way === 'up' ? 'Up' : 'Down').replace('%item%', item));
      button.addEventListener('click', () => move(row, way, button));
      buttons.append(button);
    }
    row.append(buttons);
  }
  keep.addEventListener('click', () => {
    number();
    rows()[0]?.querySelector<HTMLButtonElement>('[data-way="down"]')?.focus();
  });
  field.append(keep);
  field.closest('form')?.addEventListener('answerfilled', () => {
    const sorted = rows().sort((a, b) => placeOf(a) - placeOf(b));
    list.append(...sorted);
    refresh();
  });
  if (hint) hint.textContent = text('Hint');
  field.classList.add('is-live');
  refresh();
}

function menuOf(row: HTMLElement): HTMLSelectElement {
  return row.querySelector('select') as HTMLSelectElement;
}

function placeOf(row: HTMLElement): number {
  return Number(menuOf(row).value) || 1000;
}

/** Stays in reach at the ends, so that the focus is not lost; it just does nothing there. */
function mark(row: HTMLElement, way: 'up' | 'down', isAtEnd: boolean): void {
  row.querySelector(`[data-way="${way}"]`)?.setAttribute('aria-disabled', String(isAtEnd));
}

function arrowButton(way: 'up' | 'down', label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-outline-primary';
  button.dataset['way'] = way;
  button.setAttribute('aria-label', label);
  button.append(arrow(way));
  return button;
}

function arrow(way: 'up' | 'down'): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', way === 'up' ? 'M8 3l5 6H9.2v4H6.8V9H3z' : 'M8 13l5-6H9.2V3H6.8v4H3z');
  svg.append(path);
  return svg;
}

function keepButton(text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link';
  button.textContent = text;
  return button;
}
