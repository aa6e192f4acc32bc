import type { DemoPerson } from '../demo.records.ts';
import type { Demo } from '../deps.ts';
import type { DemoCourse } from '../world.ts';
import { whoModel } from './names.ts';

/** A page around a tool: which launch its frame makes. */
export interface Framed {
  readonly course: DemoCourse;
  readonly person: DemoPerson;
  readonly title: string;
  readonly launch: Readonly<Record<string, string>>;
  readonly clientId: string;
}

export function frameModel({ addresses, settings }: Demo, framed: Framed): object {
  const { course, person, title, launch } = framed;
  const href = (target: string): string => addresses.launch(person._id, course.id, { ...launch, target });
  return {
    title,
    course: { title: course.title },
    who: whoModel(person),
    courseHref: addresses.course(person._id, course.id),
    frameHref: href('iframe'),
    windowHref: href('window'),
    wholeHref: href('frame'),
    storage: settings.platformStorage ? 'on' : 'off',
  };
}
