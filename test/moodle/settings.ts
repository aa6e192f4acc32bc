/** Where the Moodle is that the test drives, and who is in it. Its own scripts make these people by these defaults. */
export const settings = {
  url: (process.env['MOODLE_URL'] ?? '').replace(/\/$/, ''),
  courseId: Number(process.env['MOODLE_COURSE'] ?? '2'),
  adminPassword: process.env['MOODLE_ADMIN_PASSWORD'] ?? 'Passw0rd!x',
  password: process.env['MOODLE_PASSWORD'] ?? 'Passw0rd!x',
  /** Shell commands that take Moodle off the network and bring it back. */
  stopCommand: process.env['MOODLE_STOP'] ?? '',
  startCommand: process.env['MOODLE_START'] ?? '',
  /** A folder for screenshots of the main steps. */
  pictures: process.env['MOODLE_PICTURES'] ?? '',
} as const;

/** Chromium on a busy machine, Moodle without warm caches. */
export const patience = 60_000;
