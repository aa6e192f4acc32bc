import type { MarkFields } from './mark-fields.ts';

/** What the server says to a change of a mark. */
export interface Answer {
  /** `conflict`: what was sent is not stored, since the mark has changed since the page read it. */
  readonly state: 'saved' | 'conflict';
  readonly revision: number;
  readonly savedAt: number;
  /** The whole mark as it is stored now. */
  readonly fields: Readonly<Record<string, string>>;
  /** What the rule proposes, and what is still missing. */
  readonly proposal: string;
  readonly problems: readonly { readonly text: string; readonly href: string }[];
}

/** Trying again may help after `failed`, and will not after the others. */
export type Failure = 'failed' | 'refused' | 'held';

const fixed = ['token', 'revision', 'cohort', 'placement', 'submission'];
const timeoutMs = 15_000;
/** Bytes: browsers finish requests of 64 kB in all after their page was left, and refuse to begin more. */
const mostAfterLeaving = 60_000;

export async function sendMark(form: HTMLFormElement, changes: MarkFields): Promise<Answer | Failure> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  const body = bodyOf(form, changes);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      // A request that has begun survives leaving the page.
      keepalive: body.toString().length < mostAfterLeaving,
      signal: abort.signal,
    });
    if (response.ok) return (await response.json()) as Answer;
    return await failureOf(response);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf(form: HTMLFormElement, changes: MarkFields): URLSearchParams {
  const own = fixed.map((name) => [name, valueOf(form, name)]);
  const places = [...changes.keys()].flatMap((name) => {
    const [, comment] = /^(comment\.[^.]+)\.text$/.exec(name) ?? [];
    return comment ? [`${comment}.criterion`, `${comment}.anchor`] : [];
  });
  const placed = places.map((name) => [name, valueOf(form, name)]);
  return new URLSearchParams([...own, ...changes, ...placed] as string[][]);
}

function valueOf(form: HTMLFormElement, name: string): string {
  return (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
}

async function failureOf(response: Response): Promise<Failure> {
  if (response.status >= 500 || response.status === 408 || response.status === 429) return 'failed';
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  if (code === 'submission-busy') return 'failed';
  return code === 'held-by-another' ? 'held' : 'refused';
}
