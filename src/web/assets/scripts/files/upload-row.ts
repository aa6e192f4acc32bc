import { DetailedError, Upload } from 'tus-js-client';
import { announce } from '../base/announce.ts';

interface Chosen {
  readonly file: File;
  readonly token: string;
}

interface Listeners {
  /** The server has the file. */
  done(): void;
  /** It was refused or given up. */
  ended(): void;
  /** It is tried once more. */
  begun(): void;
}

/** Bytes of one request: small enough for proxies, and no more is sent anew after a break. */
const chunkBytes = 4 * 1024 * 1024;
/** Ms to wait after each break; a change to "online" does not wait. */
const pauses = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 30_000, 60_000, 60_000, 60_000];

/** One file on its way, with how far it is. */
export class UploadRow {
  private readonly row: HTMLElement;
  private readonly progress: HTMLProgressElement;
  private readonly state: HTMLElement;
  private readonly upload: Upload;
  private listeners: Listeners | null = null;
  private isPaused = false;
  private isEnded = false;

  constructor(
    private readonly field: HTMLElement,
    private readonly chosen: Chosen,
  ) {
    const template = field.querySelector('[data-upload-template]') as HTMLTemplateElement;
    const fragment = template.content.cloneNode(true) as DocumentFragment;
    this.row = fragment.querySelector('.file-upload') as HTMLElement;
    this.progress = this.row.querySelector('[data-upload-progress]') as HTMLProgressElement;
    this.state = this.row.querySelector('[data-upload-state]') as HTMLElement;
    (this.row.querySelector('[data-upload-name]') as HTMLElement).textContent = chosen.file.name;
    this.progress.setAttribute('aria-label', chosen.file.name);
    this.upload = this.makeUpload();
  }

  start(listeners: Listeners): void {
    this.listeners = listeners;
    (this.field.querySelector('[data-file-uploads]') as HTMLElement).append(this.row);
    this.button('stop').addEventListener('click', () => void this.stop());
    this.button('again').addEventListener('click', () => this.again());
    window.addEventListener('online', () => {
      if (this.isPaused && !this.isEnded) void this.upload.abort().then(() => this.upload.start());
    });
    const isTooLarge = this.chosen.file.size > Number(this.field.dataset['megabytes']) * 1024 * 1024;
    if (isTooLarge) this.refuse(this.text('tooLarge'), false);
    else this.begin();
  }

  private makeUpload(): Upload {
    const { file, token } = this.chosen;
    return new Upload(file, {
      endpoint: this.field.dataset['upload'] ?? '',
      metadata: { token, filename: file.name },
      chunkSize: chunkBytes,
      retryDelays: pauses,
      // In a frame with cookies blocked there is no storage to remember uploads in.
      storeFingerprintForResuming: false,
      onProgress: (sent, all) => this.showProgress(sent, all),
      onShouldRetry: (error) => this.mayRetry(error),
      onSuccess: () => this.finish(),
      onError: (error) => this.fail(error),
    });
  }

  private begin(): void {
    this.isEnded = false;
    this.row.classList.remove('is-refused');
    this.button('stop').hidden = false;
    this.button('again').hidden = true;
    this.say('uploading');
    this.upload.start();
  }

  private showProgress(sent: number, all: number): void {
    this.isPaused = false;
    this.progress.value = all === 0 ? 0 : Math.round((sent / all) * 100);
    this.say(sent >= all ? 'checking' : 'uploading');
  }

  /** What the server refused it refuses again; a broken connection and a server that restarts may pass. */
  private mayRetry(error: DetailedError | Error): boolean {
    const status = statusOf(error);
    const mayPass = status === null || status >= 500 || [409, 423, 408, 429].includes(status);
    if (textOf(error) !== null || !mayPass) return false;
    if (!this.isPaused) announce(this.text('paused'));
    this.isPaused = true;
    this.say('paused');
    return true;
  }

  private finish(): void {
    this.isEnded = true;
    announce(`${this.chosen.file.name} ${this.text('done')}`);
    this.row.remove();
    this.listeners?.done();
  }

  private fail(error: DetailedError | Error): void {
    const status = statusOf(error);
    this.refuse(textOf(error) ?? this.text('failed'), status === null || status >= 500);
  }

  private refuse(text: string, mayTryAgain: boolean): void {
    this.isEnded = true;
    this.row.classList.add('is-refused');
    this.button('stop').hidden = true;
    this.button('again').hidden = !mayTryAgain;
    this.state.textContent = text;
    announce(text);
    this.listeners?.ended();
  }

  private again(): void {
    this.listeners?.begun();
    this.begin();
  }

  private async stop(): Promise<void> {
    this.isEnded = true;
    // What had come of it goes from the server too; if that is not reached, the server removes it by itself later.
    await this.upload.abort(true).catch(() => undefined);
    this.row.remove();
    this.listeners?.ended();
    this.field.querySelector<HTMLElement>('[data-file-input]')?.focus();
  }

  private say(name: 'uploading' | 'paused' | 'checking'): void {
    const text = this.text(name);
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  private text(name: string): string {
    return this.field.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '';
  }

  private button(name: 'stop' | 'again'): HTMLButtonElement {
    return this.row.querySelector(`[data-upload-${name}]`) as HTMLButtonElement;
  }
}

function statusOf(error: DetailedError | Error): number | null {
  return (error instanceof DetailedError && error.originalResponse?.getStatus()) || null;
}

/** The server's own words for people. */
function textOf(error: DetailedError | Error): string | null {
  if (!(error instanceof DetailedError)) return null;
  try {
    const { text } = JSON.parse(error.originalResponse?.getBody() ?? '') as { text?: string };
    return text ?? null;
  } catch {
    return null;
  }
}
