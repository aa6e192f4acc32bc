import fc from 'fast-check';
import { queueShows, queueWhos, type QueueFilter } from '../../src/assessment/index.ts';
import { queueFilterOf, queueQuery } from '../../src/web/pages/trainer/queue-filter.ts';

const filters: fc.Arbitrary<QueueFilter> = fc.record({
  who: fc.constantFrom(...queueWhos),
  show: fc.constantFrom(...queueShows),
  taskId: fc.option(fc.stringMatching(/^[a-z0-9-]{1,20}$/)),
  late: fc.boolean(),
  text: fc.string({ maxLength: 12, unit: 'grapheme-composite' }).map((text) => text.trim()),
});

const read = (query: string): QueueFilter => queueFilterOf(Object.fromEntries(new URLSearchParams(query)));

describe("the queue's filter", () => {
  it('survives the address', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(read(queueQuery(filter))).toEqual(filter);
      }),
    );
  });

  it('opens on own works to grade, without a word in the address', () => {
    const opening = { who: 'mine', show: 'to-grade', taskId: null, late: false, text: '' } as const;
    expect(read('')).toEqual(opening);
    expect(queueQuery(opening)).toBe('');
  });

  it('is as it opens where an address says what does not exist', () => {
    expect(read('who=everyone&show=nothing&page=-1')).toMatchObject({ who: 'mine', show: 'to-grade' });
    expect(queueFilterOf({ who: ['a', 'b'], task: ['x'] })).toMatchObject({ who: 'mine', taskId: null });
  });
});
