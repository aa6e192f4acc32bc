import { DraftSaver } from './write/draft-saver.ts';
import { offerLogNotes } from './write/log-notes.ts';
import { describePart } from './write/part.ts';
import { takePastes } from './write/paste.ts';
import { makeRowsLive } from './write/rows.ts';
import { offerTextTools } from './write/text-tools.ts';
import { countWhileWriting } from './write/word-counts.ts';
import { WriteView } from './write/write-view.ts';

const form = document.querySelector<HTMLFormElement>('form[data-write-form]');
if (form) open(form);

function open(page: HTMLFormElement): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-without-scripts]')) part.hidden = true;
  const view: WriteView = new WriteView(page, () =>
    saver.unsent.map(({ part }) => describePart(part)).join('\n\n'),
  );
  const saver = new DraftSaver(page, view);
  for (const list of page.querySelectorAll<HTMLElement>('[data-rows]')) makeRowsLive(list);
  openRubric();
  countWhileWriting(page);
  offerTextTools(page, view);
  takePastes(page);
  offerLogNotes(page);
  saver.start();
  leaveWhenStored(page, saver);
}

/** Where there is room at the side, what counts stands open there. */
function openRubric(): void {
  const rubric = document.querySelector<HTMLDetailsElement>('details[data-rubric]');
  if (rubric && matchMedia('(min-width: 68rem)').matches) rubric.open = true;
}

/** The step to hand in, and other ways off the page, wait until everything is stored. */
function leaveWhenStored(page: HTMLFormElement, saver: DraftSaver): void {
  const leave = async (href: string): Promise<void> => {
    if (await saver.flush()) location.assign(href);
    else saver.showOpen();
  };
  page.addEventListener('submit', (event) => {
    event.preventDefault();
    const isCheck = event.submitter?.matches('[data-check-button]') ?? false;
    if (isCheck) void leave(page.dataset['check'] ?? '');
    else void saver.flush();
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-leave]')) {
    link.addEventListener('click', (event) => {
      if (!saver.isDirty) return;
      event.preventDefault();
      void leave(link.href);
    });
  }
  // A page out of the browser's memory shows what was; the draft may have gone on elsewhere.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && !saver.isDirty) location.reload();
  });
}
