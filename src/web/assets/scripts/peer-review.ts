import { ReviewSaver } from './peer-review/review-saver.ts';

const form = document.querySelector<HTMLFormElement>('form[data-review-form]');
if (form) new ReviewSaver(form).start();
