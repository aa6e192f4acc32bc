import type { WebDeps } from '../../deps.ts';
import type { Viewer } from '../../middleware/viewer.ts';

/** Keeps where a trainee is, for the way back in; a write only when the place is another than last time. */
export async function rememberPlace(deps: WebDeps, viewer: Viewer, place: string): Promise<void> {
  if (!viewer.may('learn') || viewer.enrolment.lastPlace === place) return;
  await deps.people.rememberPlace(viewer.enrolment.id, place);
}

export const placeOf = {
  lesson: (id: string): string => `/lessons/${id}`,
  quiz: (id: string): string => `/quizzes/${id}`,
  task: (id: string): string => `/tasks/${id}`,
};
