import { unsentAnswers } from './unsent-answers.ts';

/** Names the questions whose answers wait in this browser, with the way to each, where they are sent. */
export function listUnsent(box: HTMLElement): void {
  const { attempt = '', current = '', href = '', text = '', textQuestion = '' } = box.dataset;
  const numbers = unsentAnswers.list(attempt).filter((number) => String(number) !== current);
  if (numbers.length === 0) return;
  const links = numbers.flatMap((number) => {
    const link = document.createElement('a');
    link.href = href.replace('%n%', String(number));
    link.textContent = textQuestion.replace('%n%', String(number));
    return [' ', link];
  });
  const line = document.createElement('p');
  line.append(text, ...links);
  box.replaceChildren(line);
  box.hidden = false;
}
