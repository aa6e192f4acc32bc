import { Schema, type Connection } from 'mongoose';
import { asId, type CollectionIndexes, type PlatformId } from '../../shared/index.ts';

/** A deployment of a known platform from which somebody has launched, and that nobody has approved yet. */
export interface DeploymentRequest {
  readonly platformId: PlatformId;
  readonly deploymentId: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

interface DeploymentRequestDocument extends Omit<DeploymentRequest, 'platformId'> {
  _id: string;
  platformId: string;
}

const deploymentRequestSchema = new Schema<DeploymentRequestDocument>(
  { _id: String, platformId: String, deploymentId: String, firstSeenAt: Date, lastSeenAt: Date },
  { versionKey: false, collection: 'lti_deployment_requests' },
);

export const deploymentRequestIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'lti_deployment_requests',
    indexes: [{ name: 'platform_deployment', key: { platformId: 1, deploymentId: 1 } }],
  },
];

export interface DeploymentRequestRecords {
  note(platformId: PlatformId, deploymentId: string, at: Date): Promise<void>;
  listWaiting(): Promise<DeploymentRequest[]>;
  remove(platformId: PlatformId, deploymentId: string): Promise<void>;
}

export function deploymentRequestRecords(connection: Connection): DeploymentRequestRecords {
  const requests = connection.model<DeploymentRequestDocument>(
    'LtiDeploymentRequest',
    deploymentRequestSchema,
  );
  const idOf = (platformId: PlatformId, deploymentId: string): string => `${platformId} ${deploymentId}`;
  return {
    async note(platformId, deploymentId, at) {
      await requests.updateOne(
        { _id: idOf(platformId, deploymentId) },
        { $set: { lastSeenAt: at }, $setOnInsert: { platformId, deploymentId, firstSeenAt: at } },
        { upsert: true },
      );
    },
    async listWaiting() {
      const documents = await requests.find().sort({ firstSeenAt: 1 }).lean();
      return documents.map(({ platformId, deploymentId, firstSeenAt, lastSeenAt }) => ({
        platformId: asId(platformId),
        deploymentId,
        firstSeenAt,
        lastSeenAt,
      }));
    },
    async remove(platformId, deploymentId) {
      await requests.deleteOne({ _id: idOf(platformId, deploymentId) });
    },
  };
}
