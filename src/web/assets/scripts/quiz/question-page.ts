import { AnswerSaver } from './answer-saver.ts';
import { describeAnswer, fillAnswer, isSameAnswer, readAnswer } from './form-answer.ts';
import { SaveView } from './save-view.ts';
import { unsentAnswers } from './unsent-answers.ts';

const typingPauseMs = 800;

/** Stores the answer while it is given, so that the buttons only lead on. */
export function openQuestionPage(form: HTMLFormElement): AnswerSaver {
  const view = new SaveView(form);
  const saver = new AnswerSaver(form, view);
  form.addEventListener('input', () => saver.changed(typingPauseMs));
  form.addEventListener('change', () => saver.changed(0));
  form.addEventListener('answerfilled', () => saver.changed(0));
  leadOn(form, saver);
  offerClear(form);
  putBackUnsent(form, { saver, view });
  return saver;
}

/** Leaves by a button or a link only once the answer is stored; a page that cannot store warns before it closes. */
function leadOn(form: HTMLFormElement, saver: AnswerSaver): void {
  const leave = async (href: string): Promise<void> => {
    if (await saver.flush()) location.assign(href);
    else document.querySelector('[data-save-trouble]')?.scrollIntoView({ block: 'center' });
  };
  form.addEventListener('submit', (event) => {
    const { href } = event.submitter?.dataset ?? {};
    event.preventDefault();
    if (href) void leave(href);
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-leave]')) {
    link.addEventListener('click', (event) => {
      if (!saver.isDirty) return;
      event.preventDefault();
      void leave(link.href);
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (saver.isDirty) event.preventDefault();
  });
}

/** Radio buttons cannot be taken back by themselves. */
function offerClear(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('[data-clear]');
  if (!button) return;
  const refresh = (): void => {
    button.hidden = readAnswer(form).length === 0;
  };
  form.addEventListener('change', refresh);
  form.addEventListener('answerfilled', refresh);
  button.addEventListener('click', (event) => {
    event.preventDefault();
    fillAnswer(form, []);
    form.querySelector<HTMLInputElement>('input[name="answer"]')?.focus();
  });
}

interface Page {
  readonly saver: AnswerSaver;
  readonly view: SaveView;
}

/**
 * An answer that an earlier visit could not send is put back, unless another was stored since: then the reader decides.
 */
function putBackUnsent(form: HTMLFormElement, { saver, view }: Page): void {
  const attempt = form.dataset['attempt'] ?? '';
  const number = (form.elements.namedItem('number') as HTMLInputElement).value;
  const unsent = unsentAnswers.find(attempt, number);
  if (!unsent) return;
  if (isSameAnswer(unsent.entries, readAnswer(form))) {
    unsentAnswers.forget(attempt, number);
    return;
  }
  const putBack = (): void => {
    view.hideTrouble();
    fillAnswer(form, unsent.entries);
  };
  if (unsent.seenAt === saver.knownAt) {
    putBack();
    void saver.flush().then((isStored) => {
      if (isStored) view.tell(view.text('restored'), { mayClose: true });
    });
  } else {
    view.tell(view.text('older'), { answer: describeAnswer(form, unsent.entries), mayClose: true, putBack });
    unsentAnswers.forget(attempt, number);
  }
}
