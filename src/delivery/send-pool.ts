import { claimNext, sendClaimed, type Claimed, type SendDeps } from './send-next.ts';

const SENDING_AT_ONCE = 6;

interface PoolOptions {
  /** Once aborted, no sending begins. */
  readonly stopping: AbortSignal;
  /** Called whenever a sending has ended, so that another may begin. */
  readonly freed: () => void;
}

/** The sendings of this process. */
export interface SendPool {
  /**
   * Begins what is due as far as there is room, and does not wait for it: a platform that is slow to answer must not
   * keep others waiting. `beat` is called whenever the database has answered. Returns how many began.
   */
  fill(beat: () => void): Promise<number>;
  /** Waits for the sendings that run. */
  idle(): Promise<void>;
}

export function createSendPool(deps: SendDeps, { stopping, freed }: PoolOptions): SendPool {
  const running = new Set<Promise<void>>();
  const begin = (claimed: Claimed): void => {
    const { key } = claimed.lease.entry;
    const sending = sendClaimed(deps, claimed)
      .catch((error: unknown) => deps.log.error({ err: error, key }, 'How a sending ended was not kept'))
      .finally(() => {
        running.delete(sending);
        freed();
      });
    running.add(sending);
  };
  return {
    async fill(beat) {
      let begun = 0;
      while (!stopping.aborted && running.size < SENDING_AT_ONCE) {
        const claimed = await claimNext(deps);
        beat();
        if (!claimed) return begun;
        begin(claimed);
        begun += 1;
      }
      return begun;
    },
    idle: async () => void (await Promise.all(running)),
  };
}
