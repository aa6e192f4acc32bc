import fc from 'fast-check';
import { countWords, parseDraftForm, type FieldValue } from '../../../src/assessment/index.ts';
import { projectPaths } from '../../../src/config/index.ts';
import { requireCurriculum, type Task } from '../../../src/curriculum/index.ts';
import { countWords as countInPage } from '../../../src/web/assets/scripts/write/count-words.ts';
import { isSame } from '../../../src/web/assets/scripts/write/part.ts';
import { entriesOf } from '../../../src/web/pages/learner/hand-in/field-entries.ts';
import { settleForm } from '../../../src/web/pages/learner/hand-in/settle-form.ts';
import { writeFieldModel } from '../../../src/web/pages/learner/hand-in/write-field-model.ts';
import { taskAnswers } from '../../support/task-answers.ts';
import { t } from './scene.ts';

const curriculum = await requireCurriculum(projectPaths().curriculum);
const tasks = curriculum.modules.flatMap(({ task }) => task ?? []);

function formOf(entries: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  return entries.reduce<Record<string, string | string[]>>((form, [name, value]) => {
    const before = form[name];
    return { ...form, [name]: before === undefined ? value : [before, value].flat() };
  }, {});
}

describe('what a page fills its controls with', () => {
  it.each(tasks.map((task) => [task.id, task] as const))(
    'is read as the same values again (%s)',
    (_id, task) => {
      const answers = taskAnswers(task);
      const form = Object.entries(answers).flatMap(([id, value]) => [
        [`r.${id}`, '1'] as const,
        ...entriesOf(id, value),
      ]);
      const { fields } = parseDraftForm(task, formOf(form));
      expect(Object.fromEntries(fields.map(({ fieldId, value }) => [fieldId, value]))).toEqual(answers);
    },
  );

  it.each(tasks.map((task) => [task.id, task] as const))(
    'counts as untouched when it comes back so (%s)',
    (_id, task) => {
      const form = task.fields
        .filter(({ kind }) => kind !== 'file')
        .flatMap((field) => {
          const value = taskAnswers(task)[field.id] as FieldValue;
          const model = modelOf(task, field.id, value);
          const ids = model.rows ? [[`f.${field.id}.rows`, model.rows.ids] as const] : [];
          const rest = entriesOf(field.id, value).filter(([name]) => !name.endsWith('.rows'));
          return [
            [`r.${field.id}`, '1'] as const,
            [`h.${field.id}`, model.fingerprint] as const,
            ...ids,
            ...rest,
          ];
        });
      expect(parseDraftForm(task, formOf(form)).fields).toEqual([]);
    },
  );
});

function modelOf(task: Task, id: string, value: FieldValue) {
  const field = task.fields.find((one) => one.id === id);
  if (!field) throw new Error(id);
  let rows = 0;
  return writeFieldModel(field, {
    stored: { value, revision: 1, savedAt: new Date(0), savedBy: 'ana' as never },
    ...{ comments: [], files: null, added: 1, t },
    newRowId: () => `new${(rows += 1)}`,
  });
}

describe('a form of two texts that met', () => {
  const form = { 'f.a': 'Mine', 'r.a': '1', 'now.a': '4' };

  it('sends mine over the text that its page showed, and nothing later', () => {
    expect(settleForm({ ...form, 'keep.a': 'mine' }, 'save')).toMatchObject({ 'r.a': '4' });
  });

  it('leaves the part out where the stored text stays', () => {
    expect(settleForm({ ...form, 'keep.a': 'stored' }, 'save')).not.toHaveProperty('r.a');
  });

  it('meets the stored text again where nothing was chosen', () => {
    expect(settleForm(form, 'save')).toMatchObject({ 'r.a': '1' });
  });

  it('takes a row out of its list only', () => {
    const rows = { 'f.a.rows': 'x,y,z', 'f.a.y.step': 'Said' };
    expect(settleForm(rows, 'remove.a.y')).toEqual({ ...rows, 'f.a.rows': 'x,z' });
    expect(settleForm(rows, 'remove.a.none')).toEqual(rows);
  });
});

describe('a page', () => {
  it('counts words as the check does', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => countInPage(text) === countWords(text)));
    expect(countInPage('## A *page* with [two words](https://example.org/a b)')).toBe(
      countWords('## A *page* with [two words](https://example.org/a b)'),
    );
  });

  it('knows two states of a part as the same whatever the order, the line ends and the empty rows', () => {
    const one = [
      ['f.a.rows', 'x,y'],
      ['f.a.x.step', 'One\r\ntwo'],
    ] as const;
    const other = [
      ['f.a.x.step', 'One\ntwo'],
      ['f.a.rows', 'x'],
    ] as const;
    expect(isSame(one, other)).toBe(true);
    expect(isSame(one, [['f.a.rows', 'x,y']])).toBe(false);
  });
});
