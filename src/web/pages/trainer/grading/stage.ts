import type { GradingSheet } from '../../../../assessment/index.ts';

/**
 * What the screen is for now. mark: levels and comments can be entered. held: another marker has it. finished: the mark is
 * done and can be taken back. waits: the others' marks are missing, or a third marker is. released: the authors know the
 * grade. old: a version that is not in force. nothing: no version is in force.
 */
export type Stage = 'mark' | 'held' | 'finished' | 'waits' | 'third' | 'released' | 'old' | 'nothing';

export function stageOf({ submission, version, isCurrent, mark, cannot }: GradingSheet): Stage {
  if (!isCurrent) return submission.current === 0 ? 'nothing' : 'old';
  if (mark?.finishedAt) return 'finished';
  if (cannot === null) return 'mark';
  switch (cannot) {
    case 'held':
      return 'held';
    case 'places-taken':
      return 'waits';
    case 'needs-third':
      return 'third';
    case 'nothing-waits':
      return submission.releases.some((release) => release.version === version.number)
        ? 'released'
        : 'nothing';
  }
}
