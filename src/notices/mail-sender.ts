import { z } from 'zod';
import type { Sender } from '../delivery/index.ts';
import { asId } from '../shared/index.ts';
import type { NoticeDeps } from './deps.ts';
import { findMessage } from './find-message.ts';
import { traineeNotices, trainerNotices, type Notice, type SendMail, type WriteMail } from './model.ts';

export interface MailSenderDeps {
  readonly notices: NoticeDeps;
  readonly write: WriteMail;
  readonly send: SendMail;
  /** The right half of message ids. */
  readonly host: string;
}

const payload = z.object({
  kind: z.enum([...traineeNotices, ...trainerNotices]),
  cohortId: z.string(),
  enrolmentId: z.string(),
  taskId: z.string().nullable(),
  submissionId: z.string().nullable(),
  version: z.number(),
  at: z.date(),
});

/** Sends one notice by mail. What the outbox keeps and logs of it holds neither address nor name. */
export function createMailSender({ notices, write, send, host }: MailSenderDeps): Sender {
  return async ({ key, payload: stored }) => {
    const found = await findMessage(notices, toNotice(payload.parse(stored)));
    if (!found) return { kind: 'not-needed' };
    const words = await write(found.message);
    const messageId = `<${key.replaceAll(/[^A-Za-z0-9._-]/g, '.')}@${host}>`;
    const sent = await send({ ...words, to: found.address, messageId });
    if (sent.kind === 'taken') return { kind: 'delivered' };
    const answer = { status: null, body: sent.reason, at: notices.clock() };
    return sent.kind === 'retry' ? { kind: 'retry', answer } : { kind: 'parked', answer };
  };
}

function toNotice({ cohortId, enrolmentId, ...rest }: z.output<typeof payload>): Notice {
  return { ...rest, cohortId: asId(cohortId), enrolmentId: asId(enrolmentId) };
}
