/**
 * HTTP and everything that a person sees: pages, middleware, texts, styles and scripts. Handlers parse, call one use
 * case of another room and render; no rule of the product stands here.
 */
export { createHttpApp, type HttpApp } from './http-app.ts';
export { errorTable } from './errors/error-table.ts';
export { createSession, sessionIndexes } from './middleware/session.ts';
export { contextOf } from './middleware/context.ts';
export { paths } from './paths.ts';
export type { LmsOutcome, LmsServices, MailPages } from './deps.ts';
export { createMailWriter } from './mail/write-mail.ts';
export { toolRoutes } from './routes/index.ts';
export { asLanguage, loadTexts, type Language, type Texts, type Translate } from './texts.ts';
export { createWelcome } from './welcome.ts';
