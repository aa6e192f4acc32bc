import { PassThrough } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import type { Mail, SendMail, Sent } from './model.ts';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…` */
  readonly url: string;
  readonly from: string;
  /** Refuse to go on without TLS; for servers on other machines. */
  readonly requireTls: boolean;
}

const connectMs = 10_000;
const silentMs = 20_000;

/** Sends through an SMTP server; a connection for each mail, since few go out. */
export function createSmtp(settings: SmtpSettings): SendMail {
  return async ({ to, subject, text, html, messageId }: Mail) => {
    let hasBegun = false;
    const transport = openTransport(settings, () => (hasBegun = true));
    try {
      await transport.sendMail({
        ...{ from: settings.from, to, subject, text, html, messageId },
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { kind: 'taken' };
    } catch (error) {
      return outcomeOf(error, hasBegun);
    } finally {
      transport.close();
    }
  };
}

/** `begun` is called when the connection stands and the mail itself is about to go out. */
function openTransport({ url, requireTls }: SmtpSettings, begun: () => void): Transporter {
  const transport = createTransport({
    ...{ url, connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: silentMs },
    ...{ requireTLS: requireTls, disableFileAccess: true, disableUrlAccess: true },
  });
  transport.use('stream', (mail, done) => {
    mail.message.transform(() => {
      begun();
      return new PassThrough();
    });
    done();
  });
  return transport;
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/**
 * What the error says of the mail; its own words are left out, as servers repeat addresses in them. A wrong password, or a
 * server without TLS, says nothing of the mail.
 */
function outcomeOf(error: unknown, begun: boolean): Sent {
  const { code = 'error', responseCode } = error as SmtpError;
  const reason = responseCode === undefined ? code : `${responseCode} ${code}`;
  const isOfServer = code === 'EAUTH' || code === 'ETLS';
  if (responseCode !== undefined && responseCode >= 500 && !isOfServer) return { kind: 'refused', reason };
  if (responseCode !== undefined || !begun) return { kind: 'retry', reason };
  return { kind: 'unknown', reason };
}
