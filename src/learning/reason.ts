import { ReasonMissing, TextTooLong } from './errors.ts';

const limit = 500;

/** The reason that a trainer gives, which the trainee will read. @throws ReasonMissing, TextTooLong */
export function reasonFrom(text: string): string {
  const reason = text.trim();
  if (reason === '') throw new ReasonMissing('A decision without a reason');
  if (reason.length > limit) throw new TextTooLong(`A reason of ${reason.length} characters`, { limit });
  return reason;
}
