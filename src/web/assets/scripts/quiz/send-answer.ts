import type { Entries, StoredValue } from './form-answer.ts';

/** What the server says to a stored answer. */
export interface Saved {
  readonly savedAt: number;
  readonly changedElsewhere: boolean;
  readonly replaced: StoredValue | null;
  readonly stored: boolean;
  readonly understood: boolean;
}

export type Sending =
  | { readonly kind: 'saved'; readonly saved: Saved }
  /** Trying again may help. */
  | { readonly kind: 'failed' }
  /** The attempt takes no more answers. */
  | { readonly kind: 'closed' }
  /** Trying again will not help. */
  | { readonly kind: 'refused' };

export interface Message {
  readonly entries: Entries;
  /** A random name of this page load; with the sequence it keeps a late request from overwriting a newer one. */
  readonly page: string;
  readonly sequence: number;
  readonly seenAt: string;
}

const fixedFields = ['token', 'question', 'version', 'number', 'cohort', 'placement'];
const timeoutMs = 15_000;

export async function sendAnswer(form: HTMLFormElement, message: Message): Promise<Sending> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: bodyOf(form, message),
      headers: { Accept: 'application/json' },
      // A request that has begun survives leaving the page.
      keepalive: true,
      signal: abort.signal,
    });
    if (response.ok) return { kind: 'saved', saved: (await response.json()) as Saved };
    return await readRefusal(response);
  } catch {
    return { kind: 'failed' };
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf(form: HTMLFormElement, { entries, page, sequence, seenAt }: Message): URLSearchParams {
  const fixed = fixedFields.map((name) => [name, (form.elements.namedItem(name) as HTMLInputElement).value]);
  const own = [
    ['page', page],
    ['sequence', String(sequence)],
    ['seenAt', seenAt],
  ];
  return new URLSearchParams([...fixed, ...own, ...entries.map(([name, value]) => [name, value])]);
}

async function readRefusal(response: Response): Promise<Sending> {
  const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
  if (mayPass) return { kind: 'failed' };
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  return { kind: code === 'time-is-up' || code === 'attempt-closed' ? 'closed' : 'refused' };
}
