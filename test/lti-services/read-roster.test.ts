import { readRoster } from '../../src/lti/services/read-roster.ts';
import { PlatformRefusal } from '../../src/lti/services/platform-errors.ts';
import { openFakePlatform, type FakePlatform, type Reply, type Seen } from './fake-platform.ts';
import { PLATFORM_ID, serviceDeps } from './service-deps.ts';

let fake: FakePlatform;
beforeEach(async () => (fake = await openFakePlatform()));
afterEach(() => fake.close());

function serve(pages: Record<string, { members: unknown[]; next?: string; status?: number }>): void {
  fake.fault = ({ path }: Seen): Reply | undefined => {
    const page = pages[path];
    if (!page) return undefined;
    const headers: Record<string, string> = page.next
      ? { link: `<${fake.url}${page.next}>; rel="next"` }
      : {};
    return { status: page.status ?? 200, headers, body: JSON.stringify({ id: 'x', members: page.members }) };
  };
}

const read = (): ReturnType<typeof readRoster> =>
  readRoster(serviceDeps(fake), { platformId: PLATFORM_ID, membershipsUrl: `${fake.url}/members?context=2` });

describe('a roster', () => {
  it('is read page by page, each person once', async () => {
    serve({
      '/members?context=2': {
        members: [{ user_id: '5', name: 'Anna', roles: ['Learner'] }],
        next: '/members?from=1',
      },
      '/members?from=1': {
        members: [
          {
            user_id: '6',
            given_name: 'Ben',
            family_name: 'Okoro',
            email: 'b@x.example',
            roles: ['Instructor'],
          },
          { user_id: '5', name: 'Anna', roles: ['Learner'] },
        ],
      },
    });
    expect(await read()).toEqual([
      { subject: '5', name: 'Anna', email: null, role: 'trainee', status: 'active' },
      { subject: '6', name: 'Ben Okoro', email: 'b@x.example', role: 'trainer', status: 'active' },
    ]);
    const request = fake.seen.find(({ path }) => path.startsWith('/members'));
    expect(request?.headers.accept).toBe('application/vnd.ims.lti-nrps.v2.membershipcontainer+json');
  });

  it('takes short and full role names, inactive members, people without name, and skips what is none', async () => {
    serve({
      '/members?context=2': {
        members: [
          {
            user_id: '1',
            roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
            status: 'Inactive',
          },
          { user_id: 2, roles: [] },
          { name: 'without an id' },
          null,
        ],
      },
    });
    expect(await read()).toEqual([
      { subject: '1', name: null, email: null, role: 'trainee', status: 'left' },
      { subject: '2', name: null, email: null, role: 'none', status: 'active' },
    ]);
  });

  it('is refused whole if a page fails, so that nobody is taken to have left', async () => {
    serve({
      '/members?context=2': { members: [{ user_id: '5', roles: [] }], next: '/members?from=1' },
      '/members?from=1': { members: [], status: 500 },
    });
    await expect(read()).rejects.toThrow(PlatformRefusal);
  });

  it('ends where a page names one that was read', async () => {
    serve({ '/members?context=2': { members: [{ user_id: '5', roles: [] }], next: '/members?context=2' } });
    expect(await read()).toHaveLength(1);
  });

  it('does not follow a next page to another origin with its token', async () => {
    const other = await openFakePlatform();
    fake.fault = ({ path }) =>
      path === '/members?context=2'
        ? { status: 200, headers: { link: `<${other.url}/members>; rel="next"` }, body: '{"members":[]}' }
        : undefined;
    await expect(read()).rejects.toThrow(PlatformRefusal);
    expect(other.seen).toHaveLength(0);
    await other.close();
  });
});
