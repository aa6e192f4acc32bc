import { oneDecimalFormat } from './formats.ts';

const kilo = 1024;

/** A file's size in kB or MB, as limits of fields count them. */
export function bytesText(bytes: number, language: string): string {
  const format = oneDecimalFormat(language);
  if (bytes < kilo * kilo) return `${format.format(Math.max(1, Math.round(bytes / kilo)))} kB`;
  return `${format.format(bytes / kilo / kilo)} MB`;
}
