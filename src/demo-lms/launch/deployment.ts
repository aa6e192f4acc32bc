import type { DemoClient } from '../demo.records.ts';

/** Under which deployment a course uses a tool. */
export function deploymentOf(client: DemoClient, courseId: string): string {
  return client.deployments[courseId] ?? '1';
}
