/**
 * After a navigation inside the tool the focus goes to the new page's heading (an error summary first), so that a
 * screen reader reads on from there. A link into the page and a first visit keep the browser's own start.
 */
export function focusHeading(): void {
  const summary = document.querySelector<HTMLElement>('.error-summary');
  const cameFromHere = document.referrer.startsWith(location.origin);
  if (location.hash || (!summary && !cameFromHere)) return;
  const target = summary ?? document.querySelector<HTMLElement>('h1');
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: !summary });
}
