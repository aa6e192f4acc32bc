import { announce } from '../base/announce.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** The files that a field has, as the server knows them. */
export class FileList {
  private readonly list: HTMLElement;

  constructor(
    private readonly field: HTMLElement,
    private readonly token: string,
  ) {
    this.list = field.querySelector('[data-file-list]') as HTMLElement;
  }

  get count(): number {
    return this.list.querySelectorAll('[data-file-item]').length;
  }

  start(): void {
    for (const item of this.list.querySelectorAll<HTMLElement>('[data-file-item]')) this.listen(item);
  }

  /** Asks the server what is there now. */
  async refresh(): Promise<void> {
    const response = await fetch(this.field.dataset['upload'] ?? '', {
      headers: { Accept: 'application/json', 'Upload-Token': this.token },
    });
    if (!response.ok) return;
    const { files } = (await response.json()) as { files: readonly Listed[] };
    this.list.replaceChildren(...files.map((file) => this.itemFor(file)));
    this.showRoom();
    this.field.dispatchEvent(
      new CustomEvent('files-changed', { bubbles: true, detail: { count: this.count } }),
    );
  }

  private itemFor({ id, name, about }: Listed): HTMLElement {
    const template = this.field.querySelector('[data-file-template]') as HTMLTemplateElement;
    const fragment = template.content.cloneNode(true) as DocumentFragment;
    const item = fragment.querySelector('[data-file-item]') as HTMLElement;
    item.dataset['fileItem'] = id;
    for (const place of item.querySelectorAll('[data-file-name]')) place.textContent = name;
    (item.querySelector('[data-file-about]') as HTMLElement).textContent = about;
    const link = item.querySelector('[data-file-link]') as HTMLAnchorElement;
    link.href = (this.field.dataset['view'] ?? '').replace('FILE', encodeURIComponent(id));
    this.listen(item);
    return item;
  }

  private listen(item: HTMLElement): void {
    const button = item.querySelector('[data-file-remove]') as HTMLButtonElement;
    button.type = 'button';
    button.addEventListener('click', () => void this.remove(item, button));
  }

  private async remove(item: HTMLElement, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const place = this.field.dataset['place'] ?? '';
    const body = new URLSearchParams([
      [`upload.${place}`, this.token],
      ['remove', `${place} ${item.dataset['fileItem'] ?? ''}`],
    ]);
    try {
      const headers = { Accept: 'application/json' };
      const response = await fetch(this.field.dataset['remove'] ?? '', { method: 'POST', body, headers });
      if (!response.ok) throw new Error(String(response.status));
    } catch {
      button.disabled = false;
      announce(this.field.dataset['textFailed'] ?? '');
      return;
    }
    const name = item.querySelector('[data-file-name]')?.textContent ?? '';
    await this.refresh();
    announce(`${name} ${this.field.dataset['textRemoved'] ?? ''}`);
    this.field.querySelector<HTMLElement>('[data-file-input]')?.focus();
  }

  private showRoom(): void {
    const isFull = this.count >= Number(this.field.dataset['most']);
    (this.field.querySelector('[data-file-choose]') as HTMLElement).hidden = isFull;
    (this.field.querySelector('[data-file-full]') as HTMLElement).hidden = !isFull;
  }
}
