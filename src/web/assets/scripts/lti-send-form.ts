/** Presses the button of a form that only passes something on. Without scripts a person presses it. */
document.querySelector<HTMLFormElement>('form[data-send-at-once]')?.requestSubmit();
