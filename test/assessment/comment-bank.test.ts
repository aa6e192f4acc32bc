import {
  changeBankComment,
  keepComment,
  noteBankUse,
  removeBankComment,
  searchBank,
  type BankComment,
} from '../../src/assessment/index.ts';
import { BankCommentUnknown, MarkMalformed } from '../../src/assessment/errors.ts';
import { cohortId, openMarkingRoom, taskId, tea, uma, type MarkingRoom } from './marking-room.ts';

let room: MarkingRoom;
beforeEach(async () => {
  room = await openMarkingRoom();
});
afterEach(() => room.close());

const keep = (text: string, changes: Partial<Parameters<typeof keepComment>[1]> = {}) =>
  keepComment(room.deps, { cohortId, by: tea, isShared: false, taskId, criterionId: null, text, ...changes });
const search = async (text: string, owner = tea, criterionId: string | null = null): Promise<string[]> =>
  (await searchBank(room.deps, { cohortId, owner: owner.enrolmentId, taskId, criterionId, text })).map(
    (one) => one.text,
  );

describe('the comment bank', () => {
  it('finds comments by the beginnings of their words', async () => {
    await keep('Name a source for each claim.');
    await keep('Wer fehlt in der Übersicht?');
    expect(await search('sour cla')).toEqual(['Name a source for each claim.']);
    expect(await search('ubersicht')).toEqual(['Wer fehlt in der Übersicht?']);
    expect(await search('ource')).toEqual([]);
    expect(await search('')).toHaveLength(2);
  });

  it('keeps one’s own to oneself and shares the cohort’s', async () => {
    await keep('Mine.');
    await keep('Ours.', { isShared: true });
    expect((await search('', tea)).sort()).toEqual(['Mine.', 'Ours.']);
    expect(await search('', uma)).toEqual(['Ours.']);
  });

  it('offers what belongs to the criterion first, then what is used most', async () => {
    await keep('For all.');
    const used = await keep('Used.');
    await keep('For clarity.', { criterionId: 'clarity' });
    await keep('For evidence.', { criterionId: 'evidence' });
    await keep('For another task.', { taskId: 'other-task' });
    await noteBankUse(room.deps, { cohortId, by: tea, id: used.id });
    expect(await search('', tea, 'clarity')).toEqual(['For clarity.', 'Used.', 'For all.']);
  });

  it('keeps the same comment once, and none without text', async () => {
    const ids = [(await keep('Once.')).id, (await keep(' Once. ')).id];
    expect(ids[0]).toBe(ids[1]);
    await expect(keep('  ')).rejects.toThrow(MarkMalformed);
  });

  it('lets only its owner change or remove a comment; one of the cohort is everybody’s', async () => {
    const [own, shared] = [await keep('Mine.'), await keep('Ours.', { isShared: true })];
    const change = ({ id }: BankComment) =>
      changeBankComment(room.deps, { cohortId, by: uma, id, text: 'Changed.' });
    await expect(change(own)).rejects.toThrow(BankCommentUnknown);
    await change(shared);
    await removeBankComment(room.deps, { cohortId, by: uma, id: own.id });
    expect((await search('')).sort()).toEqual(['Changed.', 'Mine.']);
    await removeBankComment(room.deps, { cohortId, by: tea, id: own.id });
    expect(await search('')).toEqual(['Changed.']);
  });
});
