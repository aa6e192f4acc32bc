import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { CookieJar } from '../support/cookie-jar.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Connections stay open, as browsers keep them. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** A browser that keeps cookies and follows nothing. */
export class Client {
  readonly jar = new CookieJar();

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(url, { method: 'GET', headers });
  }

  post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.#send(url, { method: 'POST', headers: { ...type, ...headers }, body });
  }

  #send(
    url: string,
    { method, headers, body = '' }: { method: string; headers: Record<string, string>; body?: string },
  ): Promise<Answer> {
    const cookie = this.jar.header();
    return new Promise((resolve, reject) => {
      const all = {
        ...headers,
        ...(cookie ? { Cookie: cookie } : {}),
        'Content-Length': Buffer.byteLength(body),
      };
      const asked = request(url, { method, headers: all, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          this.jar.take(response.headers['set-cookie'] ?? []);
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

/** Fails unless the answer is as expected: a figure of error pages would be worth nothing. */
export function expectStatus(answer: Answer, status: number, what: string): void {
  if (answer.status === status) return;
  const text = answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  throw new Error(`${what} answered ${answer.status} instead of ${status}: ${text.slice(0, 500)}`);
}
