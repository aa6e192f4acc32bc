import type { Context } from '../compose/context.ts';
import type { Located } from '../files/located.ts';
import type { Workshop } from '../workshop-model.ts';
import type { WorkshopFile } from '../schemas/workshop.ts';

/** That the plan's minutes add up, day by day and hour by hour of what they count for. */
export function checkWorkshop(workshop: Workshop | null, context: Context): void {
  const file = context.all.workshop;
  if (!file) return;
  checkDays(file, context);
  checkItems(file, context);
  checkNotTwice(workshop, file, context);
}

function checkDays(file: Located<WorkshopFile>, { findings, all }: Context): void {
  const { days, dayMinutes } = all.settings.workshop;
  const { hours } = file.value;
  const minutes = file.value.days.map(({ items }) =>
    items.reduce((sum, item) => sum + (item.kind === 'contact' ? item.minutes : 0), 0),
  );
  if (minutes.length !== days)
    findings.error('workshop-days', file.at(['days']), { found: minutes.length, wanted: days });
  minutes.forEach((found, index) => {
    if (found !== dayMinutes)
      findings.error('workshop-day-minutes', file.at(['days', index]), { found, wanted: dayMinutes });
  });
  const counted = minutes.reduce((sum, found) => sum + found, 0) / 60;
  if (Math.abs(counted - hours) >= 0.005)
    findings.error('workshop-hours', file.at(['hours']), { hours, counted: counted.toFixed(2) });
}

function checkItems(file: Located<WorkshopFile>, { findings }: Context): void {
  file.value.days.forEach(({ items }, day) => {
    items.forEach((item, index) => {
      if (item.kind !== 'contact') return;
      const covered = item.covers.reduce((sum, { minutes }) => sum + minutes, 0);
      const { id, minutes } = item;
      if (covered !== minutes)
        findings.error('workshop-item-covers', file.at(['days', day, 'items', index]), {
          id,
          minutes,
          covered,
        });
    });
  });
}

function checkNotTwice(workshop: Workshop | null, file: Located<WorkshopFile>, { findings }: Context): void {
  for (const { parts } of workshop?.coverage ?? []) {
    for (const { kind, activityId, minutes, ofMinutes } of parts) {
      if (minutes <= ofMinutes) continue;
      const values = { kind, id: activityId, minutes, most: ofMinutes };
      findings.error('workshop-over-covered', file.at(['days']), values);
    }
  }
}
