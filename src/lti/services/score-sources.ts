import { titleOf } from '../../curriculum/index.ts';
import type { Delivery, Pending, Source } from '../../delivery/index.ts';
import type { Enrolment } from '../../people/index.ts';
import {
  formatActivityRef,
  type ActivityRef,
  type CohortId,
  type EnrolmentId,
  type PlacementId,
} from '../../shared/index.ts';
import type { PlacementRecords } from '../courses/placement.records.ts';
import { columnsFor, type Column, type ColumnDeps } from './columns.ts';
import type { MadeColumnRecords, PendingMadeColumn } from './made-column.records.ts';
import { scoreDelivery, type ColumnResult } from './score.ts';

export interface ScoreSourceDeps extends ColumnDeps {
  readonly placements: Pick<
    PlacementRecords,
    'listPlacements' | 'listPendingColumns' | 'removePendingColumn'
  >;
  readonly madeColumns: Pick<MadeColumnRecords, 'listMade' | 'listPending' | 'removePending'>;
  /** Changes of results, and the result that counts now. */
  readonly results: {
    readonly changes: readonly ChangeSource[];
    resultFor(enrolmentId: EnrolmentId, ref: ActivityRef): Promise<ColumnResult | null>;
  };
  readonly people: {
    findEnrolmentById(id: EnrolmentId): Promise<Enrolment | null>;
    listEnrolments(cohortId: CohortId): Promise<Enrolment[]>;
  };
}

/** A change of somebody's result of one quiz or task; several people's where they handed in together. */
export interface ChangedResult extends Pending {
  readonly enrolmentIds: readonly EnrolmentId[];
  readonly activity: ActivityRef;
}

/** A room's changes of results. */
export interface ChangeSource<Change extends ChangedResult = ChangedResult> {
  readonly name: string;
  /** Oldest first. */
  findPending(limit: number): Promise<readonly Change[]>;
  markRelayed(change: Change): Promise<void>;
}

/**
 * What brings scores into the outbox: a result that changed goes to every column that it counts in; a column that is
 * new gets everybody's result. Both read the result that counts now, so what is relayed late is never stale.
 */
export function createScoreSources(deps: ScoreSourceDeps): Source[] {
  const changes = deps.results.changes.map((source) => changedResults(deps, source));
  return [...changes, newLinkColumns(deps), newMadeColumns(deps)];
}

function changedResults(deps: ScoreSourceDeps, source: ChangeSource): Source<ChangedResult> {
  return {
    ...source,
    async expand(change) {
      const deliveries: Delivery[] = [];
      for (const enrolmentId of change.enrolmentIds) {
        const person = await deps.people.findEnrolmentById(enrolmentId);
        if (!person) continue;
        const columns = await columnsFor(deps, person, change.activity);
        deliveries.push(...(await deliveriesFor(deps, change, [person], columns)));
      }
      return deliveries;
    },
  };
}

interface PendingLinkColumn extends Pending {
  readonly placementId: PlacementId;
  readonly place: NewColumn;
}

function newLinkColumns(deps: ScoreSourceDeps): Source<PendingLinkColumn> {
  return {
    name: 'new columns of links',
    async findPending(limit) {
      const found = await deps.placements.listPendingColumns(limit);
      return found.map(({ placement, pending }) => ({
        ...pending,
        placementId: placement.id,
        place: placement,
      }));
    },
    expand: (pending) => expandColumn(deps, pending, pending.place),
    markRelayed: ({ placementId, id }) => deps.placements.removePendingColumn(placementId, id),
  };
}

function newMadeColumns(deps: ScoreSourceDeps): Source<PendingMadeColumn> {
  return {
    name: 'new columns made',
    findPending: (limit) => deps.madeColumns.listPending(limit),
    expand: (pending) => expandColumn(deps, pending, pending.column),
    markRelayed: ({ column, id }) => deps.madeColumns.removePending(column, id),
  };
}

interface NewColumn {
  readonly cohortId: CohortId;
  readonly courseId: string;
  readonly activity: ActivityRef;
  readonly lineItemUrl: string | null;
}

/** Everybody's result for one column. */
async function expandColumn(deps: ScoreSourceDeps, pending: Pending, place: NewColumn): Promise<Delivery[]> {
  const { cohortId, courseId, activity, lineItemUrl } = place;
  const inCourse = await columnsFor(deps, { cohortId, courseIds: [courseId] }, activity);
  const columns = inCourse.filter((column) => column.lineItemUrl === lineItemUrl);
  if (columns.length === 0) return [];
  const people = (await deps.people.listEnrolments(cohortId)).filter(({ courseIds }) =>
    courseIds.includes(courseId),
  );
  return deliveriesFor(deps, pending, people, columns);
}

/** Only of trainees: platforms refuse scores of others, and theirs count nowhere. */
async function deliveriesFor(
  deps: ScoreSourceDeps,
  pending: Pending,
  people: readonly Enrolment[],
  columns: readonly Column[],
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const person of people.filter(({ role }) => role === 'trainee')) {
    for (const column of columns) {
      const result = await deps.results.resultFor(person.id, column.activity);
      if (!result) continue;
      const label = titleOf(deps.curriculum(), column.activity) ?? formatActivityRef(column.activity);
      deliveries.push(scoreDelivery({ pending, column, person, result }, label));
    }
  }
  return deliveries;
}
