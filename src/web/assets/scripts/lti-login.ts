/**
 * The small pages of a login inside a frame: finds out whether cookies arrive here, else whether the platform keeps a
 * secret for the tool (LTI Client Side postMessages, Platform Storage), and only presses what the page offers.
 */
import { putSecret, readSecret, type Storage } from './lti/platform-storage.ts';

const login = document.getElementById('lti-login');
const stored = document.getElementById('lti-storage');
if (login) void goOn(login);
if (stored) void sendAgain(stored);

async function goOn(page: HTMLElement): Promise<void> {
  const storage = storageOf(page);
  const { storageSecret = '' } = page.dataset;
  if (keepsCookies(page) || (storage && (await putSecret(storage, storageSecret)))) {
    page.querySelector<HTMLAnchorElement>('[data-press="here"]')?.click();
    return;
  }
  showBlocked(page);
  const here = page.querySelector('[data-press="here"]');
  const window = page.querySelector<HTMLAnchorElement>('[data-press="window"]');
  window?.classList.replace('btn-outline-primary', 'btn-primary');
  here?.remove();
  window?.addEventListener('click', () => {
    for (const part of page.querySelectorAll<HTMLElement>('[data-when]')) {
      part.hidden = part.dataset['when'] !== 'elsewhere';
    }
  });
}

async function sendAgain(page: HTMLElement): Promise<void> {
  const storage = storageOf(page);
  const secret = storage && (await readSecret(storage));
  const form = page.querySelector('form');
  if (!secret || !form) {
    showBlocked(page);
    return;
  }
  const fill = (name: string, value: string): void => {
    const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field) field.value = value;
  };
  fill('storage_secret', secret);
  fill('keeps_cookies', keepsCookies(page) ? 'yes' : 'no');
  form.submit();
}

/** Whether the cookie that came with the page can be seen. */
function keepsCookies({ dataset }: HTMLElement): boolean {
  return document.cookie.split('; ').includes(`${dataset['probe']}=1`);
}

function showBlocked(page: HTMLElement): void {
  for (const part of page.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = part.dataset['when'] !== 'blocked';
  }
}

function storageOf({ dataset }: HTMLElement): Storage | null {
  const { storageOrigin: origin, storageTarget: target, storageKey: key } = dataset;
  return origin && target && key ? { origin, target, key } : null;
}
