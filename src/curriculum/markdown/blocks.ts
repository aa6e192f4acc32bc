import type { MarkdownIt, StateBlock } from 'markdown-it';

export const blockNames = ['case', 'activity', 'check', 'answer', 'example', 'variant', 'people'] as const;

const opening = /^:::[ \t]*([a-z-]+)(?:[ \t]+(.*\S))?[ \t]*$/;
const closing = /^:::[ \t]*$/;

/**
 * Adds `:::case Title` … `:::` to Markdown. A bare `:::` closes the innermost open block. The tokens are `block_open` and
 * `block_close` (info: the name; meta.title), `block_unclosed` and `block_stray`.
 */
export function blocks(md: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  md.block.ruler.before('fence', 'block', readBlock, { alt });
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const text = markerAt(state, startLine);
  if (text === null) return false;
  if (silent) return true;
  const open = opening.exec(text);
  if (!open) return addMark(state, 'block_stray', startLine);
  const closeLine = findClose(state, startLine, endLine);
  if (closeLine === null) return addMark(state, 'block_unclosed', startLine);
  addBlock(state, { name: open[1] ?? '', title: open[2] ?? null, startLine, closeLine });
  return true;
}

/** The whole line, if it is a marker at the left edge. */
function markerAt(state: StateBlock, line: number): string | null {
  if (
    state.sCount[line] !== 0 ||
    (state.bMarks[line] ?? 0) !== (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  ) {
    return null;
  }
  const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
  return opening.test(text) || closing.test(text) ? text : null;
}

function addMark(state: StateBlock, type: string, line: number): boolean {
  const token = state.push(type, '', 0);
  token.map = [line, line + 1];
  state.line = line + 1;
  return true;
}

function findClose(state: StateBlock, startLine: number, endLine: number): number | null {
  let depth = 0;
  for (let line = startLine; line < endLine; line += 1) {
    const text = markerAt(state, line);
    if (text === null) continue;
    depth += closing.test(text) ? -1 : 1;
    if (depth === 0) return line;
  }
  return null;
}

interface Found {
  readonly name: string;
  readonly title: string | null;
  readonly startLine: number;
  readonly closeLine: number;
}

function addBlock(state: StateBlock, found: Found): void {
  const open = state.push('block_open', 'section', 1);
  open.info = found.name;
  open.meta = { title: found.title };
  open.map = [found.startLine, found.closeLine];
  const lineMax = state.lineMax;
  state.lineMax = found.closeLine;
  state.md.block.tokenize(state, found.startLine + 1, found.closeLine);
  state.lineMax = lineMax;
  const close = state.push('block_close', 'section', -1);
  close.info = found.name;
  state.line = found.closeLine + 1;
}
