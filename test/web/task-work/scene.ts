import type { Row, Version } from '../../../src/assessment/index.ts';
import type { Task, TaskField } from '../../../src/curriculum/index.ts';
import { asId } from '../../../src/shared/index.ts';
import type { WorkReader } from '../../../src/web/pages/task-work/work-model.ts';
import { aTask } from '../../support/curriculum.ts';
import { language, t, where } from '../learner/scene.ts';

const base = { help: null, required: true };

/** A field of every kind. */
export const fields: readonly TaskField[] = [
  { ...base, id: 'name', label: 'Name of the group', kind: 'text', maxLength: 100 },
  {
    ...base,
    id: 'story',
    label: 'Its story',
    kind: 'long-text',
    minWords: null,
    maxWords: null,
    fromLog: false,
  },
  { ...base, id: 'members', label: 'Members', kind: 'number', min: null, max: null },
  { ...base, id: 'since', label: 'Since', kind: 'date', earliest: null, latest: null },
  {
    ...{ ...base, id: 'kinds', label: 'Kinds', kind: 'choice', multiple: true },
    options: [
      { id: 'practice', html: 'Of practice' },
      { id: 'place', html: 'Of <em>place</em>' },
    ],
  },
  { ...base, id: 'sure', label: 'How sure', kind: 'scale', steps: [{ id: '1', html: 'Not at all' }] },
  { ...base, id: 'site', label: 'Site', kind: 'link' },
  { ...base, id: 'photo', label: 'Photo', kind: 'file', accept: ['image/png'], maxFiles: 1, maxMegabytes: 1 },
  {
    ...{ ...base, id: 'plan', label: 'Plan', kind: 'table', minRows: 1, maxRows: 5 },
    columns: [{ ...base, id: 'step', label: 'Step', kind: 'text', maxLength: 100 }],
  },
  {
    ...{
      ...base,
      id: 'journal',
      label: 'Journal',
      kind: 'dated-entries',
      minEntries: 1,
      maxEntries: 4,
      daysApart: 7,
    },
    fields: [
      {
        ...base,
        id: 'event',
        label: 'Event',
        kind: 'long-text',
        minWords: null,
        maxWords: null,
        fromLog: false,
      },
    ],
  },
];

export const task: Task = aTask({ fields });

export function aRow(id: string, values: Row['values'], date?: string): Row {
  return { id, values, ...(date === undefined ? {} : { date }) };
}

export function aWork(
  given: Version['fields'],
  rest: Partial<Pick<Version, 'trainerOnly' | 'files'>> = {},
): Pick<Version, 'fields' | 'trainerOnly' | 'files'> {
  return { fields: given, trainerOnly: [], files: [], ...rest };
}

export const photo = { id: asId<'file'>('f1'), name: 'ana-horvat.png', type: 'image/png', bytes: 240_000 };

export function aReader(changes: Partial<WorkReader> = {}): WorkReader {
  return { where, t, language, contentLanguage: 'en', showTrainerOnly: true, authors: new Map(), ...changes };
}
