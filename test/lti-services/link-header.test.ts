import { nextPage } from '../../src/lti/services/link-header.ts';

const page = 'https://lms.example/members?page=1';

describe('the next page of a Link header', () => {
  it('is found among others, absolute or relative, in any quotes or none', () => {
    const first = '<https://lms.example/members?page=0>; rel="prev"';
    for (const rel of [
      'rel="next"',
      'rel=next',
      "rel='next'",
      'rel=“next”',
      'REL="NEXT"',
      'rel="last next"',
      'title="x"; rel="next"',
    ]) {
      expect(nextPage(`${first}, <https://lms.example/members?page=2>; ${rel}`, page)).toBe(
        'https://lms.example/members?page=2',
      );
    }
    expect(nextPage('</members?page=2>; rel="next"', page)).toBe('https://lms.example/members?page=2');
  });

  it('is found with curly quotes that were read as Latin-1, and with &amp;', () => {
    const moodle = Buffer.from('<https://lms.example/items?type_id=1&amp;from=20>; rel=“next”').toString(
      'latin1',
    );
    expect(nextPage(moodle, page)).toBe('https://lms.example/items?type_id=1&from=20');
  });

  it('may hold commas, and stand in a header of its own', () => {
    expect(
      nextPage(['<https://a.example/1>; rel="first"', '<https://a.example/?a=1,2>; rel="next"'], page),
    ).toBe('https://a.example/?a=1,2');
  });

  it('is missing at the end', () => {
    for (const header of [
      undefined,
      '',
      '<https://lms.example/>; rel="prev"',
      '<https://lms.example/>; rel="nextish"',
      'nonsense',
      '<::>; rel="next"',
    ]) {
      expect(nextPage(header, 'no-base:')).toBeNull();
    }
  });
});
