import fc from 'fast-check';
import {
  clearWork,
  getPeerOversight,
  getReview,
  getTaskRecords,
  hideReview,
  isAssignedReviewer,
  rateReview,
  saveReviewByToken,
  settleReviews,
  showReview,
  submitReview,
  type PeerReview,
} from '../../src/assessment/index.ts';
import { arrivalOf, orderWorks } from '../../src/assessment/peer-review/order-works.ts';
import type { PeerWork } from '../../src/assessment/peer-review/peer-work.records.ts';
import { applyChanges, storedValue } from '../../src/assessment/peer-review/review-changes.ts';
import { asId } from '../../src/shared/index.ts';
import {
  anActor,
  anAuthor,
  cohortId,
  enrolmentOf,
  openPeerRoom,
  taskId,
  trainer,
  type PeerRoom,
} from './peer-room.ts';

let room: PeerRoom;
beforeEach(async () => void (room = await openPeerRoom()));
afterEach(() => room.close());

const place = (name: string) => ({ cohortId, taskId, enrolmentId: enrolmentOf(name) });

/** Hands in for each, a second apart, and lets each grade the practice. */
async function handInAndPractise(...names: string[]): Promise<void> {
  for (const name of names) await room.handIn([name]);
  for (const name of names) await room.give(name);
}

describe('before the first review', () => {
  it('refuses who has handed in nothing', async () => {
    await expect(room.begin('ana')).rejects.toMatchObject({ code: 'hand-in-first' });
    await expect(room.standing('ana')).resolves.toMatchObject({ next: 'hand-in' });
  });

  it('gives the sample to practise on, which does not count as a review', async () => {
    await room.handIn(['ana']);
    await room.handIn(['ben']);
    const practice = await room.begin('ana');
    expect(practice).toMatchObject({ kind: 'practice', sampleId: 'first' });
    await room.finish('ana', practice);
    await expect(room.standing('ana')).resolves.toMatchObject({ given: 0, next: 'work' });
  });

  it('takes the practice without words for an author', async () => {
    await room.handIn(['ana']);
    const practice = await room.begin('ana');
    if (!practice) throw new Error('no practice');
    const changes = room.task.criteria.map(({ id }) => ({ field: `level.${id}`, before: '', value: '2' }));
    await expect(
      submitReview(room.deps, { ...place('ana'), reviewId: practice.id, changes }),
    ).resolves.toMatchObject({
      conflicts: [],
    });
  });
});

describe('who reviews what', () => {
  it('follows the order of arrival, and gives each work as many reviews as the task asks for', async () => {
    await handInAndPractise('ana', 'ben', 'cem', 'dea');
    const works: (string | null)[] = [];
    for (const name of ['dea', 'cem', 'dea', 'cem']) works.push((await room.give(name)).versionId);
    expect(works).toEqual(['version-ana', 'version-ana', 'version-ben', 'version-ben']);
    await expect(room.begin('dea')).resolves.toBeNull();
    await expect(room.standing('dea')).resolves.toMatchObject({ next: 'done', given: 2 });
  });

  it('never is one’s own work, nor a co-author’s', async () => {
    await room.handIn(['ana', 'ben']);
    await room.give('ben');
    await expect(room.begin('ben')).resolves.toBeNull();
    await room.handIn(['cem']);
    await expect(room.begin('ben')).resolves.toMatchObject({ versionId: 'version-cem' });
    await room.give('cem');
    await expect(room.begin('cem')).resolves.toMatchObject({ versionId: 'version-ana' });
  });

  it('is one work at a time, and the same however often it is asked for', async () => {
    await handInAndPractise('ana', 'ben', 'cem');
    const asked = await Promise.all([room.begin('cem'), room.begin('cem'), room.begin('cem')]);
    expect(new Set(asked.map((review) => review?.id)).size).toBe(1);
    const { reviews } = await getPeerOversight(room.deps, { cohortId, taskId });
    expect(reviews.filter(({ kind }) => kind === 'work')).toHaveLength(1);
  });

  it('is a different place for each of those who come at the same moment', async () => {
    const names = ['ana', 'ben', 'cem', 'dea', 'eli'];
    await handInAndPractise(...names);
    const taken = await Promise.all(names.map((name) => room.begin(name)));
    const works = taken.map((review) => review?.versionId);
    for (const work of works) expect(works.filter((one) => one === work).length).toBeLessThanOrEqual(2);
    names.forEach((name, at) => expect(works[at]).not.toBe(`version-${name}`));
  });

  it('is a sample where there is no work of others: at once if it is wanted, after seven days in any case', async () => {
    await room.handIn(['ana']);
    await room.give('ana');
    await expect(room.standing('ana')).resolves.toMatchObject({ next: 'wait' });
    await expect(room.begin('ana')).resolves.toBeNull();
    await expect(room.give('ana', true)).resolves.toMatchObject({ kind: 'sample', sampleId: 'second' });
    room.later(7 * 24);
    await expect(room.standing('ana')).resolves.toMatchObject({ next: 'sample', given: 1 });
    await expect(room.give('ana')).resolves.toMatchObject({ kind: 'sample', sampleId: 'third' });
    await expect(room.givenBy('ana')).resolves.toBe(2);
  });

  it('lets nobody wait where a task has no sample but the one for practice', async () => {
    await room.close();
    room = await openPeerRoom({
      samples: [{ id: 'first', title: 'First', html: '', comment: '', gradings: [] }],
    });
    await room.handIn(['ana']);
    await room.give('ana');
    await room.give('ana', true);
    await expect(room.give('ana', true)).resolves.toMatchObject({ kind: 'sample', sampleId: 'first' });
    await expect(room.givenBy('ana')).resolves.toBe(2);
  });

  it('frees a place that somebody took and left alone for seven days', async () => {
    await handInAndPractise('ana', 'ben', 'cem', 'dea');
    await room.begin('ben');
    await room.begin('cem');
    await expect(room.begin('dea')).resolves.toMatchObject({ versionId: 'version-ben' });
    room.later(8 * 24);
    await room.handIn(['eli']);
    await room.give('eli');
    await expect(room.begin('eli')).resolves.toMatchObject({ versionId: 'version-ana' });
  });

  it('changes to another work when the author takes theirs back', async () => {
    const work = await room.handIn(['ana']);
    await handInAndPractise('ben', 'cem');
    const review = await room.begin('cem');
    expect(review).toMatchObject({ versionId: 'version-ana' });
    await room.withdraw(work);
    const sheet = await getReview(room.deps, { ...place('cem'), reviewId: review?.id ?? asId('') });
    expect(sheet).toMatchObject({ isGone: true, version: null });
    await expect(room.finish('cem', review)).rejects.toMatchObject({ code: 'peer-work-gone' });
    await expect(room.begin('cem')).resolves.toMatchObject({ versionId: 'version-ben', overall: '' });
  });
});

describe('a work that was taken back', () => {
  it('makes nobody wait: where there is no other, its reviewer gets a sample', async () => {
    const work = await room.handIn(['ana']);
    await room.handIn(['ben']);
    await room.give('ben');
    await room.begin('ben');
    await room.withdraw(work);
    await expect(room.begin('ben')).resolves.toMatchObject({ kind: 'sample' });
  });
});

describe('a work that says who its author is', () => {
  it('waits until the author agrees', async () => {
    await room.handIn(['ana'], 'Write to ana@school.example');
    await room.handIn(['ben']);
    await room.give('ben');
    await expect(room.begin('ben')).resolves.toBeNull();
    await expect(room.standing('ana')).resolves.toMatchObject({
      heldBack: { version: { id: 'version-ana' } },
    });
    await clearWork(room.deps, { ...place('ana'), by: anActor('ana') });
    await expect(room.standing('ana')).resolves.toMatchObject({ heldBack: null });
    await expect(room.begin('ben')).resolves.toMatchObject({ versionId: 'version-ana' });
  });

  it('goes out seven days after it was handed in at the latest', async () => {
    await room.handIn(['ana'], 'Write to ana@school.example');
    await room.handIn(['ben']);
    await room.give('ben');
    room.later(7 * 24);
    await expect(room.begin('ben')).resolves.toMatchObject({ versionId: 'version-ana' });
  });
});

describe('a review that is being written', () => {
  let review: PeerReview;
  let token: string;
  beforeEach(async () => {
    await handInAndPractise('ana', 'ben');
    review = (await room.begin('ben')) as PeerReview;
    ({ token } = await getReview(room.deps, { ...place('ben'), reviewId: review.id }));
  });

  it('is stored by the token of its page, field by field', async () => {
    await saveReviewByToken(room.deps, {
      token,
      changes: [{ field: 'overall', before: '', value: 'Good.' }],
    });
    await saveReviewByToken(room.deps, {
      token,
      changes: [{ field: 'level.accuracy', before: '', value: '4' }],
    });
    const { review: stored } = await getReview(room.deps, { ...place('ben'), reviewId: review.id });
    expect(stored).toMatchObject({ overall: 'Good.', levels: { accuracy: 4 } });
  });

  it('is not overwritten by a page that shows an older state of it', async () => {
    await saveReviewByToken(room.deps, {
      token,
      changes: [{ field: 'overall', before: '', value: 'On the phone.' }],
    });
    const change = { field: 'overall', before: '', value: 'At the desk.' };
    await expect(saveReviewByToken(room.deps, { token, changes: [change] })).resolves.toMatchObject({
      fields: [{ state: 'conflict', stored: 'On the phone.' }],
    });
    await expect(
      submitReview(room.deps, { ...place('ben'), reviewId: review.id, changes: [change] }),
    ).resolves.toMatchObject({ conflicts: [{ field: 'overall' }], review: { submittedAt: null } });
  });

  it('refuses other fields, levels that there are not, wrong tokens and long texts', async () => {
    const save = (change: object, by = token): Promise<unknown> =>
      saveReviewByToken(room.deps, {
        token: by,
        changes: [{ field: 'overall', before: '', value: '', ...change }],
      });
    await expect(save({ field: 'level.nothing' })).rejects.toMatchObject({ code: 'peer-field-unknown' });
    await expect(save({ field: 'level.accuracy', value: '5' })).rejects.toMatchObject({
      code: 'peer-field-unknown',
    });
    await expect(save({ value: 'x' }, `${token}x`)).rejects.toMatchObject({ code: 'peer-token-invalid' });
    await expect(save({ value: 'x'.repeat(10_001) })).rejects.toMatchObject({ code: 'peer-text-too-long' });
    room.later(31 * 24);
    await expect(save({ value: 'x' })).rejects.toMatchObject({ code: 'peer-token-invalid' });
  });

  it('cannot be handed in without levels and words, but keeps what was typed', async () => {
    const changes = [{ field: 'overall', before: '', value: 'Only words.' }];
    await expect(
      submitReview(room.deps, { ...place('ben'), reviewId: review.id, changes }),
    ).resolves.toMatchObject({ missing: room.task.criteria.map(({ id }) => `level.${id}`) });
    const sheet = await getReview(room.deps, { ...place('ben'), reviewId: review.id });
    expect(sheet.review.overall).toBe('Only words.');
  });

  it('does not change any more once it is handed in', async () => {
    await room.finish('ben', review);
    const change = { field: 'overall', before: 'Words of ben', value: 'Better words.' };
    await expect(saveReviewByToken(room.deps, { token, changes: [change] })).rejects.toMatchObject({
      code: 'peer-review-closed',
    });
    await expect(room.finish('ben', review)).resolves.toMatchObject({ overall: 'Words of ben' });
  });

  it('is for its writer only', async () => {
    const reading = getReview(room.deps, { ...place('ana'), reviewId: review.id });
    await expect(reading).rejects.toMatchObject({ code: 'peer-review-unknown' });
    await expect(isAssignedReviewer(room.deps, enrolmentOf('ben'), asId('version-ana'))).resolves.toBe(true);
    await expect(isAssignedReviewer(room.deps, enrolmentOf('ana'), asId('version-ana'))).resolves.toBe(false);
  });
});

describe('a review that was handed in', () => {
  it('counts on its writer’s submission, and is news for its receiver', async () => {
    await handInAndPractise('ana', 'ben');
    await room.give('ben');
    await expect(room.givenBy('ben')).resolves.toBe(1);
    const receiver = await room.deps.records.submissions.findOf(enrolmentOf('ana'), taskId);
    expect(receiver?.newsForAuthorsAt).not.toBeNull();
    expect(receiver?.releases).toEqual([]);
    expect(receiver?.pending).toEqual([]);
  });

  it('is counted later where the request was cut short', async () => {
    await handInAndPractise('ana', 'ben');
    const review = await room.give('ben');
    const stored = await room.deps.records.peerReviews.find(review.id);
    const own = await room.deps.records.submissions.findOf(enrolmentOf('ben'), taskId);
    if (!stored || !own) throw new Error('nothing is stored');
    await room.deps.records.submissions.replace({ ...own, reviewsGiven: {} }, own.revision);
    const { records } = room.deps;
    await records.peerReviews.replace({ ...stored, toCountSince: room.deps.clock() }, stored.revision);
    await expect(settleReviews(room.deps, room.deps.clock())).resolves.toBe(1);
    await expect(room.givenBy('ben')).resolves.toBe(1);
    await expect(settleReviews(room.deps, room.deps.clock())).resolves.toBe(0);
  });

  it('tells its receiver nothing of its writer', async () => {
    await handInAndPractise('ana', 'ben');
    await room.give('ben');
    const { received } = await room.standing('ana');
    expect(received).toMatchObject([{ levels: { accuracy: 3 } }]);
    expect(JSON.stringify(received).replace('Words of ben', '')).not.toMatch(/ben|2026/i);
  });

  it('stands in the records of both, in neither with the other’s name', async () => {
    await handInAndPractise('ana', 'ben');
    await room.give('ben');
    const [writer] = await getTaskRecords(room.deps, enrolmentOf('ben'), 'own');
    const [receiver] = await getTaskRecords(room.deps, enrolmentOf('ana'), 'own');
    expect(writer?.reviewsWritten.map(({ kind }) => kind).sort()).toEqual(['practice', 'work']);
    expect(receiver?.reviewsReceived).toMatchObject([{ overall: 'Words of ben' }]);
    expect(JSON.stringify(writer)).not.toContain('ana');
    expect(JSON.stringify(receiver).replaceAll('Words of ben', '')).not.toContain('ben');
  });

  it('can be rated by its receiver only, and anew', async () => {
    await handInAndPractise('ana', 'ben');
    const review = await room.give('ben');
    const rate = (name: string, usefulness: 1 | 4): Promise<unknown> =>
      rateReview(room.deps, { ...place(name), reviewId: review.id, usefulness });
    await rate('ana', 1);
    await rate('ana', 4);
    await expect(room.standing('ana')).resolves.toMatchObject({ received: [{ usefulness: 4 }] });
    await expect(rate('ben', 4)).rejects.toMatchObject({ code: 'peer-review-unknown' });
  });

  it('can be hidden by a trainer with a reason, so that it is gone for its receiver and may not count', async () => {
    await handInAndPractise('ana', 'ben');
    const { id: reviewId } = await room.give('ben');
    const hiding = { reviewId, cohortId, by: trainer, counts: false };
    await expect(hideReview(room.deps, { ...hiding, reason: ' ' })).rejects.toMatchObject({
      code: 'hiding-reason-missing',
    });
    await hideReview(room.deps, { ...hiding, reason: 'It is rude.' });
    await expect(room.standing('ana')).resolves.toMatchObject({ received: [] });
    await expect(room.givenBy('ben')).resolves.toBe(0);
    await expect(room.standing('ben')).resolves.toMatchObject({ given: 0, next: 'wait' });
    await showReview(room.deps, { reviewId, cohortId, by: trainer });
    await expect(room.givenBy('ben')).resolves.toBe(1);
    await hideReview(room.deps, { ...hiding, counts: true, reason: 'It names a pupil.' });
    await expect(room.givenBy('ben')).resolves.toBe(1);
    const elsewhere = showReview(room.deps, { reviewId, cohortId: asId('autumn'), by: trainer });
    await expect(elsewhere).rejects.toMatchObject({ code: 'peer-review-unknown' });
  });
});

describe('the rules', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f'];
  const aWork = fc
    .record({
      names: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
      at: fc.nat(50),
    })
    .map(({ names, at }, index = 0): Omit<PeerWork, 'id'> & { index: number } => ({
      index,
      authors: names.map((name) => anAuthor(name, new Date(0))),
      versions: [
        {
          ...{
            id: asId('v'),
            number: 1,
            taskVersion: '1',
            words: 1,
            submittedAt: new Date(at * 1000),
            dueAt: null,
          },
          ...{ submittedBy: anActor('a'), late: false, withdrawnAt: null },
        },
      ],
      current: 1,
      reviewsGiven: {},
    }));
  const works = fc
    .array(aWork, { maxLength: 8 })
    .map((list) => list.map((work, index): PeerWork => ({ ...work, id: asId(`work-${index}`) })));

  it('never give a work to its author or to somebody who writes with them, and keep the order', () => {
    fc.assert(
      fc.property(works, fc.constantFrom(...people), (list, name) => {
        const reviewerId = enrolmentOf(name);
        const { free } = orderWorks({
          reviewerId,
          works: list,
          reviews: [],
          reviewsEach: 2,
          staleBefore: new Date(0),
        });
        const mine = list.filter(({ authors }) =>
          authors.some(({ enrolmentId }) => enrolmentId === reviewerId),
        );
        const close = new Set(mine.flatMap(({ authors }) => authors.map(({ enrolmentId }) => enrolmentId)));
        const shared = free.filter(({ authors }) =>
          authors.some(({ enrolmentId }) => close.has(enrolmentId)),
        );
        expect(shared).toEqual([]);
        const times = free.map(arrivalOf);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const others = list.filter(
          ({ authors }) =>
            !authors.some(({ enrolmentId }) => close.has(enrolmentId) || enrolmentId === reviewerId),
        );
        expect(free.length).toBe(others.length);
      }),
    );
  });

  it('never overwrite what the page did not know', () => {
    const words = fc.constantFrom('', 'one', 'two', 'three');
    fc.assert(
      fc.property(words, words, words, (stored, before, value) => {
        const review = {
          levels: {},
          comments: {},
          overall: stored,
          submittedAt: null,
        } as unknown as PeerReview;
        const change = { field: 'overall', before, value };
        const { review: after, fields } = applyChanges(review, [change], new Date(0));
        const isKnown = before === stored || value === stored;
        expect(storedValue(after, 'overall')).toBe(isKnown ? value : stored);
        expect(fields[0]?.state).toBe(isKnown ? 'saved' : 'conflict');
      }),
    );
  });
});
