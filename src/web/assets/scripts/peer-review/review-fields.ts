import type { Change } from './send-review.ts';

/** The fields of a review: what stands in each, and what the page knows to be stored (`was.…`). */
export class ReviewFields {
  private readonly names: readonly string[];

  constructor(private readonly form: HTMLFormElement) {
    this.names = [...form.querySelectorAll<HTMLInputElement>('input[name^="was."]')].map(({ name }) =>
      name.slice('was.'.length),
    );
  }

  /** What is not stored yet. */
  changes(): Change[] {
    return this.names
      .map((field) => ({ field, before: this.storedOf(field), value: this.valueOf(field) }))
      .filter(({ before, value }) => before !== value);
  }

  noteStored(field: string, value: string): void {
    this.was(field).value = value;
  }

  /** Puts a value into the form. */
  fill(field: string, value: string): void {
    const control = this.form.elements.namedItem(field);
    if (control instanceof RadioNodeList) control.value = value;
    else if (control instanceof HTMLTextAreaElement) control.value = value;
  }

  /** The element beside which something about the field may be said. */
  placeOf(field: string): Element | null {
    const control = this.form.querySelector(`[name="${CSS.escape(field)}"]`);
    return control?.closest('fieldset.peer-criterion') && field.startsWith('level.')
      ? control.closest('fieldset')
      : control;
  }

  private valueOf(field: string): string {
    const control = this.form.elements.namedItem(field);
    const value =
      control instanceof RadioNodeList || control instanceof HTMLTextAreaElement ? control.value : '';
    return value.replaceAll('\r\n', '\n');
  }

  private storedOf(field: string): string {
    return this.was(field).value.replaceAll('\r\n', '\n');
  }

  private was(field: string): HTMLInputElement {
    return this.form.elements.namedItem(`was.${field}`) as HTMLInputElement;
  }
}
