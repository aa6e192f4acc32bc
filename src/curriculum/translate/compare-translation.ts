import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { FileSet } from '../files/curriculum-files.ts';
import { piecesOf, translatedFrom } from './pieces.ts';

export type PieceState = 'current' | 'missing' | 'outdated' | 'unconfirmed' | 'orphaned';

/**
 * How each piece of a translation stands to its source: `missing` is not translated, `outdated` was translated from an earlier
 * state, `unconfirmed` does not say from which state, `orphaned` has no source any more.
 */
export interface Translation {
  readonly pieces: readonly { readonly piece: string; readonly state: PieceState }[];
  /** The content of `translated-from.yaml` once the pieces that `isConfirmed` are taken as up to date. */
  confirm(isConfirmed: (piece: string) => boolean): string;
}

export function compareTranslation(files: FileSet, source: string, language: string): Translation {
  const wanted = piecesOf(files, source);
  const present = piecesOf(files, language);
  const known = z
    .record(z.string(), z.string())
    .parse(parse(files.get(`${language}/${translatedFrom}`) ?? '{}'));
  const names = [...new Set([...wanted.keys(), ...present.keys()])].sort();
  const stateOf = (piece: string): PieceState => {
    if (!wanted.has(piece)) return 'orphaned';
    if (!present.has(piece)) return 'missing';
    if (!(piece in known)) return 'unconfirmed';
    return known[piece] === wanted.get(piece) ? 'current' : 'outdated';
  };
  return {
    pieces: names.map((piece) => ({ piece, state: stateOf(piece) })),
    confirm: (isConfirmed) => {
      const kept = names.filter((piece) => wanted.has(piece) && present.has(piece));
      const hashes = kept.flatMap((piece) => {
        const hash = isConfirmed(piece) ? wanted.get(piece) : known[piece];
        return hash === undefined ? [] : [[piece, hash] as const];
      });
      return stringify(Object.fromEntries(hashes));
    },
  };
}
