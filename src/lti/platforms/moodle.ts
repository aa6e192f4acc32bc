import type { Quirks } from './quirks.ts';

/**
 * Measured with Moodle 4.5.6. Its administrator activates a registered tool (mod/lti/toolconfigure.php, "Pending"), and
 * each course shows it in the activity chooser once it is switched on under "LTI External tools"
 * (https://docs.moodle.org/405/en/External_tool).
 */
export const moodle: Partial<Quirks> = {
  wayBack,
  stepsAfterRegistration: ['moodleActivate', 'moodleChooser', 'moodleAdd'],
};

/**
 * Moodle's return address only leads on to the course, but carries the `sesskey` of that one login: after the next one
 * it shows an error. So the course itself is the way back (mod/lti/return.php).
 */
function wayBack(returnUrl: string): string {
  const url = new URL(returnUrl);
  const [, moodle] = /^(.*)\/mod\/lti\/return\.php$/.exec(url.pathname) ?? [];
  const course = url.searchParams.get('course');
  if (moodle === undefined || course === null || !/^\d+$/.test(course)) return returnUrl;
  return `${url.origin}${moodle}/course/view.php?id=${course}`;
}
