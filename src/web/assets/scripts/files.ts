import { FileField } from './files/file-field.ts';

for (const element of document.querySelectorAll<HTMLElement>('[data-file-field]')) {
  new FileField(element).start();
}
