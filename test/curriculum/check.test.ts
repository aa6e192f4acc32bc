import { describeIssue, readCurriculum } from '../../src/curriculum/index.ts';
import { issueTexts } from '../../src/curriculum/files/issue-texts.en.ts';
import { issueTexts as german } from '../../src/curriculum/files/issue-texts.de.ts';
import { changed, files, issuesOf, lineOf, namesOf, small, withFile, without } from './fixture.ts';

interface Mistake {
  readonly rule: keyof typeof issueTexts;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The passage on whose line the mistake is reported; by default the new text's first line. */
  readonly at?: string;
  readonly in?: string;
  readonly severity?: 'warning';
}

const { quiz, quizText, lesson, module, task, figure } = files;
/** A drawing is missed by the text that shows it; a curriculum need not have a workshop, nor yet a second reader. */
const mayBeMissing = new Set<string>([figure, files.workshop, files.workshopText, files.secondReader]);
const ring = '![Six dots in a ring](figures/ring.svg "A ring of six")';

const mistakes: readonly Mistake[] = [
  {
    rule: 'samples-few',
    file: files.curriculum,
    from: 'samples: 1',
    to: 'samples: 2',
    at: 'samples:',
    in: task,
  },
  {
    rule: 'text-missing',
    file: files.taskText,
    from: 'accuracy: It names no feature., ',
    to: '',
    at: 'because:',
  },
  { rule: 'id-unknown', file: task, from: 'sample: gate-sample', to: 'sample: wall-sample' },
  {
    rule: 'id-unknown',
    file: files.brief,
    from: 'document:consent',
    to: 'document:content',
    at: 'document:',
  },
  { rule: 'block-missing', file: files.brief, from: ':::variant', to: ':::case', at: '##' },
  { rule: 'block-repeated', file: files.brief, from: ':::variant', to: ':::example', at: '##' },
  {
    rule: 'sentence-long',
    file: files.moduleText,
    from: 'Post a group that you know.',
    to: `Post ${'a group and '.repeat(15)}no more.`,
    severity: 'warning',
  },
  {
    rule: 'second-reader-missing',
    file: files.secondReader,
    from: 'question: single',
    to: 'question: multiple',
    at: 'id: single',
    in: quiz,
    severity: 'warning',
  },
  {
    rule: 'second-reader-outdated',
    file: quizText,
    from: 'do they *share* at first',
    to: 'do they *share* at last',
    at: 'id: single',
    in: quiz,
    severity: 'warning',
  },
  {
    rule: 'second-reader-disagrees',
    file: files.secondReader,
    from: 'agrees: true',
    to: 'agrees: false',
    at: 'id: single',
    in: quiz,
    severity: 'warning',
  },
  {
    rule: 'second-reader-unknown',
    file: files.secondReader,
    from: 'question: single',
    to: 'question: simple',
    severity: 'warning',
  },
  {
    rule: 'workshop-days',
    file: files.curriculum,
    from: 'days: 2',
    to: 'days: 5',
    at: 'days:',
    in: files.workshop,
  },
  {
    rule: 'workshop-day-minutes',
    file: files.curriculum,
    from: 'dayMinutes: 60',
    to: 'dayMinutes: 90',
    at: 'id: day-1',
    in: files.workshop,
  },
  { rule: 'workshop-hours', file: files.workshop, from: 'hours: 2', to: 'hours: 3' },
  {
    rule: 'workshop-item-covers',
    file: files.workshop,
    from: 'minutes: 50',
    to: 'minutes: 40',
    at: 'id: drafting',
  },
  {
    rule: 'workshop-over-covered',
    file: files.workshop,
    from: 'part: reading, minutes: 10 }, { lesson: first-steps, part: practice, minutes: 15',
    to: 'part: reading, minutes: 15 }, { lesson: first-steps, part: practice, minutes: 10',
    at: 'days:',
  },
  { rule: 'pass-mark-differs', file: quiz, from: 'passMark: 0.7', to: 'passMark: 0.6' },
  {
    rule: 'question-never-drawn',
    file: quiz,
    from: 'groups-classify: 1, groups-define: 1',
    to: 'groups-classify: 2',
    at: 'outcome: groups-define',
    severity: 'warning',
  },
  { rule: 'range-reversed', file: task, from: 'minWords: 300', to: 'minWords: 700' },
  { rule: 'range-reversed', file: task, from: 'minEntries: 2,', to: 'minEntries: 5,', at: 'id: journal' },
  {
    rule: 'id-not-listed',
    file: files.curriculum,
    from: 'languages: [en]',
    to: 'languages: [de]',
    at: 'sourceLanguage',
  },
  { rule: 'yaml-syntax', file: module, from: 'hours: 7', to: 'hours: 7: 8' },
  { rule: 'yaml-syntax', file: module, from: 'hours: 7', to: 'hours: 7\nhours: 8', at: 'hours: 8' },
  { rule: 'yaml-syntax', file: lesson, from: 'title: First steps', to: 'title: First: steps' },
  { rule: 'schema-line', file: module, from: '# yaml-language-server', to: '# schema', severity: 'warning' },
  { rule: 'front-matter', file: lesson, from: '---\ntitle', to: '# First steps', at: '# First' },
  { rule: 'shape', file: module, from: 'hours: 7', to: 'hours: seven' },
  { rule: 'shape', file: module, from: 'id: groups\n', to: 'id: Groups!\n', at: 'Groups!' },
  { rule: 'shape', file: quiz, from: 'type: matching', to: 'type: pairs' },
  { rule: 'missing', file: module, from: 'id: groups\n', to: '', at: '' },
  {
    rule: 'missing',
    file: quizText,
    from: '    explanation: Many communities have none.\n',
    to: '',
    at: 'truth:',
  },
  {
    rule: 'unknown-key',
    file: module,
    from: 'revisionHours: 1',
    to: 'revisionHours: 1\nhour: 1',
    at: 'hour: 1',
  },
  {
    rule: 'unknown-key',
    file: lesson,
    from: 'title: First steps',
    to: 'title: First\nsummary: x',
    at: 'summary',
  },
  { rule: 'unknown-key', file: quizText, from: 'unit: parents', to: 'units: parents' },
  {
    rule: 'text-missing',
    file: quizText,
    from: '      a: { text: A domain,',
    to: '      x: { text: A domain,',
    at: 'multiple:\n    options',
  },
  {
    rule: 'text-unneeded',
    file: quizText,
    from: '      a: { text: A domain,',
    to: '      x: { text: A domain,',
  },
  { rule: 'text-unneeded', file: files.taskText, from: 'photo: {', to: 'picture: {' },
  {
    rule: 'text-missing',
    file: files.moduleText,
    from: 'exchange: |\n  Post a group that you know.\n\n  Answer two others.\n',
    to: '',
    at: 'title:',
  },
  {
    rule: 'id-repeated',
    file: quiz,
    from: 'options: [a, b, c], correct: b',
    to: 'options: [a, b, b], correct: b',
  },
  {
    rule: 'id-not-listed',
    file: quiz,
    from: 'options: [a, b, c], correct: b',
    to: 'options: [a, b, c], correct: d',
  },
  { rule: 'id-not-listed', file: quiz, from: 'does: practice', to: 'does: practise' },
  { rule: 'id-duplicate', file: quiz, from: '{ id: multiple,', to: '{ id: single,', at: 'type: multiple' },
  { rule: 'id-duplicate', file: files.outline, from: 'id: profile\n', to: 'id: groups\n', at: 'id: groups' },
  { rule: 'id-unknown', file: module, from: 'keyTerms: [domain]', to: 'keyTerms: [domaine]' },
  { rule: 'id-unknown', file: module, from: 'sources: [lave', to: 'sources: [leave' },
  { rule: 'id-unknown', file: module, from: 'outcomes: [groups-define]', to: 'outcomes: [profile-diagnose]' },
  {
    rule: 'id-unknown',
    file: task,
    from: 'competences: [lifecomp-s3] }',
    to: 'competences: [lifecomp-s9] }',
  },
  {
    rule: 'id-unknown',
    file: quiz,
    from: 'lesson: second-steps\n    difficulty: medium',
    to: 'lesson: third-steps\n    difficulty: medium',
    at: 'third',
  },
  { rule: 'id-unknown', file: lesson, from: '(term:domain)', to: '(term:domian)', at: 'On Tuesday' },
  { rule: 'id-unknown', file: lesson, from: '(lesson:second-steps)', to: '(lesson:third)', at: 'On Tuesday' },
  {
    rule: 'id-unknown',
    file: quizText,
    from: 'No budget is named anywhere in the first lesson.',
    to: 'No budget is named anywhere in the [first lesson](lesson:firs-steps).',
  },
  {
    rule: 'link-broken',
    file: quizText,
    from: 'text: A place,',
    to: 'text: "[A place](place.md)",',
  },
  {
    rule: 'id-unused',
    file: files.glossary,
    from: 'domain:\n',
    to: 'ring:\n  term: ring\n  definition: A ring.\ndomain:\n',
    at: 'ring:',
    severity: 'warning',
  },
  {
    rule: 'source-without-reference',
    file: files.sources,
    from: '  publisher: Cambridge University Press\n',
    to: '',
    at: 'lave-wenger-1991:',
  },
  {
    rule: 'link-broken',
    file: lesson,
    from: '(lesson:second-steps)',
    to: '(second-steps.md)',
    at: 'On Tuesday',
  },
  { rule: 'hours-total', file: files.curriculum, from: 'hours: 12', to: 'hours: 13' },
  { rule: 'hours-module', file: module, from: 'revisionHours: 1', to: 'revisionHours: 2', at: 'hours: 7' },
  { rule: 'exchange-minutes', file: module, from: 'minutes: 60', to: 'minutes: 90' },
  {
    rule: 'lesson-count',
    file: files.curriculum,
    from: 'min: 2, max: 2',
    to: 'min: 3, max: 4',
    at: 'lessons:',
    in: module,
    severity: 'warning',
  },
  {
    rule: 'outcome-count',
    file: files.curriculum,
    from: 'min: 1, max: 3',
    to: 'min: 2, max: 3',
    at: 'outcomes:',
    in: files.outline,
  },
  {
    rule: 'outcome-not-taught',
    file: module,
    from: 'outcomes: [groups-define]',
    to: 'outcomes: [groups-classify]',
    at: 'id: groups-define',
  },
  {
    rule: 'outcome-not-drawn',
    file: quiz,
    from: '{ groups-classify: 1, groups-define: 1 }',
    to: '{ groups-classify: 2 }',
  },
  {
    rule: 'outcome-not-for-quiz',
    file: module,
    from: 'groups-define, assessedBy: [quiz]',
    to: 'groups-define, assessedBy: [task]',
    at: 'blueprint',
    in: quiz,
  },
  {
    rule: 'outcome-not-in-criterion',
    file: module,
    from: 'groups-define, assessedBy: [quiz]',
    to: 'groups-define, assessedBy: [quiz, task]',
    at: 'criteria',
    in: task,
  },
  {
    rule: 'outcome-not-for-task',
    file: task,
    from: 'clarity, outcome: groups-classify',
    to: 'clarity, outcome: groups-define',
  },
  { rule: 'attempt-size', file: quiz, from: 'groups-define: 1 }', to: 'groups-define: 2 }' },
  {
    rule: 'pool-size',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'poolQuestions: 9',
    at: 'questions:',
    in: quiz,
  },
  {
    rule: 'pool-per-outcome',
    file: files.curriculum,
    from: 'poolPerDraw: 2',
    to: 'poolPerDraw: 5',
    at: 'blueprint',
    in: quiz,
  },
  {
    rule: 'pool-types',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'questionTypes: 9',
    at: 'questions:',
    in: quiz,
  },
  { rule: 'pool-cases', file: quizText, from: '    case: Two parents speak.\n', to: '', at: 'questions:' },
  {
    rule: 'options-few',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'options: 4',
    at: 'id: single',
    in: quiz,
  },
  { rule: 'all-options-right', file: quiz, from: 'correct: [a, c]', to: 'correct: [a, b, c]' },
  { rule: 'catch-all', file: quizText, from: 'text: A budget', to: 'text: All of the above', at: 'single:' },
  { rule: 'same-text', file: quizText, from: 'text: A budget', to: 'text: a practice', at: 'single:' },
  {
    rule: 'given-away-by-length',
    file: quizText,
    from: 'text: A place',
    to: 'text: A place at the school gate',
    at: 'single:',
    severity: 'warning',
  },
  {
    rule: 'feedback-short',
    file: quizText,
    from: 'No budget is named anywhere in the first lesson.',
    to: 'No budget.',
    at: 'No budget.',
  },
  {
    rule: 'feedback-repeated',
    file: quizText,
    from: 'No budget is named anywhere in the first lesson.',
    to: 'A practice comes later, as the first lesson shows.',
    at: 'A budget',
    severity: 'warning',
  },
  {
    rule: 'prompt-repeated',
    file: quizText,
    from: 'prompt: Complete the sentence.',
    to: 'prompt: Put in order, first at the top.',
    at: 'cloze:+prompt',
    severity: 'warning',
  },
  {
    rule: 'wrong-order-missing',
    file: quiz,
    from: ', commonWrongOrder: [try, watch, lead]',
    to: '',
    at: 'id: order',
  },
  { rule: 'wrong-order-invalid', file: quiz, from: '[try, watch, lead]', to: '[watch, try, lead]' },
  { rule: 'wrong-order-invalid', file: quiz, from: '[try, watch, lead]', to: '[watch, try]' },
  {
    rule: 'expected-wrong-few',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'expectedWrongAnswers: 3',
    at: 'id: short',
    in: quiz,
  },
  { rule: 'expected-wrong-right', file: quizText, from: '[practice]', to: '[Domain]', at: 'short:' },
  {
    rule: 'expected-wrong-right',
    file: quiz,
    from: 'answer: 5',
    to: 'answer: 6',
    at: 'number:',
    in: quizText,
  },
  { rule: 'cloze-gaps', file: quizText, from: '{{time}}', to: '{{when}}' },
  {
    rule: 'criteria-count',
    file: files.curriculum,
    from: 'criteria: 2',
    to: 'criteria: 4',
    at: 'criteria:',
    in: task,
  },
  { rule: 'grading-minutes', file: task, from: 'gradingMinutes: 15', to: 'gradingMinutes: 20' },
  { rule: 'range-reversed', file: task, from: 'min: 500, max: 900', to: 'min: 900, max: 500' },
  { rule: 'lesson-words', file: files.curriculum, from: 'min: 60', to: 'min: 100', at: '---', in: lesson },
  {
    rule: 'sentence-mean',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'meanSentenceWords: 5',
    at: '---',
    in: lesson,
  },
  {
    rule: 'sentence-long',
    file: files.curriculum,
    from: 'poolQuestions: 8',
    to: 'longSentenceWords: 8',
    at: 'On Tuesday',
    in: lesson,
    severity: 'warning',
  },
  {
    rule: 'reading-grade',
    file: lesson,
    from: 'They care about the way to school.',
    to: 'Organisational sustainability necessitates institutional communication infrastructure. '.repeat(5),
    at: '---',
    severity: 'warning',
  },
  { rule: 'block-missing', file: lesson, from: ':::case The gate', to: ':::example The gate', at: '---' },
  { rule: 'block-repeated', file: lesson, from: ':::case The gate', to: ':::activity The gate', at: '---' },
  { rule: 'block-unknown', file: lesson, from: ':::case The gate', to: ':::story The gate' },
  {
    rule: 'block-unclosed',
    file: lesson,
    from: 'The wait at the gate.\n:::\n',
    to: 'The wait at the gate.\n',
    at: ':::check',
  },
  { rule: 'block-stray', file: lesson, from: '## What they share', to: ':::' },
  {
    rule: 'block-nested',
    file: lesson,
    from: 'Now they have',
    to: '\n:::example\nx\n:::\nNow they have',
    at: ':::example',
  },
  {
    rule: 'answer-outside-check',
    file: lesson,
    from: '## What they share',
    to: ':::answer\nx\n:::',
    at: ':::answer',
  },
  {
    rule: 'check-without-answer',
    file: lesson,
    from: '\n:::answer\nThe wait at the gate.\n:::',
    to: '',
    at: '---',
  },
  { rule: 'heading-level', file: lesson, from: '## What they share', to: '# What they share' },
  { rule: 'heading-level', file: lesson, from: '## What they share', to: '#### What they share' },
  { rule: 'raw-html', file: lesson, from: 'They care', to: 'They <b>care</b>' },
  { rule: 'alt-missing', file: lesson, from: '![Six dots in a ring]', to: '![]' },
  {
    rule: 'caption-missing',
    file: lesson,
    from: ' "A ring of six"',
    to: '',
    at: '![Six',
    severity: 'warning',
  },
  { rule: 'figure-not-alone', file: lesson, from: ring, to: `Look: ${ring}` },
  { rule: 'figure-missing', file: lesson, from: 'figures/ring.svg', to: 'figures/rung.svg' },
  { rule: 'figure-missing', file: lesson, from: 'figures/ring.svg', to: '../../../../secret.svg' },
  { rule: 'figure-unreadable', file: figure, from: 'viewBox="0 0 600 200"', to: 'width="600"' },
  { rule: 'figure-forbidden', file: figure, from: '<text class="fig-text"', to: '<text style="fill:red"' },
  { rule: 'figure-forbidden', file: figure, from: '<circle', to: '<script>alert(1)</script><circle' },
  { rule: 'figure-forbidden', file: figure, from: 'stroke="currentColor"', to: 'stroke="red"' },
  { rule: 'figure-unused', file: lesson, from: ring, to: '', at: '', in: figure, severity: 'warning' },
  {
    rule: 'module-number',
    file: files.curriculum,
    from: '[01-groups, 02-profile]',
    to: '[02-profile, 01-groups]',
    at: '',
    in: 'modules/01-groups',
  },
  {
    rule: 'module-unlisted',
    file: files.curriculum,
    from: '[01-groups, 02-profile]',
    to: '[01-groups]',
    at: '',
    in: 'modules/02-profile',
  },
];

describe('checking a curriculum', () => {
  it('finds nothing wrong with the small curriculum', () => {
    expect(namesOf(small)).toEqual([]);
  });

  it.each(mistakes)('reports $rule at its line ($file: $to)', (mistake) => {
    const set = changed(mistake.file, mistake.from, mistake.to);
    const file = mistake.in ?? mistake.file;
    const line = expectedLine(set, file, mistake);
    const found = namesOf(set);
    expect(found).toContain(`${mistake.severity ?? 'error'} ${file}:${line} ${mistake.rule}`);
  });

  it('reports missing files, and files that nothing uses', () => {
    for (const file of small.keys()) {
      if (!mayBeMissing.has(file)) expect(namesOf(without(file))).toContain(`error ${file}:- file-missing`);
    }
    const stray = 'modules/01-groups/en/lessons/third.md';
    expect(namesOf(withFile(stray, 'x'))).toEqual([`warning ${stray}:- file-unused`]);
  });

  it('collects the problems of all files at once', () => {
    const first = changed(quiz, 'correct: b', 'correct: d');
    const both = new Map([...first, [lesson, '---\ntitle: x\n---\nshort'], [files.sources, 'a: [']]);
    const found = new Set(issuesOf(both).map(({ file }) => file));
    expect([...found]).toEqual(expect.arrayContaining([quiz, lesson, files.sources]));
    expect(readCurriculum(both).curriculum).toBeNull();
  });

  it('does not blame references to a file that cannot be read', () => {
    const rules = issuesOf(changed(files.sources, 'sala-2020:', '- sala')).map(({ rule }) => rule);
    expect(rules).not.toContain('id-unknown');
  });

  it('starts with warnings, and not with errors', () => {
    expect(readCurriculum(changed(lesson, ' "A ring of six"', '')).curriculum).not.toBeNull();
    expect(readCurriculum(changed(lesson, '![Six dots in a ring]', '![]')).curriculum).toBeNull();
  });

  it('accepts a quotation of any length', () => {
    const quote = `> ${'word '.repeat(60)}end.`;
    expect(namesOf(changed(lesson, '## What they share', `${quote}\n\n## What they share`))).toEqual([]);
  });
});

describe('the words of an issue', () => {
  it.each(mistakes)('fill in every value in English and German ($rule)', ({ rule, file, from, to }) => {
    const issue = issuesOf(changed(file, from, to)).find((candidate) => candidate.rule === rule);
    for (const language of ['en', 'de'] as const) {
      const { message, advice } = issue ? describeIssue(issue, language) : { message: 'none', advice: '' };
      expect(`${message} ${advice}`.replace('{{gap-id}}', '')).not.toMatch(/\{\w+\}|undefined| {2}/);
    }
  });

  it('are tried for every rule', () => {
    const tried = new Set<string>([...mistakes.map(({ rule }) => rule), 'file-missing', 'file-unused']);
    expect(Object.keys(issueTexts).filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('use the same values in both languages', () => {
    const valuesIn = (text: { message: string; advice: string }): string[] =>
      [...new Set(`${text.message} ${text.advice}`.match(/\{\w+\}/g) ?? [])].sort();
    for (const [rule, text] of Object.entries(issueTexts)) {
      const other = german[rule as keyof typeof german];
      expect([rule, valuesIn(other)]).toEqual([rule, valuesIn(text)]);
    }
  });
});

/** `a:+b` is the line of the first b after a. */
function expectedLine(set: ReadonlyMap<string, string>, file: string, { at, to, rule }: Mistake): string {
  if (at === '') return rule.startsWith('module-') || rule === 'figure-unused' ? '-' : '2';
  const [first = '', then] = (at ?? to.split('\n')[0] ?? '').split('+');
  const start = lineOf(set, file, first.split('\n')[0] ?? '');
  if (!then && !first.includes('\n')) return String(start);
  const rest = (set.get(file) ?? '').split('\n').slice(start);
  return String(start + 1 + rest.findIndex((line) => line.includes(then ?? first.split('\n')[1] ?? '')));
}
