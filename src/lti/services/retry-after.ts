/** A Retry-After header (RFC 9110, 10.2.3), seconds or a date, in ms from now; undefined if there is none to heed. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= now.getTime() ? undefined : at - now.getTime();
}
