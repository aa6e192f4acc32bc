const placeholder = 'new-row';

/** Rows are added and taken out in the page; without scripts the same buttons store the form and come back. */
export function makeRowsLive(list: HTMLElement): void {
  let removed: { readonly row: HTMLElement; readonly before: Element | null } | null = null;
  const undo = list.querySelector<HTMLElement>('[data-row-undo]');
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button || button.closest('[data-rows]') !== list) return;
    if (button.matches('[data-add-row]')) {
      event.preventDefault();
      focusFirst(addRow(list, newId()));
    } else if (button.matches('[data-remove-row]')) {
      event.preventDefault();
      const row = button.closest<HTMLElement>('[data-row]');
      if (!row) return;
      removed = { row, before: row.nextElementSibling };
      takeOut(list, row);
      if (undo) undo.hidden = false;
      undo?.querySelector('button')?.focus();
    } else if (removed && undo?.contains(button)) {
      list.insertBefore(removed.row, removed.before?.isConnected ? removed.before : endOf(list));
      undo.hidden = true;
      focusFirst(removed.row);
      removed = null;
    } else return;
    renumber(list);
    list.dispatchEvent(new Event('change', { bubbles: true }));
  });
  // Where a row was stored and its button stands: nothing that was taken out comes back twice.
  list.addEventListener('partfilled', () => renumber(list));
}

/** Makes the rows those of these ids, in this order; at least as many as the task asks for are left standing. */
export function setRows(list: HTMLElement, ids: readonly string[]): void {
  const rows = new Map(rowsOf(list).map((row) => [row.dataset['row'] ?? '', row]));
  for (const [id, row] of rows) if (!ids.includes(id)) row.remove();
  for (const id of ids) list.insertBefore(rows.get(id) ?? copyOf(list, id), endOf(list));
  const lowest = Math.max(1, Number(list.dataset['lowest']));
  for (let count = ids.length; count < lowest; count += 1) addRow(list, newId());
  renumber(list);
}

function rowsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > [data-row]')];
}

function addRow(list: HTMLElement, id: string): HTMLElement {
  const row = copyOf(list, id);
  list.insertBefore(row, endOf(list));
  row.dispatchEvent(new CustomEvent('rowadded', { bubbles: true }));
  return row;
}

/** The last row that must stay is emptied in place of taken out. */
function takeOut(list: HTMLElement, row: HTMLElement): void {
  row.remove();
  if (rowsOf(list).length === 0) addRow(list, newId());
}

function copyOf(list: HTMLElement, id: string): HTMLElement {
  const pattern = templateOf(list);
  const holder = document.createElement('template');
  holder.innerHTML = pattern.innerHTML.replaceAll(placeholder, id);
  return document.importNode(holder.content.firstElementChild as HTMLElement, true);
}

function templateOf(list: HTMLElement): HTMLTemplateElement {
  return list.querySelector('[data-row-template]') as HTMLTemplateElement;
}

/** Rows stand before the template. */
function endOf(list: HTMLElement): Element {
  return templateOf(list);
}

/** Numbers, names of buttons, the list of ids and whether another row fits. */
function renumber(list: HTMLElement): void {
  const rows = rowsOf(list);
  const pattern = templateOf(list).content;
  const title = pattern.querySelector('[data-row-title]')?.textContent ?? '';
  const remove = pattern.querySelector('[data-remove-row]')?.getAttribute('aria-label') ?? '';
  rows.forEach((row, index) => {
    const number = String(index + 1);
    const heading = row.querySelector('[data-row-title]');
    if (heading) heading.textContent = title.replace('%n%', number);
    row.querySelector('[data-remove-row]')?.setAttribute('aria-label', remove.replace('%n%', number));
  });
  const ids = list.querySelector<HTMLInputElement>('[data-row-ids]');
  if (ids) ids.value = rows.map((row) => row.dataset['row']).join(',');
  const add = list.querySelector<HTMLElement>('[data-add-row]');
  if (add) add.hidden = rows.length >= Number(list.dataset['highest']);
}

function focusFirst(row: HTMLElement): void {
  row.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus();
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
