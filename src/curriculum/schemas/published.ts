import { z } from 'zod';
import { secondReaderFile } from '../second-reader/reading.ts';
import { competencesFile, curriculumFile, moduleFile, quizFile, sourcesFile, taskFile } from './structure.ts';
import {
  competencesText,
  curriculumText,
  glossaryText,
  moduleText,
  quizTextForEditors,
  taskText,
} from './texts.ts';
import { workshopFile, workshopText } from './workshop.ts';

const schemas = {
  curriculum: curriculumFile,
  competences: competencesFile,
  sources: sourcesFile,
  module: moduleFile,
  quiz: quizFile,
  task: taskFile,
  workshop: workshopFile,
  'second-reader': secondReaderFile,
  'curriculum-text': curriculumText,
  'competences-text': competencesText,
  'glossary-text': glossaryText,
  'module-text': moduleText,
  'quiz-text': quizTextForEditors,
  'task-text': taskText,
  'workshop-text': workshopText,
};

/** The JSON Schema files for editors: file name → content. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}
