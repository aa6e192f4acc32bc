/** A button that shows the page without what stands around it, where the browser and the frame allow that. */
export function offerFullscreen(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-fullscreen]');
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    change.catch(() => (button.hidden = true));
  });
}
