import type { MarkSaver } from './mark-saver.ts';

/** A claim lasts a quarter of an hour; while the marker reads and writes it is renewed this often, in ms. */
const renewEvery = 4 * 60_000;

/** Claims the work that is shown, so that nobody else grades it meanwhile, and keeps the claim while there is activity. */
export function keepHold(saver: MarkSaver): void {
  let renewedAt = Date.now();
  void saver.renew();
  const active = (): void => {
    if (Date.now() - renewedAt < renewEvery) return;
    renewedAt = Date.now();
    void saver.renew();
  };
  for (const name of ['keydown', 'pointerdown', 'scroll'])
    document.addEventListener(name, active, { passive: true, capture: true });
}
