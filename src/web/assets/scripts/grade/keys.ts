import { inEachStorage } from '../base/browser-storage.ts';

/** Does what a key stands for; false where it does nothing here, so that the browser's own meaning holds. */
export type KeyAction = () => boolean | void;

const storageName = 'lcf.keys';
const typedInto =
  'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])';

/**
 * Single keys. They rest while something is typed, while a dialog is open, with Ctrl, Alt or Meta, and when the reader
 * has switched them off (WCAG 2.2, 2.1.4). A key that an element names in data-key presses or focuses that element.
 */
export class Keys {
  private areOn = true;

  constructor(private readonly actions: Readonly<Record<string, KeyAction>>) {}

  start(): void {
    inEachStorage((storage) => {
      if (storage.getItem(storageName) === 'off') this.areOn = false;
    });
    document.addEventListener('keydown', (event) => this.pressed(event));
    const box = document.querySelector<HTMLInputElement>('[data-keys-switch]');
    if (box) {
      box.checked = this.areOn;
      box.addEventListener('change', () => this.turn(box.checked));
    }
    this.show();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Escape' || event.key === '?') {
      if (event.key === 'Escape' || !isTyping(event.target)) this.run(event);
      return;
    }
    const isCapital = event.shiftKey && /^[A-Z]$/.test(event.key);
    if (!this.areOn || event.repeat || isCapital || isTyping(event.target)) return;
    this.run(event);
  }

  private run(event: KeyboardEvent): void {
    if (document.querySelector('dialog[open]')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isDone = this.actions[key]?.() ?? (this.actions[key] ? true : press(key));
    if (isDone) event.preventDefault();
  }

  private turn(on: boolean): void {
    this.areOn = on;
    inEachStorage((storage) => storage.setItem(storageName, on ? 'on' : 'off'));
    this.show();
  }

  /** Hints stand only while keys work. */
  private show(): void {
    document.documentElement.classList.toggle('has-keys', this.areOn);
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typedInto) !== null;
}

function press(key: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!element || element.closest('[hidden]')) return false;
  if (element.matches('textarea, input')) element.focus();
  else element.click();
  element.scrollIntoView({ block: 'nearest' });
  return true;
}
