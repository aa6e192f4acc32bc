import type { Token } from 'markdown-it';
import type { Place } from '../files/issue.ts';
import { plainText } from './plain-text.ts';
import type { Rendered } from './render.ts';

/** A piece of running text: a paragraph or an item of a list. */
export interface Passage {
  readonly text: string;
  readonly place: Place;
}

export interface Readability {
  readonly sentences: number;
  readonly meanSentenceWords: number;
  /** Flesch–Kincaid grade level, for English. */
  readonly grade: number;
}

/** Running text in the author's own words: without headings, tables and quotations. */
export function passagesOf(rendered: Rendered): readonly Passage[] {
  let quotes = 0;
  return rendered.tokens.flatMap((token, index) => {
    if (token.type === 'blockquote_open') quotes += 1;
    if (token.type === 'blockquote_close') quotes -= 1;
    const isProse = token.type === 'inline' && rendered.tokens[index - 1]?.type === 'paragraph_open';
    return isProse && quotes === 0 ? [{ text: plainText(token), place: rendered.placeOf(token) }] : [];
  });
}

/** Every word a reader reads, with headings and tables, without what stands in figures. */
export function countWords(tokens: readonly Token[]): number {
  return tokens.reduce(
    (sum, token) => sum + (token.type === 'inline' ? wordsOf(plainText(token)).length : 0),
    0,
  );
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

export function sentencesOf(text: string, language: string): readonly string[] {
  return [...segmenterOf(language).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

const segmenters = new Map<string, Intl.Segmenter>();

/** They are dear to make. */
function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, known);
  return known;
}

/** Flesch–Kincaid grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid et al. 1975). */
export function readability(passages: readonly Passage[], language: string): Readability {
  const sentences = passages.flatMap(({ text }) => sentencesOf(text, language));
  const words = sentences.flatMap(wordsOf);
  if (sentences.length === 0 || words.length === 0) return { sentences: 0, meanSentenceWords: 0, grade: 0 };
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const mean = words.length / sentences.length;
  return {
    sentences: sentences.length,
    meanSentenceWords: mean,
    grade: 0.39 * mean + 11.8 * (syllables / words.length) - 15.59,
  };
}

/** An estimate for English: groups of vowels, without a silent e at the end. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}
