import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkCommand } from '../../src/cli/curriculum/check-command.ts';
import { competencesCommand } from '../../src/cli/curriculum/competences-command.ts';
import { recordCommand, sheetCommand } from '../../src/cli/curriculum/second-reader-commands.ts';
import { schemasCommand } from '../../src/cli/curriculum/schemas-command.ts';
import { statsCommand } from '../../src/cli/curriculum/stats-command.ts';
import type { CommandTools } from '../../src/cli/curriculum/tools.ts';
import { translationsCommand } from '../../src/cli/curriculum/translations-command.ts';
import { loadTexts, type Language } from '../../src/web/index.ts';
import { files, smallFolder } from './fixture.ts';

let folder: string;
let printed: string[];
let failed: boolean;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'curriculum-'));
  await cp(smallFolder, folder, { recursive: true });
  printed = [];
  failed = false;
});

afterEach(() => rm(folder, { recursive: true }));

function tools(language: Language = 'en', json = false): CommandTools {
  return {
    ...{ folder, language, t: loadTexts('src/web/locales').inLanguage(language) },
    ...(json ? { json } : {}),
    print: (line) => void printed.push(line),
    fail: () => void (failed = true),
  };
}

async function spoil(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  await writeFile(join(folder, file), text.replace(from, to));
}

describe('curriculum check', () => {
  it('says so when nothing is wrong', async () => {
    await checkCommand(tools());
    expect([printed, failed]).toEqual([['No problems found.'], false]);
  });

  it('lists problems by file with line and advice, and fails', async () => {
    await spoil(files.quiz, 'correct: b', 'correct: d');
    await spoil(files.lesson, ' "A ring of six"', '');
    await checkCommand(tools());
    expect(failed).toBe(true);
    expect(printed[0]).toMatch(/first-steps\.md$/);
    expect(printed[1]).toBe('     7  warning: The figure has no caption. Add it in quotes after the path.');
    expect(printed).toContain('    10  error: `d` is none of these: a, b, c. Choose one of them.');
    expect(printed.at(-1)).toBe('1 error, 1 warning, 2 files');
  });

  it('does not fail for warnings, and speaks German', async () => {
    await spoil(files.lesson, ' "A ring of six"', '');
    await checkCommand(tools('de'));
    expect(failed).toBe(false);
    expect(printed[1]).toContain('Hinweis: Der Abbildung fehlt die Unterschrift.');
    expect(printed.at(-1)).toBe('0 Fehler, 1 Hinweis, 1 Datei');
  });

  it('prints the same as JSON', async () => {
    await spoil(files.quiz, 'correct: b', 'correct: d');
    await checkCommand(tools('en', true));
    expect(JSON.parse(printed.join('\n'))).toMatchObject({
      errors: 1,
      warnings: 0,
      issues: [
        {
          rule: 'id-not-listed',
          file: files.quiz,
          line: 10,
          severity: 'error',
          advice: 'Choose one of them.',
        },
      ],
    });
  });
});

describe('curriculum stats', () => {
  it('counts what there is', async () => {
    await statsCommand(tools('en', true));
    expect(JSON.parse(printed.join('\n'))).toMatchObject({
      hours: 12,
      lessons: 2,
      questions: 8,
      questionsByType: { cloze: 1, numeric: 1 },
      questionsByDifficulty: { easy: 3, medium: 3, hard: 2 },
      choices: { withFeedback: 21, withoutFeedback: 0 },
      tasks: 1,
      figures: 1,
      glossaryTerms: 1,
      sources: 2,
      modules: [
        { id: 'groups', withCase: 4 },
        { id: 'profile', lessons: [] },
      ],
    });
  });

  it('prints sentences without JSON, and fails for a broken curriculum', async () => {
    await statsCommand(tools());
    expect(printed.join('\n')).toMatch(
      /1 groups: 7 h; lessons: 2 \(\d+ words\); questions: 8 \(4 with a case\)/,
    );
    await rm(join(folder, files.sources));
    await statsCommand(tools());
    expect(failed).toBe(true);
  });
});

describe('curriculum competences', () => {
  it('prints the map as a table, and as JSON', async () => {
    await competencesCommand(tools());
    const lines = printed[0]?.split('\n') ?? [];
    expect(lines[0]).toBe('framework,code,competence,competenceTitle,module,kind,id,text');
    expect(lines).toContain('LifeComp,S3,lifecomp-s3,Collaboration,1,question,single,');
    printed = [];
    await competencesCommand(tools('en', true));
    expect(JSON.parse(printed[0] ?? '')).toHaveLength(lines.length - 1);
  });

  it('fails while the curriculum has errors', async () => {
    await spoil(files.quiz, 'correct: b', 'correct: d');
    await competencesCommand(tools());
    expect(failed).toBe(true);
  });
});

describe('curriculum schemas', () => {
  it('writes a schema for every kind of file', async () => {
    await schemasCommand(tools());
    const schema = JSON.parse(await readFile(join(folder, 'schemas/quiz.schema.json'), 'utf8')) as object;
    expect(schema).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['blueprint']) as string[],
    });
    expect(printed).toEqual(['15 schemas written.']);
  });
});

describe('curriculum translations', () => {
  it('lists what is missing, and confirms what is there', async () => {
    await cp(join(folder, 'en'), join(folder, 'de'), { recursive: true });
    await translationsCommand(tools(), 'de');
    expect(printed).toContain('unconfirmed    glossary.yaml#domain.term');
    expect(printed).toContain('missing        modules/01-groups/task.md');
    printed = [];
    await translationsCommand({ ...tools('de'), confirm: 'glossary' }, 'de');
    expect(printed.join('\n')).not.toContain('glossary.yaml#domain.term');
    expect(printed.at(-1)).toMatch(/^2 von \d+ Stücken sind aktuell\.$/);
  });
});

describe('the second reader', () => {
  const record = 'modules/01-groups/second-reader.yaml';
  const sheet = async (open?: true): Promise<Record<string, Record<string, unknown>>> => {
    printed = [];
    await sheetCommand({ ...tools(), ...(open ? { open } : {}) }, '1');
    return parse(printed.join('\n')) as Record<string, Record<string, unknown>>;
  };

  it('gets the questions without anything that tells the answer', async () => {
    const questions = await sheet();
    expect(Object.keys(questions)).toHaveLength(8);
    expect(questions['single']).toEqual({
      type: 'single-choice',
      case: 'Six parents meet at the gate on Tuesdays.',
      prompt: 'What do they share at first?',
      choices: { A: 'A practice', B: 'A place', C: 'A budget' },
      how: 'A',
      answer: null,
      note: null,
    });
    expect(printed.join('\n')).not.toMatch(/feedback|correct|explanation/);
  });

  it('is asked only what nobody has answered as it stands now', async () => {
    expect(await sheet(true)).toEqual({});
    await spoil(files.quizText, 'do they *share* at first', 'do they *share* at last');
    expect(Object.keys(await sheet(true))).toEqual(['single']);
  });

  it('is compared with the key and kept beside the pool', async () => {
    await rm(join(folder, record));
    const filled = join(folder, 'sheet.yaml');
    await writeFile(
      filled,
      `single: { answer: B, note: Too easy }
multiple: { answer: [A, B] }
truth: { answer: false }
match: { answer: { 1: A, 2: B } }
order: { answer: B C A }
cloze: { answer: { 1: A, 2: B } }
short: { answer: domain }
number: { answer: null }
`,
    );
    await recordCommand({ ...tools(), reader: 'A reader' }, '1', filled);
    expect(printed).toEqual([
      'multiple: answered ["a","b"]',
      '6 of 7 answers are the key; the pool has 8 questions.',
    ]);
    const { readings } = parse(await readFile(join(folder, record), 'utf8')) as { readings: object[] };
    expect(readings).toHaveLength(7);
    expect(readings[0]).toEqual({
      question: 'single',
      seen: expect.any(String) as string,
      given: 'b',
      agrees: true,
      reader: 'A reader',
      note: 'Too easy',
    });
    printed = [];
    await checkCommand(tools());
    expect(printed.join('\n')).toMatch(/A second reader answered .* to `multiple`/);
    expect(printed.join('\n')).toMatch(/Nobody but its author has answered `number`/);
  });

  it('is told what is wrong with a sheet, and nothing is recorded', async () => {
    const before = await readFile(join(folder, record), 'utf8');
    const filled = join(folder, 'sheet.yaml');
    await writeFile(filled, 'single: { answer: Z }\nnumber: { answer: 6 }\n');
    await recordCommand({ ...tools(), reader: 'A reader' }, '1', filled);
    expect([printed, failed]).toEqual([
      [expect.stringContaining('single: the answer does not fit') as string],
      true,
    ]);
    for (const text of ['single: [B]', '- a', null]) {
      printed = [];
      if (text !== null) await writeFile(filled, text);
      await recordCommand({ ...tools(), reader: 'A reader' }, '1', text === null ? '/no/such/sheet' : filled);
      expect(printed.join('')).toContain('is no filled sheet');
    }
    expect(await readFile(join(folder, record), 'utf8')).toBe(before);
  });

  it('cannot read a module that has no questions', async () => {
    await sheetCommand(tools(), '2');
    expect([printed, failed]).toEqual([['Module 2 has no questions.'], true]);
  });
});
