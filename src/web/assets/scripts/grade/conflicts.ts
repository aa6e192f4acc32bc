import { announce } from '../base/announce.ts';
import { controlOf } from './mark-fields.ts';

interface Conflict {
  readonly name: string;
  /** What is stored. */
  readonly theirs: string;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Shows below a field that something else is stored for it, and lets the marker choose. Nothing is overwritten before. */
export class Conflicts {
  private readonly open = new Map<string, HTMLElement>();

  constructor(private readonly form: HTMLFormElement) {}

  has(name: string): boolean {
    return this.open.has(name);
  }

  get count(): number {
    return this.open.size;
  }

  show({ name, theirs, keepMine, takeTheirs }: Conflict): void {
    const template = document.querySelector<HTMLTemplateElement>('template[data-conflict-template]');
    const control = controlOf(this.form, name);
    if (!template || !control) return;
    this.open.get(name)?.remove();
    const box = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    const words = this.wordsOf(name, theirs);
    (box.querySelector('[data-theirs]') as HTMLElement).textContent = words;
    const choose = (selector: string, then: () => void): void => {
      box.querySelector(selector)?.addEventListener('click', () => {
        this.close(name);
        then();
        control.focus();
      });
    };
    choose('[data-keep-mine]', keepMine);
    choose('[data-take-theirs]', takeTheirs);
    (control.closest('[data-entry]') ?? control).after(box);
    this.open.set(name, box);
    announce(`${box.querySelector('[data-conflict-text]')?.textContent ?? ''} ${words}`);
  }

  private close(name: string): void {
    this.open.get(name)?.remove();
    this.open.delete(name);
  }

  /** A level's number, an option's words, a text as it stands. */
  private wordsOf(name: string, value: string): string {
    const { dataset } = this.form;
    if (value === '') return dataset['textEmpty'] ?? '';
    const control = controlOf(this.form, name);
    if (control instanceof HTMLSelectElement)
      return [...control.options].find((option) => option.value === value)?.text ?? value;
    return name.startsWith('level.') ? (dataset['textLevel'] ?? '').replace('%n%', value) : value;
  }
}
