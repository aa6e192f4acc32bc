/** The list of keys, and other dialogs that a button names in data-opens. */
export function openDialogs(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-opens]')) {
    const dialog = document.getElementById(button.dataset['opens'] ?? '');
    if (!(dialog instanceof HTMLDialogElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => dialog.showModal());
    dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
}
