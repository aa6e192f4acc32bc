/** Buttons that print the page; without scripts they stay away, and the browser's own command does it. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** What is closed prints open; styles alone do that in the newest browsers only. */
const opened = new Set<HTMLDetailsElement>();
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')) {
    opened.add(details);
    details.open = true;
  }
});
window.addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
  opened.clear();
});
