import { createHash } from 'node:crypto';
import type { Enrolment } from '../../../people/index.ts';
import type { Translate } from '../../texts.ts';

/** The name that the platform gave, or one that tells people without a name apart: "Trainee 7F3A". */
export function personName({ name, issuer, subject }: Enrolment, t: Translate): string {
  if (name !== null && name !== '') return name;
  const code = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex').slice(0, 4).toUpperCase();
  return t('trainer:nameless', { code });
}

/** Those whose results count, by name. */
export function listTrainees(enrolments: readonly Enrolment[], t: Translate, language: string): Trainee[] {
  const collator = new Intl.Collator(language);
  return enrolments
    .filter(({ role, state }) => role === 'trainee' && state === 'active')
    .map((enrolment) => ({ enrolment, name: personName(enrolment, t) }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

export interface Trainee {
  readonly enrolment: Enrolment;
  readonly name: string;
}
