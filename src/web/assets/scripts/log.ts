import { NoteSaver } from './log/note-saver.ts';

const form = document.querySelector<HTMLFormElement>('form[data-log-form]');
if (form) new NoteSaver(form).start();
