/** Curricula made in memory, for tests of the rooms that use content. Every part can be overridden. */
import type {
  ClozeQuestion,
  Curriculum,
  Lesson,
  MatchingQuestion,
  Module,
  MultipleResponseQuestion,
  NumericQuestion,
  OrderingQuestion,
  Question,
  Quiz,
  ShortTextQuestion,
  SingleChoiceQuestion,
  Task,
  TrueFalseQuestion,
} from '../../src/curriculum/index.ts';

/** One complete module, `groups` (lessons `first-steps`, `second-steps`, quiz `groups-quiz`, task `groups-task`), and the outline `profile`. */
export function aCurriculum(changes: Partial<Curriculum> = {}): Curriculum {
  return {
    id: 'sample',
    version: 'curriculum-1',
    language: 'en',
    title: 'Sample curriculum',
    summary: 'A small curriculum for tests.',
    hours: 24,
    modules: [aModule(), anOutline()],
    certificate: { lessons: 'all', quizPassMark: 0.7, criterionLevel: 2, attendanceShare: 0.8 },
    competences: [
      { id: 'lifecomp-s3', framework: 'LifeComp', sourceId: null, code: 'S3', title: 'Collaboration' },
    ],
    glossary: [{ id: 'domain', term: 'domain', definition: 'What the group cares about.' }],
    sources: [],
    documents: [],
    workshop: null,
    ...changes,
  };
}

export function aModule(changes: Partial<Module> = {}): Module {
  return {
    id: 'groups',
    number: 1,
    title: 'Groups',
    summary: 'What makes a group a community.',
    hours: 10,
    revisionHours: 1,
    state: 'complete',
    outcomes: [
      {
        id: 'groups-classify',
        text: 'Classify a group.',
        assessedBy: ['quiz', 'task'],
        competences: ['lifecomp-s3'],
      },
      { id: 'groups-define', text: 'Say what a community is.', assessedBy: ['quiz'], competences: [] },
    ],
    lessons: [aLesson(), aLesson({ id: 'second-steps', title: 'Second steps' })],
    quiz: aQuiz(),
    task: aTask(),
    exchange: { minutes: 60, html: '<p>Post a group that you know.</p>' },
    trainerNotesHtml: '<p>Begin with a round of names.</p>',
    ...changes,
  };
}

export function anOutline(changes: Partial<Module> = {}): Module {
  return {
    ...aModule({ id: 'profile', number: 2, title: 'Profile', hours: 14, state: 'outline' }),
    outcomes: [
      { id: 'profile-diagnose', text: 'Diagnose a community.', assessedBy: ['task'], competences: [] },
    ],
    revisionHours: 0,
    lessons: [],
    quiz: null,
    task: null,
    exchange: null,
    trainerNotesHtml: null,
    ...changes,
  };
}

export function aLesson(changes: Partial<Lesson> = {}): Lesson {
  return {
    id: 'first-steps',
    version: 'lesson-1',
    moduleId: 'groups',
    title: 'First steps',
    minutes: { reading: 10, practice: 15, community: 35 },
    outcomes: ['groups-classify'],
    html: '<h2 id="a-group">A group</h2><p>Six people meet on Tuesdays.</p>',
    headings: [{ id: 'a-group', text: 'A group' }],
    keyTerms: [{ id: 'domain', term: 'domain', definition: 'What the group cares about.' }],
    sources: [],
    words: 8,
    ...changes,
  };
}

/** Draws four questions of each outcome from a pool of 24 whose first eight are of the eight types. */
export function aQuiz(changes: Partial<Quiz> = {}): Quiz {
  return {
    id: 'groups-quiz',
    moduleId: 'groups',
    title: 'Quiz on groups',
    introductionHtml: '<p>Eight questions.</p>',
    minutes: 45,
    points: 100,
    passMark: 0.7,
    attemptsAllowed: 3,
    timeLimitMinutes: null,
    blueprint: [
      { outcomeId: 'groups-classify', draw: 4 },
      { outcomeId: 'groups-define', draw: 4 },
    ],
    pool: [...aQuestionOfEachType(), ...fillers('groups-classify'), ...fillers('groups-define')],
    ...changes,
  };
}

/** single, multiple, truth, match (groups-classify), order, cloze, short, number (groups-define). */
export function aQuestionOfEachType(): readonly Question[] {
  return [
    aSingleChoice(),
    aMultipleResponse(),
    aTrueFalse(),
    aMatching(),
    anOrdering(),
    aCloze(),
    aShortText(),
    aNumeric(),
  ];
}

const base = {
  outcomeId: 'groups-classify',
  difficulty: 'medium',
  lessonId: 'first-steps',
  caseHtml: null,
  explanationHtml: '<p>The first lesson says so.</p>',
} as const;

/** `b` is right. */
export function aSingleChoice(changes: Partial<SingleChoiceQuestion> = {}): SingleChoiceQuestion {
  return {
    ...base,
    id: 'single',
    version: 'single-1',
    type: 'single-choice',
    promptHtml: '<p>Which group is a community?</p>',
    options: [option('a', false), option('b', true), option('c', false)],
    ...changes,
  };
}

/** `a` and `c` are right of four. */
export function aMultipleResponse(changes: Partial<MultipleResponseQuestion> = {}): MultipleResponseQuestion {
  return {
    ...base,
    id: 'multiple',
    version: 'multiple-1',
    type: 'multiple-response',
    promptHtml: '<p>Which are features?</p>',
    options: [option('a', true), option('b', false), option('c', true), option('d', false)],
    ...changes,
  };
}

/** False is right. */
export function aTrueFalse(changes: Partial<TrueFalseQuestion> = {}): TrueFalseQuestion {
  return {
    ...base,
    id: 'truth',
    version: 'truth-1',
    type: 'true-false',
    promptHtml: '<p>A community needs a budget.</p>',
    answer: false,
    feedback: { trueHtml: 'Many have none.', falseHtml: 'Right: many have none.' },
    ...changes,
  };
}

/** left1 → right1, left2 → right2, left3 → right3; right4 is left over. */
export function aMatching(changes: Partial<MatchingQuestion> = {}): MatchingQuestion {
  return {
    ...base,
    id: 'match',
    version: 'match-1',
    type: 'matching',
    promptHtml: '<p>Match.</p>',
    pairs: [1, 2, 3].map((n) => ({
      id: `left${n}`,
      html: `Left ${n}`,
      targetId: `right${n}`,
      feedbackHtml: `Left ${n} belongs to right ${n}.`,
    })),
    targets: [1, 2, 3, 4].map((n) => ({ id: `right${n}`, html: `Right ${n}` })),
    ...changes,
  };
}

/** watch, try, lead. */
export function anOrdering(changes: Partial<OrderingQuestion> = {}): OrderingQuestion {
  return {
    ...base,
    outcomeId: 'groups-define',
    id: 'order',
    version: 'order-1',
    type: 'ordering',
    promptHtml: '<p>Put in order.</p>',
    items: ['watch', 'try', 'lead'].map((id) => ({ id, html: `They ${id}` })),
    commonWrongOrder: { order: ['try', 'watch', 'lead'], feedbackHtml: 'Watching comes before trying.' },
    ...changes,
  };
}

/** Gap `side`: future is right; gap `also`: money is right. */
export function aCloze(changes: Partial<ClozeQuestion> = {}): ClozeQuestion {
  return {
    ...base,
    outcomeId: 'groups-define',
    id: 'cloze',
    version: 'cloze-1',
    type: 'cloze',
    promptHtml: '<p>Complete the sentence.</p>',
    parts: [
      { kind: 'text', html: 'It looks to the ' },
      { kind: 'gap', gapId: 'side' },
      { kind: 'text', html: ' and to ' },
      { kind: 'gap', gapId: 'also' },
      { kind: 'text', html: '.' },
    ],
    gaps: [
      { id: 'side', options: [option('past', false), option('future', true)] },
      { id: 'also', options: [option('money', true), option('weather', false)] },
    ],
    ...changes,
  };
}

/** `practice` is right. */
export function aShortText(changes: Partial<ShortTextQuestion> = {}): ShortTextQuestion {
  return {
    ...base,
    outcomeId: 'groups-define',
    id: 'short',
    version: 'short-1',
    type: 'short-text',
    promptHtml: '<p>Which word?</p>',
    accepted: ['practice', 'shared practice'],
    expectedWrong: [
      { answers: ['domain'], feedbackHtml: 'The domain is what they care about.' },
      { answers: ['hobby', 'interest'], feedbackHtml: 'A hobby may be had alone.' },
    ],
    otherFeedbackHtml: 'Look at what they do together.',
    ...changes,
  };
}

/** 25 is right. */
export function aNumeric(changes: Partial<NumericQuestion> = {}): NumericQuestion {
  return {
    ...base,
    outcomeId: 'groups-define',
    id: 'number',
    version: 'number-1',
    type: 'numeric',
    promptHtml: '<p>How many hours?</p>',
    answer: 25,
    tolerance: 0,
    unit: 'hours',
    expectedWrong: [{ answer: 9, tolerance: 0.5, feedbackHtml: 'That is Sweden.' }],
    otherFeedbackHtml: 'Look at the numbers again.',
    ...changes,
  };
}

export function aTask(changes: Partial<Task> = {}): Task {
  return {
    id: 'groups-task',
    version: 'task-1',
    moduleId: 'groups',
    title: 'Analyse a group',
    briefHtml: '<p>Choose a group that you know.</p>',
    points: 100,
    hours: 2.5,
    words: { min: 500, max: 900 },
    gradingMinutes: 15,
    fields: [
      { id: 'group', label: 'The group', help: null, required: true, kind: 'text', maxLength: 120 },
      {
        id: 'analysis',
        label: 'Analysis',
        help: null,
        required: true,
        kind: 'long-text',
        minWords: 300,
        maxWords: 600,
        fromLog: false,
      },
    ],
    criteria: ['accuracy', 'evidence', 'counter-case', 'clarity'].map((id) => ({
      id,
      title: id,
      outcomeId: 'groups-classify',
      competences: ['lifecomp-s3'],
      levels: ([1, 2, 3, 4] as const).map((level) => ({
        level,
        points: [40, 70, 85, 100][level - 1] ?? 0,
        text: `Level ${level} of ${id}`,
      })),
    })),
    opensWithModuleId: null,
    markers: 1,
    maxAuthors: 1,
    peerReview: null,
    samples: [],
    ...changes,
  };
}

function option(id: string, correct: boolean): SingleChoiceQuestion['options'][number] {
  return { id, html: `Option ${id}`, correct, feedbackHtml: `Why ${id} is ${correct ? 'right' : 'wrong'}.` };
}

/** Eight single-choice questions of one outcome, so that three attempts can have new ones. */
function fillers(outcomeId: string): readonly SingleChoiceQuestion[] {
  return Array.from({ length: 8 }, (_, n) =>
    aSingleChoice({ id: `${outcomeId}-${n + 1}`, version: '1', outcomeId }),
  );
}
