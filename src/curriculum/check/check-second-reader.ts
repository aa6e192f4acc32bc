import type { Context } from '../compose/context.ts';
import type { ModuleFiles } from '../files/curriculum-files.ts';
import type { Quiz } from '../model.ts';
import { readingHash } from '../second-reader/reading.ts';

/** That somebody answered each question as it stands now without its key, and agreed with the key. */
export function checkSecondReader(files: ModuleFiles, quiz: Quiz | null, { findings }: Context): void {
  if (!quiz || !files.quiz) return;
  const readings = files.secondReader?.value.readings ?? [];
  const ids = files.quiz.value.questions.map(({ id }) => id);
  readings.forEach(({ question }, index) => {
    if (!ids.includes(question) && files.secondReader)
      findings.warn('second-reader-unknown', files.secondReader.at(['readings', index]), { id: question });
  });
  for (const question of quiz.pool) {
    const last = readings.findLastIndex((reading) => reading.question === question.id);
    const reading = readings[last];
    const place = files.quiz.at(['questions', ids.indexOf(question.id)]);
    const values = { id: question.id };
    if (!reading) findings.warn('second-reader-missing', place, values);
    else if (reading.seen !== readingHash(question)) findings.warn('second-reader-outdated', place, values);
    else if (!reading.agrees)
      findings.warn('second-reader-disagrees', place, { ...values, given: reading.given });
  }
}
