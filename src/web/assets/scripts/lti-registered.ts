/**
 * The last page of a registration: tells the LMS that it is done, so that it closes this page. By itself after a while,
 * for administrators whose LMS waits for it; at once or not at all if the reader says so.
 */
const readingTime = 12_000;

const page = document.getElementById('lti-registered');
if (page && (window.opener || window.parent !== window)) offerToClose(page);

function offerToClose(root: HTMLElement): void {
  const closing = root.querySelector<HTMLElement>('[data-when="closing"]');
  const closeButton = root.querySelector<HTMLElement>('[data-press="close"]');
  const keepButton = root.querySelector<HTMLElement>('[data-press="keep"]');
  const timer = setTimeout(close, readingTime);
  for (const part of [closing, closeButton, keepButton]) part?.removeAttribute('hidden');
  closeButton?.addEventListener('click', close);
  keepButton?.addEventListener('click', () => {
    clearTimeout(timer);
    closing?.remove();
    keepButton.remove();
    closeButton?.focus();
  });
}

/** https://www.imsglobal.org/spec/lti-dr/v1p0#post-registration: to the opener or, in a frame, to the parent. */
function close(): void {
  const platform = (window.opener as Window | null) ?? window.parent;
  platform.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
}
