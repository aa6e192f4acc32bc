import '@github/markdown-toolbar-element';
import { sendDraft } from './send-draft.ts';
import type { WriteView } from './write-view.ts';

/** Shows the tools over each long text, also over those that come later, and lets it be read as trainers will. */
export function offerTextTools(form: HTMLFormElement, view: WriteView): void {
  const show = (): void => {
    for (const toolbar of form.querySelectorAll<HTMLElement>('markdown-toolbar[hidden]'))
      toolbar.hidden = false;
  };
  show();
  for (const name of ['rowadded', 'partfilled']) form.addEventListener(name, show);
  const press = (event: Event): void => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-preview-toggle]') : null;
    if (!button) return;
    event.preventDefault();
    void toggle(form, view, button);
  };
  form.addEventListener('click', press);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') press(event);
  });
}

async function toggle(form: HTMLFormElement, view: WriteView, button: HTMLElement): Promise<void> {
  const frame = button.closest('[data-write-text]');
  const field = frame?.querySelector('textarea');
  const preview = frame?.querySelector<HTMLElement>('[data-preview]');
  if (!field || !preview) return;
  const isOpen = preview.hidden;
  if (isOpen) await fillPreview(form, view, { field, preview });
  button.setAttribute('aria-pressed', String(isOpen));
  preview.hidden = !isOpen;
  field.hidden = isOpen;
  for (const tool of frame?.querySelectorAll<HTMLElement>('.write-tool:not([data-preview-toggle])') ?? [])
    tool.hidden = isOpen;
}

/** The server prints it, since it is the one that prints it for trainers; what comes from there is sanitised. */
async function fillPreview(
  form: HTMLFormElement,
  view: WriteView,
  { field, preview }: { readonly field: HTMLTextAreaElement; readonly preview: HTMLElement },
): Promise<void> {
  if (field.value.trim() === '') {
    preview.textContent = view.text('emptyPreview');
    return;
  }
  const answer = await sendDraft(form, [['preview', field.value]]);
  if (typeof answer === 'string') preview.textContent = view.text('noPreview');
  else preview.innerHTML = answer.preview ?? '';
}
