import type { MarkSaver } from './mark-saver.ts';

/** Before a link or form leaves the page, what was entered is stored; leaving waits no longer than this, in ms. */
const longestWait = 4_000;

export function storeBeforeLeaving(saver: MarkSaver): void {
  document.addEventListener('click', (event) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!link || !isPlain || link.target !== '' || link.hasAttribute('download')) return;
    if (link.getAttribute('href')?.startsWith('#') || event.defaultPrevented) return;
    event.preventDefault();
    void stored(saver).then(() => location.assign(link.href));
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    if (form.dataset['stored'] === 'yes') return;
    event.preventDefault();
    // A form cannot be sent while its own event is under way, so that this waits for the next turn.
    void stored(saver).then(() =>
      setTimeout(() => {
        form.dataset['stored'] = 'yes';
        form.requestSubmit(submitter);
        delete form.dataset['stored'];
      }),
    );
  });
}

/** Where it could not be stored the browser asks before it leaves. */
async function stored(saver: MarkSaver): Promise<void> {
  await Promise.race([saver.flush(), new Promise((resolve) => setTimeout(resolve, longestWait))]);
}
