import { Schema, type Connection, type Model } from 'mongoose';
import {
  asId,
  formatActivityRef,
  parseActivityRef,
  type ActivityRef,
  type CohortId,
  type CollectionIndexes,
  type PlacementId,
  type PlatformId,
} from '../../shared/index.ts';

/** A link in a course (a resource link) and what it opens. */
export interface Placement {
  /** See placementId(). */
  readonly id: PlacementId;
  readonly platformId: PlatformId;
  readonly courseId: string;
  readonly cohortId: CohortId;
  readonly resourceLinkId: string;
  readonly title: string | null;
  readonly activity: ActivityRef;
  /** The link's own column in the gradebook; null where the platform names none. */
  readonly lineItemUrl: string | null;
}

/** A column that has been seen for the first time, or stands for another activity now: all its results are due. */
export interface PendingColumn {
  readonly id: string;
  readonly at: Date;
}

interface PlacementDocument extends Omit<Placement, 'id' | 'activity'> {
  _id: string;
  activity: string;
  pending: PendingColumn[];
}

const placementSchema = new Schema<PlacementDocument>(
  {
    _id: String,
    platformId: String,
    courseId: String,
    cohortId: String,
    resourceLinkId: String,
    title: String,
    activity: String,
    lineItemUrl: String,
    pending: [{ _id: false, id: String, at: Date }],
  },
  { versionKey: false, collection: 'lti_placements' },
);

export const placementIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_placements',
    indexes: [
      { name: 'cohort', key: { cohortId: 1 } },
      { name: 'pending', key: { 'pending.id': 1 } },
    ],
  },
];

export interface PlacementRecords {
  findPlacement(id: PlacementId): Promise<Placement | null>;
  listPlacements(cohortId: CohortId): Promise<Placement[]>;
  /** Makes the placement or brings it up to date; a new column is noted as pending in the same write. */
  savePlacement(placement: Placement, newColumn: PendingColumn | null): Promise<void>;
  listPendingColumns(limit: number): Promise<{ placement: Placement; pending: PendingColumn }[]>;
  removePendingColumn(id: PlacementId, pendingId: string): Promise<void>;
}

export function placementRecords(connection: Connection): PlacementRecords {
  const placements = connection.model<PlacementDocument>('LtiPlacement', placementSchema);
  return {
    async findPlacement(id) {
      const document = await placements.findById(id).lean();
      return document && toPlacement(document);
    },
    listPlacements: async (cohortId) => (await placements.find({ cohortId }).lean()).map(toPlacement),
    savePlacement: (placement, newColumn) => savePlacement(placements, placement, newColumn),
    async listPendingColumns(limit) {
      const documents = await placements
        .find({ 'pending.id': { $gt: '' } })
        .limit(limit)
        .lean();
      return documents.flatMap((document) =>
        document.pending.map((pending) => ({ placement: toPlacement(document), pending })),
      );
    },
    async removePendingColumn(id, pendingId) {
      await placements.updateOne({ _id: id }, { $pull: { pending: { id: pendingId } } });
    },
  };
}

async function savePlacement(
  placements: Model<PlacementDocument>,
  { id, activity, ...facts }: Placement,
  newColumn: PendingColumn | null,
): Promise<void> {
  await placements.updateOne(
    { _id: id },
    {
      $set: { ...facts, activity: formatActivityRef(activity) },
      ...(newColumn ? { $push: { pending: newColumn } } : { $setOnInsert: { pending: [] } }),
    },
    { upsert: true },
  );
}

function toPlacement(document: PlacementDocument): Placement {
  const { _id, platformId, courseId, cohortId, resourceLinkId, title, activity, lineItemUrl } = document;
  return {
    id: asId(_id),
    platformId: asId(platformId),
    courseId,
    cohortId: asId(cohortId),
    resourceLinkId,
    title,
    activity: parseActivityRef(activity) ?? { kind: 'curriculum' },
    lineItemUrl,
  };
}
