import type { Request, Response } from 'express';
import { backLinks } from '../../../src/web/middleware/back-link.ts';

const links = backLinks(Buffer.alloc(32, 1));
const link = { url: 'https://lms.example/course/1', course: 'Spring' };

/** The cookie that a launch of a placement sets. */
function remembered(placement: string): { pair: string; attributes: string[] } {
  const lines: string[] = [];
  const res = { append: (_name: string, line: string) => lines.push(line) } as unknown as Response;
  links.remember(res, { cohort: 'c1', placement }, link);
  const [pair = '', ...attributes] = (lines[0] ?? '').split('; ');
  return { pair, attributes };
}

const requestOf = (path: string, cookie: string): Request => ({ path, headers: { cookie } }) as Request;

describe('the way back', () => {
  it('is sent to the pages of its own link only, so that many links do not fill the request', () => {
    const { attributes } = remembered('p1');
    expect(attributes).toContain('Path=/c/c1/p1');
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'Partitioned']));
  });

  it('is found on every page of its link, and on no other', () => {
    const { pair } = remembered('p1');
    expect(links.find(requestOf('/c/c1/p1/quizzes/q', pair))).toEqual(link);
    expect(links.find(requestOf('/c/c1/p2', pair))).toBeNull();
  });

  it('is not believed with another signature', () => {
    const { pair } = remembered('p1');
    expect(links.find(requestOf('/c/c1/p1', `${pair.slice(0, -1)}!`))).toBeNull();
  });
});
