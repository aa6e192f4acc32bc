/** A workshop of several days that covers a part of the curriculum's hours. */
export interface Workshop {
  readonly title: string;
  /** Whom it is for, what it earns, how to use the plan. */
  readonly introductionHtml: string;
  readonly preparationHtml: string;
  readonly followUpHtml: string;
  readonly days: readonly WorkshopDay[];
  /** Which of the curriculum's hours it covers, module by module; modules without any are left out. */
  readonly coverage: readonly ModuleCoverage[];
  /** Minutes with the trainers, over all days. */
  readonly contactMinutes: number;
}

export interface WorkshopDay {
  readonly id: string;
  readonly title: string;
  /** What people have in their hands at its end. */
  readonly aim: string;
  readonly contactMinutes: number;
  readonly items: readonly WorkshopItem[];
}

export interface WorkshopItem {
  readonly id: string;
  /** 09:00, of the place where it is held. */
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  /** A break is no contact time. */
  readonly kind: 'contact' | 'break';
  readonly title: string;
  /** What happens; empty for a break. */
  readonly html: string;
  /** How it is done in a call. */
  readonly onlineHtml: string;
  readonly grouping: string | null;
  readonly materials: readonly string[];
  readonly covers: readonly Coverage[];
}

/** Minutes of one activity's part. */
export interface Coverage {
  readonly kind: CoveredPart;
  readonly moduleId: string;
  /** The lesson, quiz or task; the module itself for an exchange and for revision. */
  readonly activityId: string;
  readonly minutes: number;
}

export type CoveredPart = 'reading' | 'practice' | 'community' | 'exchange' | 'quiz' | 'task' | 'revision';

export interface ModuleCoverage {
  readonly moduleId: string;
  readonly minutes: number;
  readonly parts: readonly (Coverage & { readonly ofMinutes: number })[];
}
