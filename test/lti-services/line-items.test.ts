import { listLineItems, makeLineItem } from '../../src/lti/services/line-items.ts';
import { PlatformRefusal, PlatformSilent } from '../../src/lti/services/platform-errors.ts';
import { openFakePlatform, type FakePlatform, type Fault } from './fake-platform.ts';
import { PLATFORM_ID, serviceDeps } from './service-deps.ts';

let fake: FakePlatform;
beforeEach(async () => (fake = await openFakePlatform()));
afterEach(() => fake.close());

const place = (): { platformId: typeof PLATFORM_ID; lineItemsUrl: string } => ({
  platformId: PLATFORM_ID,
  lineItemsUrl: `${fake.url}/lineitems?type_id=1`,
});
const list = (): ReturnType<typeof listLineItems> => listLineItems(serviceDeps(fake), place());
const onItems = (fault: Fault) => (request: { path: string }) =>
  request.path.startsWith('/lineitems') ? fault : undefined;

describe('the line items of a course', () => {
  it('are asked for with the one media type that Moodle takes, without filter or limit', async () => {
    await list();
    const asked = fake.seen.find(({ path }) => path.startsWith('/lineitems'));
    expect(asked?.headers.accept).toBe('application/vnd.ims.lis.v2.lineitemcontainer+json');
    expect(asked?.path).toBe('/lineitems?type_id=1');
  });

  it('are followed over pages named in Moodle’s malformed headers', async () => {
    const link = Buffer.from(`<${fake.url}/lineitems?type_id=1&amp;from=2>; rel=“next”`).toString('latin1');
    const item = (name: string): string =>
      JSON.stringify([{ id: `${fake.url}/${name}`, label: name, scoreMaximum: 10 }]);
    fake.fault = ({ path }) => {
      if (path === '/lineitems?type_id=1') return { status: 200, headers: { link }, body: item('first') };
      return path === '/lineitems?type_id=1&from=2' ? { status: 200, body: item('second') } : undefined;
    };
    expect((await list()).map(({ label }) => label)).toEqual(['first', 'second']);
  });

  it('are waited for no longer than the time-out', async () => {
    fake.fault = onItems('silence');
    await expect(list()).rejects.toThrow(PlatformSilent);
  });

  it('are not looked for where a redirect leads', async () => {
    const other = await openFakePlatform();
    fake.fault = onItems({ status: 302, headers: { location: `${other.url}/lineitems` } });
    await expect(list()).rejects.toThrow(PlatformRefusal);
    expect(other.seen).toHaveLength(0);
    await other.close();
  });

  it('are refused if the answer is no list, or too long', async () => {
    for (const body of ['<html>', '{}', `["${'x'.repeat(6_000_000)}"]`]) {
      fake.fault = onItems({ status: 200, body });
      await expect(list()).rejects.toThrow(/refused|did not answer/);
    }
  });

  it('may hold some that cannot be read', async () => {
    fake.lineItems.push(
      { id: 'no address' },
      { id: `${fake.url}/1`, tag: 7 },
      { id: `${fake.url}/2`, tag: 'lcf', resourceId: 'a' },
    );
    expect(await list()).toEqual([
      { id: `${fake.url}/1`, label: '', scoreMaximum: 0, tag: null },
      { id: `${fake.url}/2`, label: '', scoreMaximum: 0, tag: 'lcf', resourceId: 'a' },
    ]);
  });
});

describe('a line item that is made', () => {
  it('belongs to no link and carries the tool’s tag', async () => {
    const made = await makeLineItem(serviceDeps(fake), place(), {
      label: 'Quiz',
      scoreMaximum: 10,
      resourceId: 'quiz-1',
    });
    expect(made.id).toContain('/lineitems/1/lineitem');
    const post = fake.seen.find(({ method, path }) => method === 'POST' && path.startsWith('/lineitems'));
    expect(post?.headers['content-type']).toBe('application/vnd.ims.lis.v2.lineitem+json');
    expect(JSON.parse(post?.body ?? '')).toEqual({
      label: 'Quiz',
      scoreMaximum: 10,
      resourceId: 'quiz-1',
      tag: 'lcf',
    });
  });
});
