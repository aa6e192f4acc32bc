/** Where a comment stands, as the page's forms carry it. */
export type Anchor = PassageAnchor | FileAnchor;

export interface PassageAnchor {
  readonly kind: 'passage';
  readonly fieldId: string;
  readonly rowId: string | null;
  readonly innerId: string | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export interface FileAnchor {
  readonly kind: 'file';
  readonly fileId: string;
  readonly page: number | null;
}

/** A passage longer than this is quoted by its beginning. */
const longestQuote = 500;

export function readAnchor(text: string): Anchor | null {
  return text === '' ? null : (JSON.parse(text) as Anchor);
}

/** The text of the work in which a node stands. */
export function workTextOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('.work-text[data-field]') ?? null;
}

/** The element over which a comment stands; null where the page does not show it. */
export function elementOf(anchor: Anchor): HTMLElement | null {
  if (anchor.kind === 'file') return fileElement(anchor);
  return (
    [...document.querySelectorAll<HTMLElement>('.work-text[data-field]')].find(
      ({ dataset }) =>
        dataset['field'] === anchor.fieldId &&
        dataset['row'] === (anchor.rowId ?? '') &&
        dataset['inner'] === (anchor.innerId ?? ''),
    ) ?? null
  );
}

/** What is selected within one text of the work, without white space around it; null for anything else. */
export function anchorOfSelection(selection: Selection | null): PassageAnchor | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = workTextOf(range.startContainer);
  if (!text || !range.intersectsNode(text)) return null;
  const whole = text.textContent ?? '';
  const from = offsetIn(text, range.startContainer, range.startOffset);
  const to = text.contains(range.endContainer)
    ? offsetIn(text, range.endContainer, range.endOffset)
    : whole.length;
  const words = whole.slice(from, to);
  if (words.trim() === '') return null;
  const start = from + (words.length - words.trimStart().length);
  return anchorAt(text, start, start + words.trim().length);
}

/** The passage from one character of a text to another. */
export function anchorAt({ dataset, textContent }: HTMLElement, start: number, end: number): PassageAnchor {
  return {
    kind: 'passage',
    fieldId: dataset['field'] ?? '',
    rowId: dataset['row'] || null,
    innerId: dataset['inner'] || null,
    ...{ start, end },
    quote: (textContent ?? '').slice(start, Math.min(end, start + longestQuote)),
  };
}

/** Marks a passage in its text; characters are counted as before. */
export function markPassage({ start, end }: PassageAnchor, text: HTMLElement): HTMLElement[] {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const parts: Text[] = [];
  let at = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const [from, to] = [Math.max(start, at), Math.min(end, at + node.length)];
    at += node.length;
    if (from >= to || node.data.trim() === '') continue;
    const before = at - node.length;
    const part = node.splitText(from - before);
    part.splitText(to - from);
    parts.push(part);
    // The walker goes on behind what was split off.
    walker.currentNode = part;
    at = to;
  }
  return parts.map((part) => {
    const mark = document.createElement('mark');
    mark.className = 'work-mark';
    part.replaceWith(mark);
    mark.append(part);
    return mark;
  });
}

function offsetIn(text: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return before.toString().length;
}

function fileElement({ fileId, page }: FileAnchor): HTMLElement | null {
  const file = document.querySelector<HTMLElement>(`[data-file="${CSS.escape(fileId)}"]`);
  return (page !== null && file?.querySelector<HTMLElement>(`[data-page="${page}"]`)) || file;
}
