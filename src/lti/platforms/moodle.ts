import type { Quirks } from './quirks.ts';

/**
 * Measured with Moodle 4.5.6. Its administrator activates a registered tool (mod/lti/toolconfigure.php, "Pending"), and
 * each course shows it in the activity chooser once it is switched on under "LTI External tools"
 * (https://docs.moodle.org/405/en/External_tool).
 */
export const moodle: Partial<Quirks> = {
  stepsAfterRegistration: ['moodleActivate', 'moodleChooser', 'moodleAdd'],
};
