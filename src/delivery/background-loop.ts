import type { Log } from '../shared/index.ts';

interface LoopOptions {
  readonly name: string;
  readonly pollMs: number;
  readonly log: Log;
  /** It may call `beat` to say that all is well before it has ended, since a turn may take long. */
  readonly turn: (beat: () => void) => Promise<unknown>;
}

/** A turn of work, again and again until it is stopped. */
export interface Loop {
  start(): void;
  /** Waits for the turn that runs. */
  stop(): Promise<void>;
  /** Begins the next turn at once; during a turn, right after it. */
  wake(): void;
  /** Whether the last turn ended well, or this one has come far enough to say so. */
  isWell(): boolean;
}

/** A turn that fails is logged, and the next one comes at its time. */
export function createLoop({ name, pollMs, log, turn }: LoopOptions): Loop {
  let running: Promise<void> | null = null;
  let isStopped = false;
  let isWoken = false;
  let isWell = false;
  let endPause = (): void => undefined;

  const beat = (): void => {
    isWell = true;
  };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWoken = false;
      try {
        await turn(beat);
        beat();
      } catch (error) {
        isWell = false;
        log.error({ err: error, loop: name }, 'A turn of the outbox failed');
      }
      if (!isWoken && !isStopped) await pause();
    }
  };
  const wake = (): void => {
    isWoken = true;
    endPause();
  };
  return {
    start: () => void (running ??= run()),
    async stop() {
      isStopped = true;
      wake();
      await running;
    },
    wake,
    isWell: () => isWell,
  };
}
