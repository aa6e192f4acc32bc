import type { Pickable, PickableCurriculum, PickableModule } from './pickable.ts';

interface PickerFacts {
  readonly action: string;
  readonly ticket: string;
  readonly multiple: boolean;
  readonly courseTitle: string | null;
  readonly pickables: PickableCurriculum;
  /** Whether the form came back with nothing chosen. */
  readonly isEmpty: boolean;
}

/** What the picker's template prints. */
export interface PickerModel {
  readonly action: string;
  readonly ticket: string;
  readonly control: 'checkbox' | 'radio';
  readonly multiple: boolean;
  readonly courseTitle: string | null;
  readonly isEmpty: boolean;
  readonly whole: PickerChoice;
  readonly modules: readonly {
    readonly number: number;
    readonly title: string;
    readonly choices: readonly PickerChoice[];
  }[];
}

interface PickerChoice {
  readonly id: string;
  readonly value: string;
  /** A key under lti:picker.kind. */
  readonly kindKey: string;
  readonly title: string;
  readonly points: number | null;
  /** The column holds a share of points, in per cent. */
  readonly isShare: boolean;
}

export function pickerModel({ pickables, multiple, ...facts }: PickerFacts): PickerModel {
  return {
    ...facts,
    multiple,
    control: multiple ? 'checkbox' : 'radio',
    whole: toChoice(pickables.curriculum),
    modules: pickables.modules.map(toModule),
  };
}

function toModule({ module, parts }: PickableModule, index: number): PickerModel['modules'][number] {
  return { number: index + 1, title: module.title, choices: [module, ...parts].map(toChoice) };
}

function toChoice({ activity, value, title, points }: Pickable): PickerChoice {
  const id = `pick-${value.replace(':', '-')}`;
  return {
    id,
    value,
    kindKey: `lti:picker.kind.${activity.kind}`,
    title,
    points,
    isShare: activity.kind === 'module' && points !== null,
  };
}
