/** The rooms of src and who may import whom. A room is entered through its door, index.ts. */

/** What each room may import, beside npm packages and itself. */
const mayImport = {
  shared: [],
  config: ['shared'],
  database: ['shared'],
  delivery: ['shared'],
  curriculum: ['shared'],
  people: ['shared'],
  'private-log': ['shared'],
  learning: ['shared', 'curriculum', 'people', 'delivery'],
  assessment: ['shared', 'curriculum', 'people', 'delivery'],
  community: ['shared', 'curriculum', 'people', 'delivery'],
  certification: ['shared', 'curriculum', 'people', 'delivery'],
  cohorts: [
    'shared',
    'curriculum',
    'people',
    'delivery',
    'learning',
    'assessment',
    'community',
    'certification',
  ],
  notices: ['shared', 'curriculum', 'people', 'delivery', 'learning', 'assessment', 'cohorts'],
  lti: [
    'shared',
    'curriculum',
    'people',
    'delivery',
    'learning',
    'assessment',
    'community',
    'certification',
    'cohorts',
  ],
  web: [
    'shared',
    'curriculum',
    'people',
    'delivery',
    'learning',
    'private-log',
    'assessment',
    'community',
    'certification',
    'cohorts',
    'notices',
  ],
  'demo-lms': ['shared'],
};

const rooms = Object.keys(mayImport);

const boundaries = rooms.map((room) => ({
  name: `${room}-imports`,
  comment: `${room} may import only: ${mayImport[room].join(', ') || 'nothing of the project'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...mayImport[room]].join('|')})/` },
}));

const doors = rooms.map((room) => ({
  name: `${room}-door`,
  comment: `${room} is entered through its index.ts`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
}));

/** Packages that stand in one place only. */
const confined = [
  ['mongoose', '(\\.records\\.ts$|^src/database/)'],
  ['ltijs', '^src/lti/'],
  ['connect-mongo', '^src/web/middleware/'],
  ['passport', '^src/web/middleware/'],
  ['lmdb|mingo', '^src/database/embedded/'],
].map(([name, place]) => ({
  name: `${name}-confined`,
  comment: `${name} stands only in ${place}`,
  severity: 'error',
  from: { path: '^src/', pathNot: place },
  to: { path: `node_modules/(${name})/`, dependencyTypesNot: ['type-only'] },
}));

export default {
  forbidden: [
    ...boundaries,
    ...doors,
    ...confined,
    {
      name: 'embedded-imports',
      comment: 'The embedded store knows nothing of the project',
      severity: 'error',
      from: { path: '^src/database/embedded/' },
      to: { path: '^src/', pathNot: '^src/database/embedded/' },
    },
    {
      name: 'disk',
      comment: 'The disk is touched only where the architecture says so',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(config/|database/|curriculum/load-|assessment/files|web/(icons|texts|asset-urls)\\.ts|web/assets/build|demo-lms/pages/|cli/)',
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'composed-on-top',
      comment: 'Only app.ts, main.ts and the commands fit rooms together',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app\\.ts|app/|main\\.ts|cli/|config/|database/)' },
      to: { path: '^src/(config|database|cli|app|main)(/|\\.ts$)' },
    },
    {
      name: 'no-cycles',
      comment: 'Types may know each other; what runs may not go in a circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
