import type { RequestHandler } from 'express';
import type {
  Coverage,
  Curriculum,
  Module,
  ModuleCoverage,
  Workshop,
  WorkshopDay,
  WorkshopItem,
} from '../../../curriculum/index.ts';
import type { WebDeps } from '../../deps.ts';
import { NotFound } from '../../errors/web-errors.ts';
import { contextOf } from '../../middleware/context.ts';
import { viewerOf } from '../../middleware/viewer.ts';
import { paths, type Where } from '../../paths.ts';
import type { Translate } from '../../texts.ts';
import { linkContent } from '../../content-links.ts';

/** The plan of the workshop, minute by minute, with the hours of the curriculum that it covers: for trainers. */
export function showWorkshop(deps: WebDeps): RequestHandler {
  return (_req, res) => {
    const { where } = viewerOf(res);
    const { t } = contextOf(res);
    const curriculum = deps.curriculum();
    const { workshop } = curriculum;
    if (!workshop) throw new NotFound();
    const model = viewModel({ curriculum, workshop, where, t });
    deps.page(res, { view: 'trainer/workshop', title: workshop.title, model, scripts: ['print.js'] });
  };
}

interface ItemModel extends Omit<WorkshopItem, 'covers' | 'kind'> {
  readonly isBreak: boolean;
  readonly covers: readonly string[];
}

interface DayModel extends Omit<WorkshopDay, 'items'> {
  /** Day 1: its title. */
  readonly name: string;
  readonly items: readonly ItemModel[];
  readonly materials: readonly string[];
  readonly hoursText: string;
}

interface CoverageModel {
  readonly module: string;
  readonly hoursText: string;
  readonly activities: readonly CoveredActivity[];
}

interface CoveredActivity {
  readonly text: string;
  /** Which parts of a lesson; null for activities that are not in parts. */
  readonly parts: string | null;
  readonly minutes: number;
  readonly ofMinutes: number;
}

export interface WorkshopModel extends Omit<Workshop, 'days' | 'coverage'> {
  readonly contentLanguage: string;
  readonly hoursText: string;
  readonly days: readonly DayModel[];
  readonly coverage: readonly CoverageModel[];
  /** What the certificate needs beside it, in hours. */
  readonly restText: string;
  readonly overviewHref: string;
}

interface WorkshopInput {
  readonly curriculum: Curriculum;
  readonly workshop: Workshop;
  readonly where: Where;
  readonly t: Translate;
}

export function viewModel(input: WorkshopInput): WorkshopModel {
  const { curriculum, workshop, where, t } = input;
  const html = (content: string): string => linkContent(content, where);
  const covered = workshop.contactMinutes / 60;
  return {
    ...workshop,
    introductionHtml: html(workshop.introductionHtml),
    preparationHtml: html(workshop.preparationHtml),
    followUpHtml: html(workshop.followUpHtml),
    contentLanguage: curriculum.language,
    hoursText: t('learning:module.hours', { count: covered }),
    days: workshop.days.map((day, index) => dayModel(day, index + 1, input)),
    coverage: workshop.coverage.map((module) => coverageModel(module, input)),
    restText: t('library:workshop.rest', {
      hours: curriculum.hours,
      rest: curriculum.hours - covered,
      covered,
    }),
    overviewHref: paths.overview.to(where),
  };
}

function dayModel(day: WorkshopDay, number: number, input: WorkshopInput): DayModel {
  const { where, t } = input;
  return {
    ...day,
    name: t('library:workshop.day', { number, title: day.title }),
    hoursText: t('learning:module.hours', { count: day.contactMinutes / 60 }),
    materials: [...new Set(day.items.flatMap(({ materials }) => materials))],
    items: day.items.map((item) => ({
      ...item,
      isBreak: item.kind === 'break',
      html: linkContent(item.html, where),
      onlineHtml: linkContent(item.onlineHtml, where),
      covers: item.covers.map((part) => coveredText(part, input)),
    })),
  };
}

function coverageModel({ moduleId, minutes, parts }: ModuleCoverage, input: WorkshopInput): CoverageModel {
  const module = moduleOf(moduleId, input.curriculum);
  return {
    module: `${module?.number ?? ''} ${module?.title ?? ''}`,
    hoursText: input.t('library:workshop.covered', {
      hours: Math.round((minutes / 60) * 100) / 100,
      all: module?.hours ?? 0,
    }),
    activities: module ? [...lessonsCovered(module, parts, input), ...othersCovered(parts, input)] : [],
  };
}

type Parts = ModuleCoverage['parts'];

const lessonParts = ['reading', 'practice', 'community'] as const;

function lessonsCovered(module: Module, parts: Parts, { t }: WorkshopInput): CoveredActivity[] {
  return module.lessons.flatMap((lesson, index) => {
    const own = lessonParts.flatMap(
      (kind) => parts.find((one) => one.kind === kind && one.activityId === lesson.id) ?? [],
    );
    if (own.length === 0) return [];
    const values = { number: module.number, lesson: index + 1, title: lesson.title };
    return {
      text: t('library:workshop.part.lesson', values),
      parts: own
        .map(({ kind, minutes, ofMinutes }) =>
          minutes === ofMinutes
            ? t('library:workshop.wholePart', { part: t(`library:workshop.kind.${kind}`), minutes })
            : t('library:workshop.someOfPart', {
                part: t(`library:workshop.kind.${kind}`),
                minutes,
                ofMinutes,
              }),
        )
        .join(', '),
      minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
      ofMinutes: lessonParts.reduce((sum, kind) => sum + lesson.minutes[kind], 0),
    };
  });
}

const others = ['exchange', 'quiz', 'task', 'revision'] as const;

function othersCovered(parts: Parts, input: WorkshopInput): CoveredActivity[] {
  return others.flatMap((kind) => {
    const part = parts.find((one) => one.kind === kind);
    return part
      ? { text: partName(part, input), parts: null, minutes: part.minutes, ofMinutes: part.ofMinutes }
      : [];
  });
}

function coveredText(part: Coverage, input: WorkshopInput): string {
  return input.t('library:workshop.minutesOf', { minutes: part.minutes, part: partName(part, input) });
}

function partName({ kind, moduleId, activityId }: Coverage, { curriculum, t }: WorkshopInput): string {
  const module = moduleOf(moduleId, curriculum);
  const number = module?.number ?? 0;
  switch (kind) {
    case 'exchange':
    case 'quiz':
    case 'task':
    case 'revision':
      return t(`library:workshop.part.${kind}`, { number });
    case 'reading':
    case 'practice':
    case 'community': {
      const index = module?.lessons.findIndex(({ id }) => id === activityId) ?? -1;
      const lesson = t('library:workshop.part.lesson', {
        ...{ number, lesson: index + 1, title: module?.lessons[index]?.title ?? '' },
      });
      return t('library:workshop.partOfLesson', { lesson, part: t(`library:workshop.kind.${kind}`) });
    }
  }
}

function moduleOf(id: string, { modules }: Curriculum): Module | null {
  return modules.find((module) => module.id === id) ?? null;
}
