import type { CommentCards } from './comment-cards.ts';

/** Gives every page of a file that is shown a button for a comment on it. */
export function commentOnPages(cards: CommentCards): void {
  const model = document.querySelector<HTMLTemplateElement>('template[data-page-button]');
  if (!model) return;
  for (const file of document.querySelectorAll<HTMLElement>('[data-file]')) {
    const watcher = new MutationObserver(() => {
      const fresh = [...file.querySelectorAll<HTMLElement>('.file-page:not([data-has-button])')];
      for (const page of fresh) addButton(page, file.dataset['file'] ?? '', model);
      if (fresh.length > 0) cards.settleOn(file.dataset['file'] ?? '');
    });
    watcher.observe(file, { childList: true, subtree: true });
  }
}

function addButton(page: HTMLElement, fileId: string, model: HTMLTemplateElement): void {
  const { page: number = '' } = page.dataset;
  const button = model.content.querySelector('button')?.cloneNode(true) as HTMLButtonElement;
  button.dataset['commentFile'] = fileId;
  button.dataset['commentPage'] = number;
  const words = button.querySelector('span');
  if (words) words.textContent = (words.textContent ?? '').replace('%n%', number);
  page.dataset['hasButton'] = 'yes';
  page.append(button);
}
