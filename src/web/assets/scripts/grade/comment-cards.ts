import { announce } from '../base/announce.ts';
import { elementOf, markPassage, readAnchor, type Anchor } from './anchors.ts';
import type { MarkFields } from './mark-fields.ts';

interface NewComment {
  readonly criterion: string;
  readonly anchor: Anchor | null;
}

/** The comments of the mark: each where it belongs, on its criterion or under the passage or file that it speaks of. */
export class CommentCards {
  private readonly template = document.querySelector<HTMLTemplateElement>('template[data-comment-template]');
  private readonly marks = new WeakMap<HTMLElement, HTMLElement[]>();

  constructor(private readonly form: HTMLFormElement) {
    for (const card of document.querySelectorAll<HTMLElement>('[data-comment]')) this.settle(card);
    document.addEventListener('click', (event) => this.pressed(event));
    document.addEventListener('fieldwritten', ({ target }) => {
      const card = target instanceof HTMLTextAreaElement ? cardOf(target) : null;
      if (card) this.showRemoved(card, (target as HTMLTextAreaElement).value === '');
    });
  }

  /** Makes the cards of comments that the page does not show yet. */
  ensure(fields: MarkFields): void {
    for (const name of fields.keys()) {
      const [, id] = /^comment\.([^.]+)\.text$/.exec(name) ?? [];
      if (id === undefined || this.form.elements.namedItem(name)) continue;
      const anchor = readAnchor(fields.get(`comment.${id}.anchor`) ?? '');
      this.make(id, { anchor, criterion: fields.get(`comment.${id}.criterion`) ?? '' });
    }
  }

  /** A new comment, ready to be typed. */
  add(comment: NewComment): void {
    const card = this.make(newCommentId(), comment);
    const text = card && textOf(card);
    if (!text) return;
    text.focus();
    text.scrollIntoView({ block: 'nearest' });
  }

  private make(id: string, { criterion, anchor }: NewComment): HTMLElement | null {
    const card = this.template?.content
      .cloneNode(true)
      .firstChild?.parentNode?.querySelector<HTMLElement>('[data-comment]');
    if (!card) return null;
    card.dataset['comment'] = id;
    for (const control of card.querySelectorAll<HTMLInputElement>('[data-part]')) {
      control.name = `comment.${id}.${control.dataset['part'] ?? ''}`;
      if (control.dataset['part'] === 'text') control.id = `comment-text-${id}`;
      if (control.dataset['part'] === 'criterion') control.value = criterion;
      if (control.dataset['part'] === 'anchor') control.value = anchor ? JSON.stringify(anchor) : '';
    }
    const label = card.querySelector('label');
    if (label) label.htmlFor = `comment-text-${id}`;
    const quote = card.querySelector<HTMLElement>('[data-comment-quote]');
    if (quote) {
      quote.textContent = anchor?.kind === 'passage' ? anchor.quote : this.fileWords(anchor);
      quote.hidden = quote.textContent === '';
    }
    this.place(card, { criterion, anchor });
    this.settle(card);
    return card;
  }

  /** Pages of a file come when they are shown: comments on them move there. */
  settleOn(fileId: string): void {
    for (const card of document.querySelectorAll<HTMLElement>('[data-comment]')) {
      const anchor = readAnchor(partOf(card, 'anchor')?.value ?? '');
      const place = anchor?.kind === 'file' && anchor.fileId === fileId ? elementOf(anchor) : null;
      if (place) slotBehind(place).append(card);
    }
  }

  private place(card: HTMLElement, { criterion, anchor }: NewComment): void {
    const general = document.querySelector('[data-comments=""]');
    const own = document.querySelector(`[data-comments="${CSS.escape(criterion)}"]`);
    (own ?? general)?.append(card);
    if (anchor?.kind !== 'passage') return;
    const text = elementOf(anchor);
    if (text) this.marks.set(card, markPassage(anchor, text));
  }

  /** A card that speaks of a passage or a file moves under it; its field stays one of the form's. */
  private settle(card: HTMLElement): void {
    const anchor = readAnchor(partOf(card, 'anchor')?.value ?? '');
    const place = anchor && elementOf(anchor);
    if (place) slotBehind(place).append(card);
    const text = textOf(card);
    if (!text) return;
    const fit = (): void => fitHeight(text);
    text.addEventListener('input', fit);
    text.addEventListener('fieldwritten', fit);
    fit();
  }

  private pressed(event: Event): void {
    const { target } = event;
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-remove-comment]') : null;
    const card = button && cardOf(button);
    const text = card && textOf(card);
    if (!text) return;
    event.preventDefault();
    card.dataset['former'] = text.value;
    text.value = '';
    text.dispatchEvent(new Event('input', { bubbles: true }));
    this.showRemoved(card, true);
    announce(card.querySelector('[data-removed]')?.textContent ?? '');
    card.querySelector<HTMLElement>('[data-undo]')?.focus();
  }

  private showRemoved(card: HTMLElement, isRemoved: boolean): void {
    card.classList.toggle('is-removed', isRemoved);
    for (const mark of this.marks.get(card) ?? []) mark.classList.toggle('work-mark', !isRemoved);
    const undo = card.querySelector<HTMLButtonElement>('[data-undo]');
    if (!undo) return;
    undo.onclick = () => {
      const text = textOf(card);
      if (!text) return;
      text.value = card.dataset['former'] ?? '';
      text.dispatchEvent(new Event('input', { bubbles: true }));
      this.showRemoved(card, false);
      text.focus();
    };
  }

  private fileWords(anchor: NewComment['anchor']): string {
    if (anchor?.kind !== 'file') return '';
    const file = elementOf({ ...anchor, page: null });
    const name = file?.querySelector('.file-view-name')?.textContent ?? '';
    const page = this.form.dataset['textPage'] ?? '';
    return anchor.page === null ? name : `${name}, ${page.replace('%n%', String(anchor.page))}`;
  }
}

/** As high as what is written in it. */
function fitHeight(text: HTMLTextAreaElement): void {
  if (text.value === '') return;
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight + 2}px`;
}

/** Behind a text of the work, or the page of a file: where its comments stand. */
function slotBehind(place: HTMLElement): HTMLElement {
  const next = place.nextElementSibling;
  if (next instanceof HTMLElement && next.classList.contains('comment-slot')) return next;
  const slot = document.createElement('div');
  slot.className = 'comment-slot';
  place.after(slot);
  return slot;
}

function cardOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>('[data-comment]');
}

function textOf(card: HTMLElement): HTMLTextAreaElement | null {
  return card.querySelector('textarea');
}

function partOf(card: HTMLElement, part: string): HTMLInputElement | null {
  return card.querySelector<HTMLInputElement>(`[data-part="${part}"]`);
}

/** As many random bits as the server's own ids have. */
function newCommentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
