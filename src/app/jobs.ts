import type { Log } from '../shared/index.ts';

/** Work that is done again and again beside requests. It must be safe to run in several processes at once. */
export interface Job {
  /** For the log: what could not be done if it fails. */
  readonly name: string;
  /** ms. */
  readonly every: number;
  readonly run: () => Promise<unknown>;
}

/** Runs jobs at their times, each after its last turn has ended; one that fails is logged and comes again. */
export function createJobs(jobs: readonly Job[], log: Log): { start(): void; stop(): Promise<void> } {
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();
  const turn = async ({ name, run }: Job): Promise<void> => {
    try {
      await run();
    } catch (error) {
      log.error({ err: error, job: name }, 'a job failed and will be tried again');
    } finally {
      running.delete(name);
    }
  };
  const begin = (job: Job): void => {
    if (!running.has(job.name)) running.set(job.name, turn(job));
  };
  return {
    start: () => void timers.push(...jobs.map((job) => setInterval(() => begin(job), job.every))),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
