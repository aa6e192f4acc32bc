import Handlebars from 'handlebars';
import { bytesText } from './bytes-text.ts';
import { listFormat, momentFormat, percentFormat, timeFormat } from './formats.ts';
import { iconMarkup } from './icons.ts';
import type { Language, Translate } from './texts.ts';

interface HelperOptions {
  readonly hash: Record<string, unknown>;
  readonly data: { readonly root: { readonly page: { readonly t: Translate; readonly language: Language } } };
}

type Helpers = Record<string, (...args: never[]) => unknown>;

/** What templates may call: texts, times, numbers and addresses of assets. No logic. */
export function templateHelpers(assetUrl: (name: string) => string): Helpers {
  return {
    t: (key: string, { hash, data }: HelperOptions) => data.root.page.t(key, hash),
    asset: (name: string) => assetUrl(name),
    time: (at: Date | string | null, options: HelperOptions) => timeElement(at, options),
    percent: (share: number | null, { data }: HelperOptions) =>
      share === null ? '' : formatPercent(share, data.root.page.language),
    bytes: (bytes: number, { data }: HelperOptions) => bytesText(bytes, data.root.page.language),
    join: (items: readonly string[], { data }: HelperOptions) =>
      listFormat(data.root.page.language).format(items),
    eq: (a: unknown, b: unknown) => a === b,
    icon: (name: string) => new Handlebars.SafeString(iconMarkup(name)),
  };
}

/**
 * A moment as an element that a script rewrites into the reader's own time zone; without scripts it stands in UTC and
 * says so.
 */
function timeElement(
  at: Date | string | null,
  { hash, data }: HelperOptions,
): Handlebars.SafeString | string {
  if (at === null) return '';
  const moment = new Date(at);
  const short = hash['style'] === 'time';
  const format = (short ? timeFormat : momentFormat)(data.root.page.language);
  const text = Handlebars.escapeExpression(`${format.format(moment)} UTC`);
  const style = short ? 'time' : 'moment';
  return new Handlebars.SafeString(
    `<time datetime="${moment.toISOString()}" data-local="${style}">${text}</time>`,
  );
}

/** Rounded down, so that 69.6 % never reads as the pass mark's 70 %. */
export function formatPercent(share: number, language: string): string {
  const whole = Math.floor(share * 100 + 1e-9) / 100;
  return percentFormat(language).format(whole);
}
