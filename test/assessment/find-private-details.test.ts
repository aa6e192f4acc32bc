import { findPrivateDetails } from '../../src/assessment/index.ts';

const known = { name: 'Ana Novák-Kos', email: 'Ana.Novak@skola.example', school: 'Osnovna šola Bela (2)' };

function found(text: string, about: Parameters<typeof findPrivateDetails>[0] = known) {
  const texts = [{ fieldId: 'f', rowId: null, innerId: null, text }];
  return findPrivateDetails(about, { texts, fileNames: [] }).map(({ kind, quote }) => `${kind}: ${quote}`);
}

describe('private details', () => {
  it.each([
    ['I, Ana Novák-Kos, wrote this.', ['own-name: Ana Novák-Kos']],
    ['NOVAK KOS, ANA', ['own-name: NOVAK KOS, ANA']],
    ['Then Ana asked, and ana is a word. Anatomy.', ['own-name: Ana']],
    [
      'Write to ana.novak@SKOLA.example or me@home.example.',
      ['own-email: ana.novak@SKOLA.example', 'email: me@home.example'],
    ],
    ['At osnovna  šola Bela (2) we met.', ['own-school: osnovna  šola Bela (2)']],
    ['Osnovna šola is a primary school.', []],
  ])('are found in %j', (text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    '+386 1 234 56 78',
    '+49 (0)30/123456',
    '0041 44 668 18 00',
    '01 234 5678',
    '(040) 123-456',
    '070-123 45 67',
    '612 345 678',
    '0611223344',
  ])('telephone %s', (number) => {
    expect(found(`Call ${number}, after six.`)).toEqual([`telephone: ${number}`]);
  });

  it.each([
    'On 2026-03-02 and 02.03.2026, 2. 3. 2026 and 02/03/2026.',
    'From 2013-2015, in 2013/2014 and 1998 – 2001.',
    'There were 1 000 000 people, 12.345.678 votes and 3,1415926 slices.',
    'ISBN 978-3-16-148410-0, doi 10.1000/182',
    'See https://example.org/2026/0612345678/page for more.',
    'Room 0123, groups of 12-15, 08.00-09.30, 100 200 300',
    'Code AB0123456789 in 1234567890123456',
  ])('but none in %j', (text) => expect(found(text)).toEqual([]));

  it('are found in names of files too, whatever stands between the words', () => {
    expect(
      findPrivateDetails(known, { texts: [], fileNames: ['ana_novak-kos_2026.pdf', 'map.pdf'] }),
    ).toEqual([
      { kind: 'own-name', quote: 'ana novak kos', place: null, fileName: 'ana_novak-kos_2026.pdf' },
    ]);
  });

  it('are named once with their place, in rows too', () => {
    const texts = ['Ana and Ana', 'Ana'].map((text, n) => ({
      fieldId: 'f',
      rowId: `r${n}`,
      innerId: 'i',
      text,
    }));
    const details = findPrivateDetails(known, { texts, fileNames: [] });
    expect(details.map(({ place }) => place)).toEqual([
      { fieldId: 'f', rowId: 'r0', innerId: 'i' },
      { fieldId: 'f', rowId: 'r1', innerId: 'i' },
    ]);
  });

  it('of somebody of whom nothing is known are not found', () => {
    expect(found('Ana', { name: null, email: null, school: null })).toEqual([]);
    expect(found('We are 3b', { name: 'Li', email: '', school: '3b' })).toEqual([]);
  });
});
