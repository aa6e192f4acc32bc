import type { Router } from 'express';
import { demoAddresses } from './addresses.ts';
import { demoRecords } from './demo.records.ts';
import type { Demo, DemoDeps, DemoRules } from './deps.ts';
import { loadKey } from './keys.ts';
import { createRenderer } from './pages/renderer.ts';
import { demoRouter } from './routes.ts';
import { demoClientId, seedDemo } from './seed.ts';
import { courses } from './world.ts';

/** What the tool must know to accept this LMS: the same as `platform add` asks for. */
export interface DemoRegistration {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentIds: readonly string[];
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly keysUrl: string;
}

export interface DemoLms {
  /** To be mounted at the path of `settings.publicUrl`, before anything that parses bodies or starts sessions. */
  readonly router: Router;
  readonly registration: DemoRegistration;
  /** May be changed while it runs. */
  readonly rules: DemoRules;
}

/** Makes the demo LMS on its `demo_*` collections: keys, people, courses and links are made at the first start. */
export async function createDemoLms(deps: DemoDeps): Promise<DemoLms> {
  const records = demoRecords(deps.connection);
  const addresses = demoAddresses(deps.settings.publicUrl);
  const demo: Demo = {
    records,
    addresses,
    clock: deps.clock,
    log: deps.log,
    settings: deps.settings,
    texts: deps.texts,
    key: await loadKey(records),
    rules: {
      refuseOlderScores: true,
      eraseUnlessFullyGraded: true,
      answerBadScoresWithEmptyList: true,
      exactMediaTypes: true,
      studentsOnly: true,
      breakPaging: true,
    },
    hooks: deps.hooks ?? {},
    renderer: createRenderer({ addresses, texts: deps.texts, viewsFolder: deps.settings.viewsFolder }),
  };
  await seedDemo(demo, deps.activities);
  const registration = {
    name: 'Demo LMS',
    issuer: addresses.issuer,
    clientId: demoClientId,
    deploymentIds: courses.map((course) => course.deploymentId),
    authorizationUrl: addresses.authorization,
    tokenUrl: addresses.token,
    keysUrl: addresses.keys,
  };
  return { router: demoRouter(demo), registration, rules: demo.rules };
}
