/** Fields of a mark by name, as its form holds them: `level.<criterion>`, `overall`, `comment.<id>.text` … */
export type MarkFields = Map<string, string>;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const ofMark = /^(level\..+|person\..+|comment\.[^.]+\.text|overall|todo|reason|decision)$/;

/** What stands in the form. A level that is not given is ''. */
export function readMark(form: HTMLFormElement): MarkFields {
  const fields: MarkFields = new Map();
  for (const control of controlsOf(form)) {
    if (!ofMark.test(control.name)) continue;
    const isChoice = control instanceof HTMLInputElement && control.type === 'radio';
    if (!isChoice || control.checked) fields.set(control.name, sameLineEnds(control.value));
    else if (!fields.has(control.name)) fields.set(control.name, '');
  }
  return fields;
}

/** Puts a value into the form; false where the form has no such field. */
export function writeField(form: HTMLFormElement, name: string, value: string): boolean {
  const controls = controlsOf(form).filter((control) => control.name === name);
  for (const control of controls) {
    if (control instanceof HTMLInputElement && control.type === 'radio')
      control.checked = control.value === value;
    else control.value = value;
    control.dispatchEvent(new CustomEvent('fieldwritten', { bubbles: true }));
  }
  return controls.length > 0;
}

/** The control to go to for a field: what is chosen of several. */
export function controlOf(form: HTMLFormElement, name: string): Control | null {
  const controls = controlsOf(form).filter((control) => control.name === name);
  const chosen = controls.find((control) => control instanceof HTMLInputElement && control.checked);
  return chosen ?? controls[0] ?? null;
}

export function isOfMark(target: EventTarget | null): target is Control {
  return isControl(target) && ofMark.test(target.name);
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(isControl);
}

function isControl(element: unknown): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function sameLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
