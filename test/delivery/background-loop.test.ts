import { setTimeout as sleep } from 'node:timers/promises';
import { createLoop } from '../../src/delivery/background-loop.ts';
import { silentLog } from '../../src/shared/index.ts';

describe('a loop in the background', () => {
  it('turns at once and then at its pace', async () => {
    let turns = 0;
    const loop = createLoop({
      name: 'test',
      pollMs: 20,
      log: silentLog,
      turn: () => Promise.resolve(void turns++),
    });
    loop.start();
    await sleep(110);
    await loop.stop();
    expect(turns).toBeGreaterThan(2);
    const atEnd = turns;
    await sleep(60);
    expect(turns).toBe(atEnd);
  });

  it('turns again when it is woken, also during a turn', async () => {
    let turns = 0;
    const turn = async (): Promise<void> => {
      turns += 1;
      if (turns === 1) await sleep(20);
    };
    const loop = createLoop({ name: 'test', pollMs: 60_000, log: silentLog, turn });
    loop.start();
    loop.wake();
    await sleep(60);
    expect(turns).toBe(2);
    loop.wake();
    await sleep(20);
    expect(turns).toBe(3);
    await loop.stop();
  });

  it('goes on after a failure, and says that it is not well meanwhile', async () => {
    let isFailing = true;
    const turn = (): Promise<void> => (isFailing ? Promise.reject(new Error('down')) : Promise.resolve());
    const loop = createLoop({ name: 'test', pollMs: 10, log: silentLog, turn });
    expect(loop.isWell()).toBe(false);
    loop.start();
    await sleep(30);
    expect(loop.isWell()).toBe(false);
    isFailing = false;
    await sleep(40);
    expect(loop.isWell()).toBe(true);
    await loop.stop();
  });

  it('waits for the turn that runs when it stops', async () => {
    let isDone = false;
    const turn = async (): Promise<void> => {
      await sleep(50);
      isDone = true;
    };
    const loop = createLoop({ name: 'test', pollMs: 10, log: silentLog, turn });
    loop.start();
    await loop.stop();
    expect(isDone).toBe(true);
  });
});
