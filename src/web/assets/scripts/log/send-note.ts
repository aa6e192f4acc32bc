/** What the server says to a stored note. */
export interface Saved {
  readonly name: string | null;
  readonly revision: number;
  readonly savedAt: number | null;
  readonly keptApart: boolean;
}

const fields = ['token', 'note', 'lesson', 'revision', 'cohort', 'placement'];
const timeoutMs = 15_000;
/** Bytes: browsers finish requests of 64 kB in all after their page was left, and refuse to begin more. */
const mostAfterLeaving = 60_000;

/** Trying again may help after `failed`, and will not after `refused`. */
export async function sendNote(form: HTMLFormElement, text: string): Promise<Saved | 'failed' | 'refused'> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  const own = fields.map((name) => [name, (form.elements.namedItem(name) as HTMLInputElement).value]);
  const body = new URLSearchParams([...own, ['text', text]]);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      // A request that has begun survives leaving the page.
      keepalive: body.toString().length < mostAfterLeaving,
      signal: abort.signal,
    });
    if (response.ok) return (await response.json()) as Saved;
    const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
    return mayPass ? 'failed' : 'refused';
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
