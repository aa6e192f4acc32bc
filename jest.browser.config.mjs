/** What only a browser shows: Chromium through playwright-core, and, where MOODLE_URL is given, a real Moodle. */
import { base } from './jest.config.mjs';

export default {
  ...base,
  maxWorkers: 1,
  testTimeout: 120_000,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/test/moodle/**/*.test.ts'],
};
