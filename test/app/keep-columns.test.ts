import { createKeepColumns } from '../../src/app/keep-columns.ts';
import { asId, silentLog } from '../../src/shared/index.ts';
import type { LmsOutcome } from '../../src/web/index.ts';

const cohort = asId<'cohort'>('spring');

interface Scene {
  readonly asked: string[];
  readonly arrive: () => Promise<void>;
}

function scene(
  columns: 'placed' | 'per-activity',
  failures: (LmsOutcome['failure'] | 'crash')[] = [],
): Scene {
  const asked: string[] = [];
  const arrive = createKeepColumns({
    cohorts: {
      getCohort: (id) => Promise.resolve({ id, title: 'Spring', settings: { inOrder: false, columns } }),
    },
    lms: {
      makeColumns(id) {
        asked.push(id);
        const failure = failures.shift() ?? null;
        if (failure === 'crash') return Promise.reject(new Error('no network'));
        return Promise.resolve([{ course: 'Spring', count: 1, failure }]);
      },
    },
    log: silentLog,
  });
  return { asked, arrive: () => arrive(cohort) };
}

describe('columns for content that was added later', () => {
  it("are made at a trainer's first arrival after a start, and looked for once", async () => {
    const { asked, arrive } = scene('per-activity');
    await arrive();
    await arrive();
    expect(asked).toEqual(['spring']);
  });

  it('are not made where scores go to placed links only', async () => {
    const { asked, arrive } = scene('placed');
    await arrive();
    expect(asked).toEqual([]);
  });

  it('are not tried again where the platform has no such service', async () => {
    const { asked, arrive } = scene('per-activity', ['no-service']);
    await arrive();
    await arrive();
    expect(asked).toHaveLength(1);
  });

  it('are tried again at the next arrival when the platform or the network failed', async () => {
    const { asked, arrive } = scene('per-activity', ['platform-silent', 'crash']);
    await arrive();
    await arrive();
    await arrive();
    await arrive();
    expect(asked).toHaveLength(3);
  });
});
