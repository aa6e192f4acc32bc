/**
 * Notices: what is told by mail, to whom and when, and who does not want it. Here belong the sources that bring mails into
 * the outbox, the sender that takes them to a mail server, and the dates at which some come by themselves. Not here: what
 * happened (assessment), the words (web/mail), order and repetition (delivery). Without a mail server nothing is sent and
 * nothing piles up; no address and no name reaches a log.
 */
export type { Message, NoticeKind, WriteMail } from './model.ts';
export { traineeNotices, trainerNotices } from './model.ts';
export type { NoticeDeps } from './deps.ts';
export { isAddress } from './address-of.ts';
export { collectTimedNotices } from './collect-timed-notices.ts';
export { createMailSender } from './mail-sender.ts';
export { createSmtp } from './smtp.ts';
export { noticeSettingsRecords, type NoticeSettingsRecords } from './notice-settings.records.ts';
export { noticeSources } from './notice-sources.ts';
export { timedNoticeIndexes, timedNoticeRecords } from './timed-notice.records.ts';
