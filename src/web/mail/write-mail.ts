import { join } from 'node:path';
import { create } from 'express-handlebars';
import { asId } from '../../shared/index.ts';
import type { Message, WriteMail } from '../../notices/index.ts';
import { zonedFormat } from '../formats.ts';
import { paths } from '../paths.ts';
import { asLanguage, type Language, type Texts, type Translate } from '../texts.ts';

export interface MailSettings {
  readonly views: string;
  readonly publicUrl: URL;
  readonly texts: Texts;
}

/** No launch leads from a mail into the tool; pages only need some placement to stand in their address. */
const fromMail = asId<'placement'>('mail');

/** Writes mails in the reader's language, each as plain text and as HTML. */
export function createMailWriter({ views, publicUrl, texts }: MailSettings): WriteMail {
  const html = create({ extname: '.hbs' });
  const text = create({ extname: '.hbs', compilerOptions: { noEscape: true } });
  return async (message) => {
    const language = asLanguage(message.locale) ?? 'en';
    const model = { ...mailModel(message, { t: texts.inLanguage(language), language, publicUrl }) };
    const options = { cache: true };
    return {
      subject: model.subject,
      text: await text.render(join(views, 'mail/notice.text.hbs'), model, options),
      html: await html.render(join(views, 'mail/notice.html.hbs'), model, options),
    };
  };
}

export interface MailModel {
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly place: string;
  readonly href: string;
  readonly linkText: string;
  readonly why: string;
  readonly settingsText: string;
  readonly settingsHref: string;
}

interface Situation {
  readonly t: Translate;
  readonly language: Language;
  readonly publicUrl: URL;
}

export function mailModel(message: Message, { t, language, publicUrl }: Situation): MailModel {
  const { kind, cohortId: cohort, cohortTitle, taskId, taskTitle, version } = message;
  const where = { cohort, placement: fromMail };
  const moment = (at: Date | null): string =>
    at === null ? '' : zonedFormat(language, message.timeZone).format(at);
  const values = {
    ...{ task: oneLine(taskTitle ?? ''), course: oneLine(cohortTitle), version },
    ...{ at: moment(message.submittedAt), due: moment(message.dueAt) },
  };
  const path = taskId === null ? paths.queue.to(where) : paths.task.to({ ...where, task: taskId });
  return {
    language,
    subject: t(`mail:${kind}.subject`, values),
    paragraphs: paragraphsOf(message, (key, more = {}) => t(key, { ...values, ...more })),
    place: t('mail:place', values),
    href: new URL(path, publicUrl).href,
    linkText: t('mail:link'),
    why: t('mail:why', values),
    settingsText: t('mail:settings'),
    settingsHref: new URL(paths.noticeSettings.to(where), publicUrl).href,
  };
}

type Say = (key: string, more?: Readonly<Record<string, number>>) => string;

function paragraphsOf({ kind, late, dueAt, waiting }: Message, say: Say): string[] {
  if (waiting) {
    return [
      say('mail:digest.news', { count: waiting.news }),
      say('mail:digest.waiting', { count: waiting.waiting }),
      ...(waiting.asked > 0 ? [say('mail:digest.asked', { count: waiting.asked })] : []),
    ];
  }
  return [
    say(`mail:${kind}.text`),
    ...(kind === 'receipt' && late ? [say('mail:late')] : []),
    ...(kind === 'reminder' && dueAt ? [say('mail:dueOn')] : []),
    say(`mail:${kind}.next`),
  ];
}

/** Titles come from platforms and stand in a header. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
