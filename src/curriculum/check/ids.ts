import type { Findings, Place } from '../files/issue.ts';

export type IdKind =
  | 'module'
  | 'lesson'
  | 'quiz'
  | 'task'
  | 'sample'
  | 'document'
  | 'workshop item'
  | 'outcome'
  | 'question'
  | 'framework'
  | 'competence'
  | 'term'
  | 'source';

/** Which ids there are, and which of them something points to. */
export class Ids {
  private readonly places = new Map<IdKind, Map<string, Place>>();
  private readonly used = new Map<IdKind, Set<string>>();

  constructor(private readonly findings: Findings) {}

  declare(kind: IdKind, id: string, place: Place): void {
    const known = this.places.get(kind) ?? new Map<string, Place>();
    this.places.set(kind, known);
    const first = known.get(id);
    if (first)
      this.findings.error('id-duplicate', place, { kind, id, other: `${first.file}:${first.line ?? 1}` });
    else known.set(id, place);
  }

  /** Says that a kind's file was read, though it may be empty; ids of an unread file are not looked for. */
  open(kind: IdKind): void {
    if (!this.places.has(kind)) this.places.set(kind, new Map());
  }

  use(kind: IdKind, id: string, place: Place): void {
    const known = this.places.get(kind);
    if (!known) return;
    if (known.has(id)) this.used.set(kind, (this.used.get(kind) ?? new Set()).add(id));
    else
      this.findings.error('id-unknown', place, {
        kind,
        id,
        known: nearest(id, [...known.keys()]).join(', ') || '–',
      });
  }

  unused(kind: IdKind): readonly { readonly id: string; readonly place: Place }[] {
    const used = this.used.get(kind);
    return [...(this.places.get(kind) ?? [])].flatMap(([id, place]) =>
      used?.has(id) ? [] : [{ id, place }],
    );
  }
}

/** The ids that look most like a mistyped one. */
export function nearest(id: string, known: readonly string[]): readonly string[] {
  const byDistance = known.map((candidate) => ({ candidate, far: distance(id, candidate) }));
  return byDistance
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
