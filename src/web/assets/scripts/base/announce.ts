/** Says something to those who do not see the page change. */
export function announce(text: string): void {
  const region = document.querySelector('[data-announce]');
  if (region) region.textContent = text;
}
