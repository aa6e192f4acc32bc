/** Where the platform keeps what the tool stores: in a frame of its page, on its own origin. */
export interface Storage {
  readonly origin: string;
  /** The frame's name; `_parent` is the page around this one. */
  readonly target: string;
  readonly key: string;
}

interface Answer {
  readonly subject?: unknown;
  readonly message_id?: unknown;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** Platforms answer at once or, where nobody listens, never. */
const patience = 1500;

/** Whether the platform has stored the secret. */
export async function putSecret(storage: Storage, secret: string): Promise<boolean> {
  const answer = await ask(storage, { subject: 'lti.put_data', key: storage.key, value: secret });
  return answer !== null && !answer.error;
}

/** The stored secret; null if the platform does not answer or has none. */
export async function readSecret(storage: Storage): Promise<string | null> {
  const answer = await ask(storage, { subject: 'lti.get_data', key: storage.key });
  return typeof answer?.value === 'string' ? answer.value : null;
}

function ask(
  { origin, target }: Storage,
  message: { readonly subject: string; readonly key: string; readonly value?: string },
): Promise<Answer | null> {
  const messageId = crypto.randomUUID();
  return new Promise((resolve) => {
    const finish = (answer: Answer | null): void => {
      removeEventListener('message', listen);
      clearTimeout(timer);
      resolve(answer);
    };
    const listen = (event: MessageEvent<Answer | null>): void => {
      const isAnswer = event.data?.subject === `${message.subject}.response`;
      if (event.origin === origin && isAnswer && event.data.message_id === messageId) finish(event.data);
    };
    const timer = setTimeout(() => finish(null), patience);
    addEventListener('message', listen);
    findFrame(target)?.postMessage({ ...message, message_id: messageId }, origin);
  });
}

function findFrame(target: string): Window | null {
  const around = window.opener ? (window.opener as Window) : window.parent;
  if (target === '_parent') return around;
  try {
    return (around as unknown as Record<string, Window | undefined>)[target] ?? around;
  } catch {
    return around;
  }
}
