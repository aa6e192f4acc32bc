/**
 * Does something in each storage of the browser that works. In a frame with third-party cookies blocked none may, and
 * each access may throw: then the page alone keeps what was typed.
 */
export function inEachStorage(act: (storage: Storage) => void): void {
  for (const find of [() => window.localStorage, () => window.sessionStorage]) {
    try {
      act(find());
    } catch {
      // Blocked or full. The page itself still holds it.
    }
  }
}
