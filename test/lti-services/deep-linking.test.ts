import { join } from 'node:path';
import { Router } from 'express';
import { decodeJwt, type JWTPayload } from 'jose';
import request, { type Response } from 'supertest';
import { createPicker } from '../../src/lti/deep-linking/picker.ts';
import { openTicket, signTicket, type PickTicket } from '../../src/lti/deep-linking/pick-ticket.ts';
import { PickExpired } from '../../src/lti/deep-linking/errors.ts';
import type { PickRequest } from '../../src/lti/launch.ts';
import type { Role } from '../../src/people/index.ts';
import { silentLog } from '../../src/shared/index.ts';
import { contextOf, createHttpApp, loadTexts } from '../../src/web/index.ts';
import { aCurriculum } from '../support/curriculum.ts';
import { PLATFORM_ID, platformOf } from './service-deps.ts';

const root = join(import.meta.dirname, '../..');
const signingKey = Buffer.alloc(32, 7);
const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
const settings = {
  deep_link_return_url: 'https://lms.example/mod/lti/contentitem_return.php?course=2',
  accept_types: ['link', 'ltiResourceLink'],
  accept_multiple: true,
  data: 'csrf:"<&\'',
};

let now: Date;
let pick: {
  settings: Record<string, unknown> | null;
  role: Role;
  courseTitle: string | null;
  locale: string | null;
};
let isOn: boolean;
let app: Parameters<typeof request>[0];

beforeEach(() => {
  now = new Date('2026-11-22T10:00:00Z');
  isOn = true;
  pick = { settings, role: 'trainer', courseTitle: '<b>Our course</b>', locale: null };
  app = openApp();
});

/** The picker in the real HTTP side; /pick stands for a verified deep linking request. */
function openApp(): Parameters<typeof request>[0] {
  const http = createHttpApp({
    settings: {
      publicUrl: new URL('http://localhost:3000'),
      secure: true,
      trustProxy: false,
      views: join(root, 'views'),
      assets: join(root, 'dist/assets'),
      viewCache: true,
      signingKey,
    },
    texts: loadTexts(join(root, 'src/web/locales')),
    session: (_req, _res, next) => next(),
    ready: () => Promise.resolve(true),
    log: silentLog,
  });
  const picker = createPicker({
    page: http.page,
    translate: (res, key, values) => contextOf(res).t(key, values ?? {}),
    curriculum: () => aCurriculum(),
    settings: { publicUrl: new URL('http://localhost:3000'), signingKey },
    clock: () => now,
    findPlatform: () =>
      Promise.resolve({ ...platformOf({ url: 'https://lms.example' }), switchedOffAt: isOn ? null : now }),
    sign: (claims) => Promise.resolve(unsigned(claims)),
    launchUrl: 'http://localhost:3000/lti/launch',
  });
  http.mount(Router().get('/pick', (req, res) => picker.answerPick(asPick(), req, res)));
  http.mount(picker.router);
  http.finish();
  return http.express;
}

function asPick(): PickRequest {
  const platform = {
    id: PLATFORM_ID,
    issuer: 'https://lms.example',
    name: 'Our Moodle',
    frameOrigins: ['https://lms.example', 'https://other.example'],
  };
  const person = { issuer: platform.issuer, subject: 'tom', name: 'Tom', email: null, locale: pick.locale };
  return { ...pick, platform, deploymentId: 'deployment-1', person };
}

function unsigned(claims: JWTPayload): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

const ticketOf = ({ text }: Response): string => /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? '';
const openPicker = (): request.Test => request(app).get('/pick');

async function send(form: Record<string, string | string[]>): Promise<Response> {
  const ticket = ticketOf(await openPicker());
  return request(app)
    .post('/lti/deep-linking')
    .type('form')
    .send({ ticket, ...form });
}

const jwtOf = ({ text }: Response): JWTPayload =>
  decodeJwt(/name="JWT" value="([^"]+)"/.exec(text)?.[1] ?? '');

interface Item {
  readonly title: string;
  readonly custom: { readonly activity: string };
  readonly lineItem?: object;
}
const itemsOf = (response: Response): Item[] => jwtOf(response)[claim('content_items')] as Item[];

describe('the picker', () => {
  it('offers the curriculum, modules, lessons, quizzes and tasks', async () => {
    const { status, text } = await openPicker();
    expect(status).toBe(200);
    for (const value of [
      'curriculum',
      'module:groups',
      'lesson:first-steps',
      'quiz:groups-quiz',
      'task:groups-task',
      'module:profile',
    ]) {
      expect(text).toContain(
        `type="checkbox" name="activity" id="pick-${value.replace(':', '-')}" value="${value}"`,
      );
    }
  });

  it('takes one only where the platform does', async () => {
    pick.settings = { ...settings, accept_multiple: false };
    const page = await openPicker();
    expect(page.text).toContain('type="radio"');
    expect(page.text).not.toContain('type="checkbox"');
    const answer = await send({ activity: ['module:groups', 'quiz:groups-quiz'] });
    expect(itemsOf(answer)).toHaveLength(1);
  });

  it('works without scripts and session, and every choice has a label', async () => {
    const { text } = await openPicker();
    const inputs = [...text.matchAll(/<input class="form-check-input"[^>]* id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    for (const id of inputs) expect(text).toContain(`for="${id}"`);
    expect(text).not.toContain('onclick');
  });

  it('speaks the language of the launch, and so does its answer', async () => {
    pick.locale = 'de-AT';
    expect((await openPicker()).text).toContain('<html lang="de"');
    expect((await send({ activity: 'curriculum' })).text).toContain('<html lang="de"');
  });

  it('escapes what the platform says', async () => {
    const { text } = await openPicker();
    expect(text).not.toContain('<b>Our course');
    expect(text).toContain('&lt;b&gt;Our course');
  });

  it('may be framed by the platform and by where the answer goes; its form goes to the tool alone', async () => {
    pick.settings = { ...settings, deep_link_return_url: 'https://return.example/done' };
    const policy = (await openPicker()).headers['content-security-policy'] ?? '';
    expect(policy).toContain(
      "frame-ancestors 'self' https://lms.example https://other.example https://return.example",
    );
    expect(policy).toContain("form-action 'self';");
  });

  it('is for trainers and organisers, not for learners or people without a known role', async () => {
    for (const role of ['trainee', 'mentor', 'none'] as const) {
      pick.role = role;
      expect((await openPicker()).status).toBe(403);
    }
    pick.role = 'organiser';
    expect((await openPicker()).status).toBe(200);
  });

  it('is refused without settings, without an http(s) return address, or where no links are taken', async () => {
    for (const wrong of [
      null,
      {},
      { ...settings, deep_link_return_url: 'javascript:alert(1)' },
      { ...settings, deep_link_return_url: 7 },
      { ...settings, accept_types: ['html'] },
      { ...settings, data: { an: 'object' } },
    ]) {
      pick.settings = wrong;
      expect([wrong, (await openPicker()).status]).toEqual([wrong, 400]);
    }
  });
});

describe('the answer', () => {
  it('goes back as the platform asked: iss, aud, deployment, nonce, data unchanged', async () => {
    const response = await send({ activity: 'quiz:groups-quiz' });
    const claims = jwtOf(response);
    expect(claims).toMatchObject({
      iss: 'client-1',
      aud: 'https://lms.example',
      'https://purl.imsglobal.org/spec/lti/claim/deployment_id': 'deployment-1',
      'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiDeepLinkingResponse',
      'https://purl.imsglobal.org/spec/lti/claim/version': '1.3.0',
      [claim('data')]: settings.data,
    });
    expect(claims['nonce']).toBeTruthy();
    expect(response.text).toContain(
      'action="https://lms.example/mod/lti/contentitem_return.php?course&#x3D;2"',
    );
    expect(response.text).toMatch(/<button type="submit"/);
    expect(response.text).toContain('data-send-at-once');
  });

  it('leaves out data where the platform gave none', async () => {
    pick.settings = { ...settings, data: undefined };
    expect(jwtOf(await send({ activity: 'curriculum' }))).not.toHaveProperty([claim('data')]);
  });

  it('has a title, a string in custom, and a column for what is graded', async () => {
    const items = itemsOf(
      await send({
        activity: [
          'quiz:groups-quiz',
          'task:groups-task',
          'lesson:first-steps',
          'module:groups',
          'module:profile',
          'curriculum',
        ],
      }),
    );
    const byActivity = new Map(items.map((item) => [item.custom.activity, item]));
    const { quiz, task } = aCurriculum().modules[0] ?? {};
    expect(byActivity.get('quiz:groups-quiz')).toMatchObject({
      type: 'ltiResourceLink',
      url: 'http://localhost:3000/lti/launch',
      title: `Groups: ${quiz?.title}`,
      lineItem: { scoreMaximum: quiz?.points, resourceId: 'groups-quiz', tag: 'lcf' },
    });
    expect(byActivity.get('task:groups-task')?.lineItem).toMatchObject({ scoreMaximum: task?.points });
    expect(byActivity.get('module:groups')?.lineItem).toMatchObject({ scoreMaximum: 100 });
    expect(byActivity.get('curriculum')?.lineItem).toMatchObject({ scoreMaximum: 100 });
    expect(byActivity.get('lesson:first-steps')).not.toHaveProperty('lineItem');
    expect(byActivity.get('module:profile')).not.toHaveProperty('lineItem');
  });

  it('asks for no column where the platform wants none', async () => {
    pick.settings = { ...settings, accept_lineitem: false };
    expect(itemsOf(await send({ activity: 'quiz:groups-quiz' }))[0]).not.toHaveProperty('lineItem');
  });

  it('is an empty list for "cancel", also if something is chosen', async () => {
    expect(itemsOf(await send({ cancel: 'yes', activity: 'curriculum' }))).toEqual([]);
  });

  it('may go to the platform’s origin, on this page only', async () => {
    const policy = (await send({ activity: 'curriculum' })).headers['content-security-policy'] ?? '';
    expect(policy).toContain("form-action 'self' https://lms.example;");
  });

  it('asks again if nothing was chosen, or nothing that exists', async () => {
    for (const form of [{}, { activity: 'quiz:unknown' }, { 'activity[$ne]': 'x' }]) {
      const again = await send(form);
      expect(again.status).toBe(422);
      expect(again.text).toContain('role="alert"');
      expect(ticketOf(again)).not.toBe('');
    }
  });

  it('is refused if the platform was switched off meanwhile', async () => {
    isOn = false;
    expect((await send({ activity: 'curriculum' })).status).toBeGreaterThanOrEqual(400);
  });
});

describe('the ticket in the form', () => {
  const ticket: PickTicket = {
    platformId: PLATFORM_ID,
    deploymentId: '1',
    returnUrl: 'https://lms.example/',
    multiple: false,
    lineItems: true,
    data: null,
    courseTitle: null,
    frameOrigins: [],
    locale: null,
  };

  it('opens as it was signed, for four hours', () => {
    const text = signTicket(signingKey, ticket, now);
    expect(openTicket(signingKey, text, new Date(now.getTime() + 4 * 3_600_000 - 1))).toEqual(ticket);
    expect(() => openTicket(signingKey, text, new Date(now.getTime() + 4 * 3_600_000))).toThrow(PickExpired);
  });

  it('is refused if it was changed, signed with another key, or is none', async () => {
    const text = signTicket(signingKey, ticket, now);
    const forged = `${Buffer.from(JSON.stringify({ ...ticket, expiresAt: 1e15 })).toString('base64url')}.${text.split('.')[1]}`;
    for (const wrong of [
      forged,
      `${text}x`,
      signTicket(Buffer.alloc(32, 8), ticket, now),
      '',
      undefined,
      ['a'],
      'a.b.c',
    ]) {
      expect(() => openTicket(signingKey, wrong, now)).toThrow(PickExpired);
    }
    expect((await send({ ticket: forged, activity: 'curriculum' })).status).toBe(400);
  });
});
