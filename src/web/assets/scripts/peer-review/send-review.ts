export interface SavedField {
  readonly field: string;
  readonly state: 'saved' | 'conflict';
  readonly stored: string;
}

export interface SavedReview {
  readonly savedAt: number;
  readonly fields: readonly SavedField[];
}

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly value: string;
}

const own = ['token', 'cohort', 'placement', 'task', 'review'];
const timeoutMs = 15_000;
/** Bytes: browsers finish requests of 64 kB in all after their page was left, and refuse to begin more. */
const mostAfterLeaving = 60_000;

/** Trying again may help after `failed`, and will not after `refused`. */
export async function sendReview(
  form: HTMLFormElement,
  changes: readonly Change[],
): Promise<SavedReview | 'failed' | 'refused'> {
  const body = new URLSearchParams(
    own.map((name) => [name, (form.elements.namedItem(name) as HTMLInputElement).value]),
  );
  for (const { field, before, value } of changes) {
    body.append(field, value);
    body.append(`was.${field}`, before);
  }
  try {
    const response = await fetch(form.dataset['save'] ?? '', {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      // A request that has begun survives leaving the page.
      keepalive: body.toString().length < mostAfterLeaving,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return (await response.json()) as SavedReview;
    const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
    return mayPass ? 'failed' : 'refused';
  } catch {
    return 'failed';
  }
}
