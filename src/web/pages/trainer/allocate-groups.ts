import type { Trainee } from './person-name.ts';
import type { Translate } from '../../texts.ts';
import type { EnrolmentId, PersonId } from '../../../shared/index.ts';

/** Trainees who are given to a trainer together. */
export interface TraineeGroup {
  readonly value: string;
  readonly text: string;
  readonly people: readonly EnrolmentId[];
}

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** Everybody, those of each language, and where the cohort joins several courses those of each course. */
export function traineeGroups(
  trainees: readonly Trainee[],
  locales: ReadonlyMap<PersonId, string | null>,
  { t, language }: Words,
): TraineeGroup[] {
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
  const languages = grouped(trainees, ({ enrolment }) => languageOf(locales.get(enrolment.personId)));
  const courses = grouped(trainees, ({ enrolment }) => enrolment.courseIds);
  const everyone = trainees.map(({ enrolment }) => enrolment.id);
  return [
    { value: 'everyone', text: t('queue:group.everyone', { count: everyone.length }), people: everyone },
    ...languages.map(([code, people]) => ({
      value: `language:${code}`,
      text: t('queue:group.language', { name: names.of(code) ?? code, count: people.length }),
      people,
    })),
    ...(courses.length > 1 ? courses : []).map(([id, people], index) => ({
      value: `course:${id}`,
      text: t('queue:group.course', { number: index + 1, count: people.length }),
      people,
    })),
  ];
}

function grouped(
  trainees: readonly Trainee[],
  keysOf: (trainee: Trainee) => readonly string[],
): [string, EnrolmentId[]][] {
  const groups = new Map<string, EnrolmentId[]>();
  for (const trainee of trainees) {
    for (const key of keysOf(trainee)) groups.set(key, [...(groups.get(key) ?? []), trainee.enrolment.id]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `pt-PT` → pt; nothing where the platform does not say, or says what is no language. */
function languageOf(locale: string | null | undefined): string[] {
  const [, code] = /^([a-z]{2,3})(?:[-_]|$)/i.exec(locale ?? '') ?? [];
  return code ? [code.toLowerCase()] : [];
}
