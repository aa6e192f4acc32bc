import type { Enrolment } from '../../src/people/index.ts';
import { asId } from '../../src/shared/index.ts';
import { traineeGroups } from '../../src/web/pages/trainer/allocate-groups.ts';
import { loadTexts } from '../../src/web/texts.ts';

const t = loadTexts('src/web/locales').inLanguage('en');

const aTrainee = (name: string, courseIds: readonly string[]) => {
  const enrolment = { id: asId<'enrolment'>(name), personId: asId<'person'>(`p-${name}`), courseIds };
  return { name, enrolment: enrolment as unknown as Enrolment };
};
const trainees = [aTrainee('Ana', ['one']), aTrainee('Rui', ['one', 'two']), aTrainee('Ida', ['two'])];
const locales = new Map([
  [asId<'person'>('p-Ana'), 'sl_SI'],
  [asId<'person'>('p-Rui'), 'pt-PT'],
  [asId<'person'>('p-Ida'), null],
]);

describe('groups of trainees that are given to a trainer', () => {
  it('are everybody, those of each language and those of each course', () => {
    const groups = traineeGroups(trainees, locales, { t, language: 'en' });
    expect(groups.map(({ text, people }) => [text, people])).toEqual([
      ['everybody (3 trainees)', ['Ana', 'Rui', 'Ida']],
      ['whoever reads Portuguese (1 trainee)', ['Rui']],
      ['whoever reads Slovenian (1 trainee)', ['Ana']],
      ['course 1 (2 trainees)', ['Ana', 'Rui']],
      ['course 2 (2 trainees)', ['Rui', 'Ida']],
    ]);
  });

  it('leave courses out where there is only one', () => {
    const [first] = trainees;
    const groups = traineeGroups(first ? [first] : [], locales, { t, language: 'en' });
    expect(groups.map(({ value }) => value)).toEqual(['everyone', 'language:sl']);
  });
});
