import {
  competenceMap,
  competenceRows,
  loadCurriculum,
  readCurriculum,
  requireCurriculum,
  type Curriculum,
} from '../../src/curriculum/index.ts';
import { changed, files, small, smallFolder, withFile } from './fixture.ts';

function read(set = small): Curriculum {
  const { curriculum, issues } = readCurriculum(set);
  if (!curriculum) throw new Error(JSON.stringify(issues));
  return curriculum;
}

const curriculum = read();
const [module] = curriculum.modules;

describe('reading a curriculum', () => {
  it('loads the same from the disk as from memory', async () => {
    const loaded = await loadCurriculum(smallFolder);
    expect(loaded).toEqual({ curriculum, draft: curriculum, issues: [] });
  });

  it('puts the frame together', () => {
    expect(curriculum).toMatchObject({
      id: 'small',
      language: 'en',
      title: 'Small curriculum',
      hours: 12,
      certificate: { quizPassMark: 0.7, criterionLevel: 2, attendanceShare: 0.8 },
      competences: [{ id: 'lifecomp-s3', framework: 'LifeComp', code: 'S3', title: 'Collaboration' }],
      glossary: [{ id: 'domain', term: 'domain' }],
    });
    expect(curriculum.sources.map(({ id, year }) => [id, year])).toEqual([
      ['lave-wenger-1991', '1991'],
      ['sala-2020', '2020'],
    ]);
  });

  it('numbers the modules and leaves an outline without activities', () => {
    expect(curriculum.modules.map(({ id, number, state }) => [id, number, state])).toEqual([
      ['groups', 1, 'complete'],
      ['profile', 2, 'outline'],
    ]);
    expect(curriculum.modules[1]).toMatchObject({ lessons: [], quiz: null, task: null, exchange: null });
  });

  it('gives lessons their terms, sources, headings and words', () => {
    const lesson = module?.lessons[0];
    expect(lesson).toMatchObject({
      id: 'first-steps',
      moduleId: 'groups',
      title: 'First steps',
      minutes: { reading: 10, practice: 15, community: 35 },
      keyTerms: [{ id: 'domain', definition: 'What the members of a community care about.' }],
      sources: [{ id: 'lave-wenger-1991', publisher: 'Cambridge University Press', url: null }],
      headings: [
        { id: 'what-they-share', text: 'What they share' },
        { id: 'the-gate', text: 'Worked case: The gate' },
        { id: 'in-your-own-community', text: 'In your own community' },
        { id: 'check-yourself', text: 'Check yourself' },
      ],
    });
    expect(lesson?.words).toBeGreaterThan(60);
  });

  it('joins structure and words of all eight types of question', () => {
    expect(module?.quiz).toMatchObject({
      id: 'groups-quiz',
      moduleId: 'groups',
      introductionHtml: '<p>Two questions from a pool of eight.</p>',
      blueprint: [
        { outcomeId: 'groups-classify', draw: 1 },
        { outcomeId: 'groups-define', draw: 1 },
      ],
    });
    expect(module?.quiz?.pool.map((question) => ({ ...question, version: 'v' }))).toMatchSnapshot();
  });

  it('joins the fields and the rubric of the task', () => {
    const task = module?.task;
    expect(task?.briefHtml).toContain('<section class="block block-example"');
    expect(task?.fields).toMatchSnapshot();
    expect(task?.criteria[0]).toEqual({
      id: 'accuracy',
      title: 'Accuracy',
      outcomeId: 'groups-classify',
      competences: ['lifecomp-s3'],
      levels: [
        { level: 1, points: 40, text: 'Names no feature' },
        { level: 2, points: 70, text: 'Names two features' },
        { level: 3, points: 85, text: 'Names four features' },
        { level: 4, points: 100, text: 'Names and weighs four features' },
      ],
    });
  });

  it('keeps the exchange and the trainer notes', () => {
    expect(module?.exchange).toEqual({
      minutes: 60,
      html: '<p>Post a group that you know.</p>\n<p>Answer two others.</p>',
    });
    expect(module?.trainerNotesHtml).toContain('Begin with a round of names.');
  });
});

describe('what stands beside the modules', () => {
  it('has sample works with the level and the reason of each criterion', () => {
    expect(module?.task?.samples).toEqual([
      {
        id: 'gate-sample',
        title: 'The gate',
        html: '<p>We meet at the gate and we like it.</p>',
        comment: 'Name two features next time.',
        gradings: [
          { criterionId: 'accuracy', level: 1, because: 'It names no feature.' },
          { criterionId: 'clarity', level: 4, because: 'A colleague could use it at once.' },
        ],
      },
    ]);
  });

  it('says how a task is marked and reviewed', () => {
    expect(module?.task).toMatchObject({
      markers: 2,
      peerReview: { reviews: 2, withinDays: 7, sampleId: 'gate-sample' },
      opensWithModuleId: null,
    });
    expect(module?.task?.briefHtml).toContain('href="document:consent"');
  });

  it('has documents to print', () => {
    expect(curriculum.documents).toEqual([
      { id: 'consent', title: 'Consent', html: '<p>You may say no.</p>' },
    ]);
  });

  it('says how each source is known', () => {
    expect(curriculum.sources.map(({ id, consulted }) => [id, consulted])).toEqual([
      ['lave-wenger-1991', 'summary'],
      ['sala-2020', 'part'],
    ]);
  });

  it('maps competences to outcomes, questions and criteria', () => {
    const [mapped] = competenceMap(curriculum);
    expect(mapped?.outcomes.map(({ outcome }) => outcome.id)).toEqual([
      'groups-classify',
      'groups-define',
      'profile-diagnose',
    ]);
    expect(mapped?.questions).toHaveLength(8);
    expect(mapped?.criteria.map(({ criterion }) => criterion.id)).toEqual(['accuracy', 'clarity']);
    const rows = competenceRows(curriculum);
    expect(rows).toHaveLength(13);
    expect(rows).toContainEqual({
      framework: 'LifeComp',
      code: 'S3',
      competence: 'lifecomp-s3',
      competenceTitle: 'Collaboration',
      module: 1,
      kind: 'criterion',
      id: 'groups-task/accuracy',
      text: 'Accuracy',
    });
  });
});

describe('the workshop', () => {
  const { workshop } = curriculum;

  it('gives each item its time of day', () => {
    const times = workshop?.days.map(({ items }) => items.map(({ id, start, end }) => [id, start, end]));
    expect(times).toEqual([
      [
        ['gate', '09:00', '09:25'],
        ['coffee', '09:25', '09:40'],
        ['asking', '09:40', '10:15'],
      ],
      [['drafting', '13:30', '14:30']],
    ]);
  });

  it('counts the minutes with the trainers, without breaks', () => {
    expect(workshop?.contactMinutes).toBe(120);
    expect(workshop?.days.map(({ contactMinutes }) => contactMinutes)).toEqual([60, 60]);
  });

  it('says which of the hours it covers, of how many', () => {
    expect(workshop?.coverage).toMatchObject([
      {
        moduleId: 'groups',
        minutes: 120,
        parts: [
          { kind: 'reading', activityId: 'first-steps', minutes: 10, ofMinutes: 10 },
          { kind: 'practice', minutes: 15, ofMinutes: 15 },
          { kind: 'exchange', minutes: 20, ofMinutes: 60 },
          { kind: 'quiz', minutes: 15, ofMinutes: 30 },
          { kind: 'task', minutes: 50, ofMinutes: 150 },
          { kind: 'revision', minutes: 10, ofMinutes: 60 },
        ],
      },
    ]);
  });

  it('need not be there', () => {
    const set = new Map([...small].filter(([path]) => !path.endsWith('workshop.yaml')));
    expect(read(set).workshop).toBeNull();
  });
});

describe('versions', () => {
  const versions = (read: Curriculum): Record<string, string> =>
    Object.fromEntries(
      read.modules.flatMap(({ lessons, quiz, task }) =>
        [...lessons, ...(quiz?.pool ?? []), ...(task ? [task] : [])].map(({ id, version }) => [id, version]),
      ),
    );
  const before = versions(curriculum);
  const changes = (set: typeof small): string[] => {
    const after = versions(read(set));
    return Object.keys(after).filter((id) => after[id] !== before[id]);
  };

  it('change for what was changed, and for nothing else', () => {
    expect(changes(changed(files.quizText, 'No budget is named', 'No budget is found'))).toEqual(['single']);
    expect(changes(changed(files.quiz, 'tolerance: 1', 'tolerance: 2'))).toEqual(['number']);
    expect(changes(changed(files.lesson, 'They help', 'They all help'))).toEqual(['first-steps']);
    expect(changes(changed(files.brief, 'a group that', 'one group that'))).toEqual(['groups-task']);
    expect(changes(changed(files.quiz, 'minutes: 30', 'minutes: 30 # half an hour'))).toEqual([]);
  });

  it('of the curriculum changes with any file but the schemas', () => {
    expect(read(changed(files.figure, 'gate', 'door')).version).not.toBe(curriculum.version);
    expect(read(withFile('schemas/x.yaml', 'x')).version).toBe(curriculum.version);
  });
});

describe('a curriculum that must be there', () => {
  it('is returned when it is sound', async () => {
    await expect(requireCurriculum(smallFolder)).resolves.toMatchObject({ id: 'small' });
  });

  it('is refused with every problem, its place and what to do', async () => {
    const refusal = requireCurriculum('/no/such/folder');
    await expect(refusal).rejects.toMatchObject({ code: 'broken-curriculum' });
    await expect(refusal).rejects.toThrow(/curriculum\.yaml {2}This file is missing\. Write it/);
  });
});

it('the checker finds nothing in the curriculum of this project', async () => {
  const { issues } = await loadCurriculum('curriculum');
  expect(issues).toEqual([]);
});
