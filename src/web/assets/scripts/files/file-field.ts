import { announce } from '../base/announce.ts';
import { FileList } from './file-list.ts';
import { UploadRow } from './upload-row.ts';

/** A field for files: each uploads as soon as it is chosen, and goes on by itself after a broken connection. */
export class FileField {
  private readonly input: HTMLInputElement;
  private readonly token: string;
  private readonly list: FileList;
  private readonly running = new Set<UploadRow>();

  constructor(private readonly element: HTMLElement) {
    this.input = element.querySelector('[data-file-input]') as HTMLInputElement;
    this.token = (element.querySelector('[data-file-token]') as HTMLInputElement).value;
    this.list = new FileList(element, this.token);
  }

  start(): void {
    this.element.classList.add('has-script');
    this.list.start();
    this.input.addEventListener('change', () => this.take([...(this.input.files ?? [])]));
    window.addEventListener('beforeunload', (event) => {
      if (this.running.size > 0) event.preventDefault();
    });
  }

  private take(files: readonly File[]): void {
    this.input.value = '';
    this.forgetRefusals();
    const room = Number(this.element.dataset['most']) - this.list.count - this.running.size;
    for (const file of files.slice(0, Math.max(0, room))) this.upload(file);
    if (files.length > room) this.say(this.element.dataset['textTooMany'] ?? '');
  }

  private upload(file: File): void {
    const row = new UploadRow(this.element, { file, token: this.token });
    this.running.add(row);
    row.start({
      done: () => {
        this.running.delete(row);
        void this.list.refresh();
      },
      ended: () => this.running.delete(row),
      begun: () => this.running.add(row),
    });
  }

  /** Said where it happened, and aloud; it goes with the next file chosen. */
  private say(text: string): void {
    const item = document.createElement('li');
    item.textContent = text;
    item.className = 'file-refusal';
    this.uploads.append(item);
    announce(text);
  }

  private forgetRefusals(): void {
    for (const row of this.uploads.querySelectorAll('.is-refused, .file-refusal')) {
      const again = row.querySelector<HTMLElement>('[data-upload-again]');
      if (!again || again.hidden) row.remove();
    }
  }

  private get uploads(): HTMLElement {
    return this.element.querySelector('[data-file-uploads]') as HTMLElement;
  }
}
