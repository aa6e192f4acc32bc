/** The LMS says no: to a page with a page, to a tool with the status and text that the specification or Moodle has. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    /** An OAuth error code or a few words. */
    readonly reason: string,
    message = reason,
  ) {
    super(message);
    this.name = 'Refused';
  }
}
