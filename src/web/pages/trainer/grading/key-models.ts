import type { Translate } from '../../../texts.ts';

/** Keys and what they do, as the help lists them; the page's script and data-key in its templates carry them out. */
export interface KeyModel {
  readonly keys: readonly string[];
  readonly text: string;
}

const all: Readonly<Record<string, readonly string[]>> = {
  levels: ['1', '2', '3', '4', '0'],
  criterion: ['j', 'k'],
  rubric: ['g'],
  comment: ['c'],
  overall: ['o'],
  todo: ['t'],
  finish: ['r'],
  adopt: ['a'],
  work: ['n', 'p'],
  queue: ['q'],
  changes: ['v', 'b', 'h'],
  message: ['m'],
  fullscreen: ['f'],
  leave: ['Esc'],
  help: ['?'],
};

export function keyModels(t: Translate): KeyModel[] {
  return Object.entries(all).map(([name, keys]) => ({ keys, text: t(`grading:key.${name}`) }));
}
