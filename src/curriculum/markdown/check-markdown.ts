import type { Token } from 'markdown-it';
import type { Findings, Place } from '../files/issue.ts';
import { blockNames } from './blocks.ts';

type PlaceOf = (token: Token) => Place;

/** Mistakes that can be seen in the text alone: headings, blocks, images, raw HTML. */
export function checkMarkdown(tokens: readonly Token[], placeOf: PlaceOf, findings: Findings): void {
  checkHeadings(tokens, placeOf, findings);
  checkBlocks(tokens, placeOf, findings);
  for (const token of tokens) {
    if (token.type === 'figure') checkFigure(token, placeOf(token), findings);
    if (token.type === 'inline') checkInline(token, placeOf(token), findings);
  }
}

function checkHeadings(tokens: readonly Token[], placeOf: PlaceOf, findings: Findings): void {
  let last = 1;
  for (const token of tokens) {
    if (token.type === 'block_open' && token.info !== 'answer') last = 2;
    if (token.type !== 'heading_open') continue;
    const level = Number(token.tag.slice(1));
    if (level === 1 || level > 4 || level > last + 1)
      findings.error('heading-level', placeOf(token), { level });
    last = level;
  }
}

function checkBlocks(tokens: readonly Token[], placeOf: PlaceOf, findings: Findings): void {
  const open: string[] = [];
  for (const token of tokens) {
    if (token.type === 'block_stray') findings.error('block-stray', placeOf(token));
    if (token.type === 'block_unclosed') findings.error('block-unclosed', placeOf(token));
    if (token.type === 'block_close') open.pop();
    if (token.type !== 'block_open') continue;
    const known = blockNames.some((name) => name === token.info);
    if (!known)
      findings.error('block-unknown', placeOf(token), { name: token.info, known: blockNames.join(', ') });
    if (token.info === 'answer' && open.at(-1) !== 'check')
      findings.error('answer-outside-check', placeOf(token));
    if (token.info !== 'answer' && open.length > 0)
      findings.error('block-nested', placeOf(token), { name: token.info });
    open.push(token.info);
  }
}

function checkFigure(token: Token, place: Place, findings: Findings): void {
  const image = token.children?.[0];
  if (!image?.content.trim()) findings.error('alt-missing', place);
  if (!image?.attrGet('title')) findings.warn('caption-missing', place);
}

function checkInline(token: Token, place: Place, findings: Findings): void {
  for (const child of token.children ?? []) {
    if (child.type === 'image') findings.error('figure-not-alone', place);
    const tag = child.type === 'text' ? /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.exec(child.content) : null;
    if (tag) findings.error('raw-html', place, { what: tag[0] });
  }
}
