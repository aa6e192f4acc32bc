import { announce } from '../base/announce.ts';

const minute = 60_000;
/** Milliseconds before the end at which the reader is told. */
const warnings = [5 * minute, minute];

/** Shows how long the attempt still runs and warns before its end. The server ends it; the page only follows. */
export function showTimeLeft(element: HTMLElement, atEnd: () => Promise<unknown>): void {
  const words = element.querySelector('[data-time-text]');
  const start = performance.now();
  const total = Number(element.dataset['timeLeft']);
  let announced = warnings.filter((limit) => total <= limit).length;

  const tick = async (): Promise<void> => {
    const left = total - (performance.now() - start);
    const text =
      left > 0 ? fill(element, 'left', { time: inWords(element, left) }) : fill(element, 'over', {});
    if (words && words.textContent !== text) words.textContent = text;
    element.classList.toggle('is-short', left <= (warnings[0] ?? 0));
    const next = warnings[announced];
    if (next !== undefined && left <= next && left > 0) {
      announced += 1;
      announce(fill(element, 'warning', { time: inWords(element, left) }));
    }
    if (left > 0) {
      setTimeout(() => void tick(), left > 2 * minute ? 5_000 : 1_000);
      return;
    }
    announce(text);
    await atEnd();
    // The server knows whether more time was given meanwhile.
    setTimeout(() => location.reload(), 1_500);
  };
  void tick();
}

function inWords(element: HTMLElement, ms: number): string {
  if (ms < 2 * minute) return fill(element, 'seconds', { s: Math.ceil(ms / 1000) });
  const minutes = Math.ceil(ms / minute);
  if (minutes < 60) return fill(element, 'minutes', { m: minutes });
  return fill(element, 'hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

function fill(element: HTMLElement, name: string, values: Record<string, string | number>): string {
  const text = element.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  return Object.entries(values).reduce((all, [key, value]) => all.replace(`%${key}%`, String(value)), text);
}
