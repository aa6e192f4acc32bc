import { announce } from '../base/announce.ts';

/** The rubric: one criterion is the current one; keys give it a level and go from one to the next. */
export class Criteria {
  private readonly all = [...document.querySelectorAll<HTMLElement>('[data-criterion]')];
  private current = Math.max(
    0,
    this.all.findIndex((one) => levelOf(one) === null),
  );

  start(): void {
    this.show();
    this.all.forEach((one, index) => {
      one.addEventListener('focusin', () => this.makeCurrent(index));
      // Not at the press: what the current criterion unfolds would move the level away from under the pointer.
      one.addEventListener('click', () => this.makeCurrent(index));
      const refresh = (): void => showLevel(one);
      one.addEventListener('change', refresh);
      one.addEventListener('fieldwritten', refresh);
      refresh();
    });
    document.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-clear-level]')) this.give(null);
    });
  }

  get currentId(): string {
    return this.all[this.current]?.dataset['criterion'] ?? '';
  }

  /** Gives the current criterion a level, then goes on to the next one that has none. */
  give(level: string | null): void {
    const one = this.all[this.current];
    if (!one) return;
    const inputs = levelsOf(one);
    if (inputs.some(({ disabled }) => disabled)) return;
    for (const input of inputs) input.checked = input.value === level;
    inputs[0]?.dispatchEvent(new Event('change', { bubbles: true }));
    announce(`${one.dataset['title'] ?? ''}: ${one.querySelector('[data-level-state]')?.textContent ?? ''}`);
    if (level !== null && this.all.length > 0) this.goOn();
  }

  move(step: 1 | -1): void {
    this.makeCurrent(Math.min(this.all.length - 1, Math.max(0, this.current + step)));
    this.focus();
  }

  focus(): void {
    const one = this.all[this.current];
    if (!one) return;
    const inputs = levelsOf(one);
    (inputs.find(({ checked }) => checked) ?? inputs[0])?.focus({ preventScroll: true });
    one.scrollIntoView({ block: 'nearest' });
  }

  private goOn(): void {
    const order = [...this.all.keys()].map((step) => (this.current + step) % this.all.length);
    const next = order.find((index) => levelOf(this.all[index]) === null);
    if (next === undefined || next === this.current) return;
    this.makeCurrent(next);
    this.focus();
  }

  private makeCurrent(index: number): void {
    if (index === this.current) return;
    this.current = index;
    this.show();
  }

  private show(): void {
    this.all.forEach((one, index) => one.classList.toggle('is-current', index === this.current));
  }
}

function levelsOf(one: HTMLElement): HTMLInputElement[] {
  return [...one.querySelectorAll<HTMLInputElement>('input[name^="level."]')];
}

function levelOf(one: HTMLElement | undefined): HTMLInputElement | null {
  return (one && levelsOf(one).find(({ checked }) => checked)) ?? null;
}

/** The chosen level in words beside the criterion's title. */
function showLevel(one: HTMLElement): void {
  const chosen = levelOf(one);
  one.classList.toggle('has-level', chosen !== null);
  const state = one.querySelector<HTMLElement>('[data-level-state]');
  const { textLevel = '', textNone = '' } = one.closest<HTMLElement>('[data-mark-form]')?.dataset ?? {};
  if (state) state.textContent = chosen ? textLevel.replace('%n%', chosen.value) : textNone;
  const clear = one.querySelector<HTMLElement>('[data-clear-level]');
  if (clear) clear.hidden = chosen === null;
}
