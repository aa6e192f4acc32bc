import type { ToolDeps } from '../app.ts';
import type { AssessmentDeps } from '../assessment/index.ts';
import type { CohortDirectory, CohortRecords, Schedule } from '../cohorts/index.ts';
import { isLoopback } from '../config/index.ts';
import type { Curriculum } from '../curriculum/index.ts';
import type { Sender, Source } from '../delivery/index.ts';
import {
  collectTimedNotices,
  createMailSender,
  createSmtp,
  noticeSettingsRecords,
  noticeSources,
  timedNoticeRecords,
  type NoticeDeps,
} from '../notices/index.ts';
import type { PeopleRecords } from '../people/index.ts';
import { createMailWriter, type MailPages, type Texts } from '../web/index.ts';
import type { Job } from './jobs.ts';

export interface MailRooms {
  readonly people: PeopleRecords;
  readonly assessment: AssessmentDeps;
  readonly schedule: Schedule;
  readonly cohorts: CohortDirectory;
  readonly cohortRecords: Pick<CohortRecords, 'listCohorts'>;
  readonly curriculum: () => Curriculum;
  readonly texts: Texts;
}

/** What goes out by mail: for the outbox, for the jobs and for the page on which people choose. */
export interface MailParts {
  readonly pages: MailPages;
  readonly sources: readonly Source[];
  /** Left out where there is no mail server. */
  readonly senders: { readonly mail?: Sender };
  readonly job: Job;
}

const minute = 60_000;

export function openMail(deps: ToolDeps, rooms: MailRooms): MailParts {
  const { connection } = deps.database;
  const settings = noticeSettingsRecords(connection);
  const { cohortRecords, texts, ...others } = rooms;
  const notices: NoticeDeps = {
    ...others,
    records: { settings, timed: timedNoticeRecords(connection) },
    listCohorts: async () => (await cohortRecords.listCohorts()).map(({ id }) => id),
    clock: deps.clock,
    sendsMail: deps.config.mail !== null,
  };
  return {
    pages: { settings, sendsMail: notices.sendsMail },
    sources: noticeSources(notices),
    senders: sendersOf(deps, notices, texts),
    job: {
      name: 'find due dates and news to tell by mail',
      every: 5 * minute,
      run: () => collectTimedNotices(notices),
    },
  };
}

function sendersOf({ config, paths }: ToolDeps, notices: NoticeDeps, texts: Texts): MailParts['senders'] {
  if (config.mail === null) return {};
  const { smtpUrl, from } = config.mail;
  const { publicUrl } = config;
  const requireTls = !isLoopback(new URL(smtpUrl).hostname);
  return {
    mail: createMailSender({
      notices,
      write: createMailWriter({ views: paths.views, publicUrl, texts }),
      send: createSmtp({ url: smtpUrl, from, requireTls }),
      host: publicUrl.hostname,
    }),
  };
}
