import { anchorOfSelection, workTextOf, type Anchor } from './anchors.ts';
import type { CommentCards } from './comment-cards.ts';

/** Offers a comment beside what is selected in the work; the key for comments takes the selection too. */
export class SelectComment {
  private readonly button = document.querySelector<HTMLButtonElement>('[data-comment-selection]');

  constructor(private readonly cards: CommentCards) {}

  start(): void {
    document.addEventListener('selectionchange', () => this.offer());
    window.addEventListener('scroll', () => this.offer(), { passive: true, capture: true });
    // A press would take the selection away before the click.
    this.button?.addEventListener('pointerdown', (event) => event.preventDefault());
    this.button?.addEventListener('click', () => this.comment());
    document.addEventListener('click', (event) => this.commentOnPage(event));
  }

  /** True if something was selected that can be commented on. */
  comment(): boolean {
    const anchor = anchorOfSelection(getSelection());
    if (!anchor) return false;
    getSelection()?.removeAllRanges();
    this.offer();
    this.cards.add({ criterion: '', anchor });
    return true;
  }

  private offer(): void {
    const { button } = this;
    if (!button) return;
    const selection = getSelection();
    const anchor = anchorOfSelection(selection);
    button.hidden = anchor === null;
    if (!anchor || !selection) return;
    const text = workTextOf(selection.getRangeAt(0).startContainer);
    const box = selection.getRangeAt(0).getBoundingClientRect();
    const edge = text?.getBoundingClientRect() ?? box;
    const left = Math.min(Math.max(box.left, edge.left), window.innerWidth - button.offsetWidth - 8);
    button.style.left = `${Math.max(8, left)}px`;
    button.style.top = `${Math.min(box.bottom + 6, window.innerHeight - button.offsetHeight - 8)}px`;
  }

  /** Buttons of files and of their pages. */
  private commentOnPage({ target }: Event): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-comment-file]') : null;
    if (!button) return;
    const { commentFile: fileId = '', commentPage } = button.dataset;
    const anchor: Anchor = { kind: 'file', fileId, page: commentPage ? Number(commentPage) : null };
    this.cards.add({ criterion: '', anchor });
  }
}
