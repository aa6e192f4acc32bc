import type { DemoPerson } from './demo.records.ts';

export type DemoRole = 'trainee' | 'trainer' | 'organiser' | 'administrator';

export interface DemoCourse {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** Each course is its own deployment of the tool, as where several schools share one LMS. */
  readonly deploymentId: string;
}

export const courses: readonly DemoCourse[] = [
  { id: 'spring', label: 'RLCF-1', title: 'Regional facilitators, spring group', deploymentId: '1' },
  { id: 'ka1', label: 'KA1-2', title: 'Erasmus+ KA1 workshop, autumn group', deploymentId: '2' },
];

export function findCourse(id: string): DemoCourse | null {
  return courses.find((course) => course.id === id) ?? null;
}

const both = ['spring', 'ka1'];

/** Everybody is invented. One trainee shares neither name nor e-mail with tools. */
export const people: readonly DemoPerson[] = [
  trainee('eleni', '101', 'Eleni', 'Papadopoulou', 'el-GR', both),
  trainee('tiago', '102', 'Tiago', 'Ferreira', 'pt-PT', both),
  trainee('aino', '103', 'Aino', 'Virtanen', 'fi-FI', ['spring']),
  trainee('katarzyna', '104', 'Katarzyna', 'Zielińska', 'pl-PL', ['spring']),
  trainee('lukas', '105', 'Lukas', 'Brandt', 'de-DE', ['spring']),
  trainee('caoimhe', '106', 'Caoimhe', 'Ní Bhriain', 'en-IE', ['ka1']),
  trainee('stefan', '107', 'Ștefan', 'Ionescu', 'ro-RO', ['ka1']),
  { ...trainee('anonymous', '108', '', '', 'et-EE', both), givenName: null, familyName: null, email: null },
  { ...trainee('sofia', '201', 'Sofia', 'Lindqvist', 'sv-SE', both), role: 'trainer' },
  { ...trainee('marc', '301', 'Marc', 'Dubois', 'fr-BE', both), role: 'organiser' },
  { ...trainee('ada', '401', 'Ada', 'Novak', 'en-SI', both), role: 'administrator' },
];

// eslint-disable-next-line max-params -- one line per person reads best
function trainee(
  id: string,
  subject: string,
  givenName: string,
  familyName: string,
  locale: string,
  courseIds: string[],
): DemoPerson {
  const email = `${id}@demo-lms.example`;
  return { _id: id, subject, role: 'trainee', givenName, familyName, email, locale, courseIds };
}
