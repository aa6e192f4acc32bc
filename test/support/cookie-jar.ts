/**
 * Cookies as a browser keeps them on a loopback address: also Secure ones over http, which supertest's agent drops.
 * One jar is one browser with one top-level site.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Takes over what an answer sets. */
  take(setCookie: readonly string[]): void {
    for (const line of setCookie) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const isExpired = attributes.some(
        (attribute) =>
          /^max-age=(0|-\d+)$/i.test(attribute) ||
          (/^expires=/i.test(attribute) && new Date(attribute.slice(8)) < new Date()),
      );
      if (isExpired) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(at + 1));
    }
  }

  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  names(): string[] {
    return [...this.#cookies.keys()];
  }

  forget(name: string): void {
    this.#cookies.delete(name);
  }

  clear(): void {
    this.#cookies.clear();
  }
}
