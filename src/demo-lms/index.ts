/**
 * A small learning-management system for trying the tool and for tests: real LTI 1.3 as a platform, with keys of its own
 * and invented people. Anyone can be anyone here, so it is never on in production. It knows the tool by its addresses
 * only and meets it over HTTP. What it answers like Moodle does, it answers so because tools meet Moodle most.
 */
export { createDemoLms, type DemoLms, type DemoRegistration } from './create-demo-lms.ts';
export { demoIndexes } from './demo.records.ts';
export { isDemoPlatform } from './addresses.ts';
export type { DemoActivity, DemoRules, ReceivedScore } from './deps.ts';
export type { IdTokenDraft } from './launch/id-token.ts';
