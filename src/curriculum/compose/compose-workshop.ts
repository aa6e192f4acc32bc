import { partOf, type Located } from '../files/located.ts';
import type { Module } from '../model.ts';
import type { Coverage, ModuleCoverage, Workshop, WorkshopDay, WorkshopItem } from '../workshop-model.ts';
import type { CoveredEntry, WorkshopDayEntry, WorkshopItemEntry, WorkshopText } from '../schemas/workshop.ts';
import { proseHtml, textsFit, type Context } from './context.ts';
import { minutesOf, moduleOfPart } from './covered-parts.ts';

/** The plan of the workshop; null if there is none or its texts do not fit, which is reported. */
export function composeWorkshop(modules: readonly Module[], context: Context): Workshop | null {
  const { workshop, workshopText, language } = context.all;
  if (!workshop || !workshopText) return null;
  if (!textsOfWorkshopFit(workshop.value.days, workshopText, context)) return null;
  const text = workshopText.value;
  const html = (path: readonly string[]): string => proseHtml(workshopText.textAt(path), language, context);
  const days = workshop.value.days.map((day) => composeDay(day, { text, html, modules }));
  return {
    title: text.title,
    introductionHtml: html(['introduction']),
    preparationHtml: html(['preparation']),
    followUpHtml: html(['followUp']),
    days,
    coverage: coverageOf(days, modules),
    contactMinutes: days.reduce((sum, day) => sum + day.contactMinutes, 0),
  };
}

function textsOfWorkshopFit(
  days: readonly WorkshopDayEntry[],
  text: Located<WorkshopText>,
  context: Context,
): boolean {
  const items = days.flatMap((day) => day.items);
  const contact = items.filter((item) => item.kind === 'contact');
  const used = {
    days: days.map(({ id }) => id),
    items: items.map(({ id }) => id),
    groupings: [...new Set(contact.flatMap(({ grouping }) => grouping ?? []))],
    materials: [...new Set(contact.flatMap(({ materials }) => materials))],
  };
  const keys = ['days', 'items', 'groupings', 'materials'] as const;
  const fit = keys.map((key) => textsFit(used[key], partOf(text, [key], text.value[key]), context));
  return fit.every(Boolean) && contact.every((item) => hasWords(item, text, context));
}

/** Whoever runs it needs to know what happens, in a room and in a call. */
function hasWords({ id }: WorkshopItemEntry, text: Located<WorkshopText>, { findings }: Context): boolean {
  const missing = (['text', 'online'] as const).filter((key) => !text.value.items[id]?.[key]);
  for (const key of missing) findings.error('text-missing', text.at(['items', id]), { id: `${id}.${key}` });
  return missing.length === 0;
}

interface Surroundings {
  readonly text: WorkshopText;
  readonly html: (path: readonly string[]) => string;
  readonly modules: readonly Module[];
}

function composeDay(day: WorkshopDayEntry, around: Surroundings): WorkshopDay {
  let at = minuteOf(day.start);
  const items = day.items.map((entry) => {
    const start = at;
    at += entry.minutes;
    return composeItem(entry, { start: clock(start), end: clock(at) }, around);
  });
  return {
    id: day.id,
    title: around.text.days[day.id]?.title ?? '',
    aim: around.text.days[day.id]?.aim ?? '',
    contactMinutes: sumOf(items.filter(({ kind }) => kind === 'contact')),
    items,
  };
}

function composeItem(
  entry: WorkshopItemEntry,
  time: { readonly start: string; readonly end: string },
  { text, html, modules }: Surroundings,
): WorkshopItem {
  const { id, minutes, kind } = entry;
  const head = { id, minutes, kind, ...time, title: text.items[id]?.title ?? '' };
  if (entry.kind === 'break')
    return { ...head, html: '', onlineHtml: '', grouping: null, materials: [], covers: [] };
  return {
    ...head,
    html: html(['items', id, 'text']),
    onlineHtml: html(['items', id, 'online']),
    grouping: entry.grouping ? (text.groupings[entry.grouping] ?? null) : null,
    materials: entry.materials.flatMap((material) => text.materials[material] ?? []),
    covers: entry.covers.flatMap((covered) => composeCoverage(covered, modules) ?? []),
  };
}

/** Null if there is no such activity, which the check of references reports. */
function composeCoverage(covered: CoveredEntry, modules: readonly Module[]): Coverage | null {
  const { kind, activityId } = partOfEntry(covered);
  const module = moduleOfPart({ kind, activityId }, modules);
  return module && { kind, activityId, moduleId: module.id, minutes: covered.minutes };
}

function partOfEntry(covered: CoveredEntry): Pick<Coverage, 'kind' | 'activityId'> {
  if ('lesson' in covered) return { kind: covered.part, activityId: covered.lesson };
  if ('exchange' in covered) return { kind: 'exchange', activityId: covered.exchange };
  if ('quiz' in covered) return { kind: 'quiz', activityId: covered.quiz };
  if ('task' in covered) return { kind: 'task', activityId: covered.task };
  return { kind: 'revision', activityId: covered.revision };
}

function coverageOf(days: readonly WorkshopDay[], modules: readonly Module[]): ModuleCoverage[] {
  const all = days.flatMap(({ items }) => items.flatMap(({ covers }) => covers));
  return modules.flatMap((module) => {
    const own = all.filter(({ moduleId }) => moduleId === module.id);
    const parts = new Map<string, Coverage>();
    for (const covered of own) {
      const key = `${covered.kind} ${covered.activityId}`;
      const minutes = (parts.get(key)?.minutes ?? 0) + covered.minutes;
      parts.set(key, { ...covered, minutes });
    }
    if (own.length === 0) return [];
    return {
      moduleId: module.id,
      minutes: sumOf(own),
      parts: [...parts.values()].map((part) => ({ ...part, ofMinutes: minutesOf(part, module) })),
    };
  });
}

function sumOf(parts: readonly { readonly minutes: number }[]): number {
  return parts.reduce((sum, { minutes }) => sum + minutes, 0);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clock(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
