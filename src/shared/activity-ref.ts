/** What a placement opens, a score belongs to or a page is about. `id` is an id of the curriculum's files. */
export type ActivityRef =
  | { readonly kind: 'curriculum' }
  | { readonly kind: 'cohort' }
  | { readonly kind: 'module' | 'lesson' | 'quiz' | 'task'; readonly id: string };

const withId = /^(module|lesson|quiz|task):([a-z0-9][a-z0-9-]{0,99})$/;

/** Reads `quiz:what-is-a-community`, `curriculum` or `cohort`; null for anything else. */
export function parseActivityRef(text: string): ActivityRef | null {
  if (text === 'curriculum' || text === 'cohort') return { kind: text };
  const [, kind, id] = withId.exec(text) ?? [];
  return kind && id ? ({ kind, id } as ActivityRef) : null;
}

/** The inverse of parseActivityRef; also used as a key. */
export function formatActivityRef(ref: ActivityRef): string {
  return 'id' in ref ? `${ref.kind}:${ref.id}` : ref.kind;
}
