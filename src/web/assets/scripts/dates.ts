/** Offers the browser's own time zone where none was set yet. */
const zone = document.querySelector<HTMLSelectElement>('select[data-own-zone]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && [...zone.options].some(({ value }) => value === own)) zone.value = own;

/** Whoever fills in a field means the choice that it belongs to. */
for (const field of document.querySelectorAll<HTMLInputElement>('[data-chooses]')) {
  field.addEventListener('input', () => {
    const choice = document.getElementById(field.dataset['chooses'] ?? '');
    if (choice instanceof HTMLInputElement) choice.checked = true;
  });
}
