import { announce } from '../base/announce.ts';

/** Buttons that put a comment into the bank, without leaving the page. */
export function keepInBank(): void {
  document.addEventListener('click', ({ target }) => {
    const button =
      target instanceof Element ? target.closest<HTMLButtonElement>('[data-keep-comment]') : null;
    if (button) void keep(button);
  });
}

async function keep(button: HTMLButtonElement): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-bank-form]');
  const card = button.closest('[data-comment]');
  const text = card?.querySelector('textarea')?.value.trim() ?? '';
  if (!form || text === '') return;
  const values = new FormData(form);
  values.set('text', text);
  values.set('criterion', card?.querySelector<HTMLInputElement>('[data-part="criterion"]')?.value ?? '');
  values.set('scope', button.dataset['keepComment'] ?? '');
  const body = new URLSearchParams([...values] as [string, string][]);
  const isKept = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { Accept: 'application/json' },
  }).then(
    ({ ok }) => ok,
    () => false,
  );
  const said = (isKept ? form.dataset['textKept'] : form.dataset['textNotKept']) ?? '';
  const place = card?.querySelector<HTMLElement>('[data-kept]');
  if (place) place.textContent = said;
  announce(said);
}
