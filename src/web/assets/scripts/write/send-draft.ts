import type { Entries } from './part.ts';

/** What the server says of one part. */
export interface SavedPart {
  readonly fieldId: string;
  readonly revision: number;
  readonly state: 'saved' | 'conflict';
  /** In a conflict: when the other text was stored, in ms, by whom, and what it is. */
  readonly at: number | null;
  readonly by: string | null;
  readonly entries: Entries | null;
  readonly text: string | null;
}

export interface Saved {
  readonly savedAt: number;
  readonly preview: string | null;
  readonly fields: readonly SavedPart[];
}

/** `failed`: trying again may help. The others need the writer. */
export type Refusal = 'failed' | 'refused' | 'closed' | 'tooLong';

const fixedFields = ['token', 'task', 'cohort', 'placement'];
const timeoutMs = 15_000;
/** Bytes: browsers finish requests of 64 kB in all after their page was left, and refuse to begin more. */
const mostAfterLeaving = 60_000;

export async function sendDraft(form: HTMLFormElement, entries: Entries): Promise<Saved | Refusal> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  // Parts of the page that send by themselves carry some of these once more.
  const valueOf = (name: string): string =>
    form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
  const fixed = fixedFields.map((name) => [name, valueOf(name)]);
  const body = new URLSearchParams([...fixed, ...entries.map(([name, value]) => [name, value])]);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      // A request that has begun survives leaving the page.
      keepalive: body.toString().length < mostAfterLeaving,
      signal: abort.signal,
    });
    return response.ok ? ((await response.json()) as Saved) : await readRefusal(response);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

async function readRefusal(response: Response): Promise<Refusal> {
  const { status } = response;
  if (status >= 500 || status === 408 || status === 429) return 'failed';
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  if (code === 'submission-busy') return 'failed';
  if (code === 'draft-closed') return 'closed';
  return code === 'draft-too-long' || status === 413 ? 'tooLong' : 'refused';
}
