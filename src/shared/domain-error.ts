/**
 * A rule of the product was broken, by a person or a platform. It knows nothing of HTTP: web/errors has the table
 * from code to status and words. `details` may be shown to the person and must hold no secret.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    readonly details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
