import { asId } from '../../../../shared/index.ts';
import type { SaveMarkForm } from '../../../forms/grading-forms.ts';
import type { GradePlace } from './address.ts';

/** Where the form of a mark stands; it is only used to lead back there. */
export function placeOfForm({
  cohort,
  placement,
  submission,
  queue,
}: Pick<SaveMarkForm, 'cohort' | 'placement' | 'submission' | 'queue'>): GradePlace {
  return {
    where: { cohort: asId<'cohort'>(cohort), placement: asId<'placement'>(placement) },
    submission: asId<'submission'>(submission),
    queue,
  };
}
