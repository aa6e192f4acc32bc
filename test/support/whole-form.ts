import type { PlainBrowser, Visit } from './browser.ts';

type Fields = Record<string, string | string[]>;

/** Everything that a browser would send of a form as it stands on the page: texts, ticked boxes, hidden fields. */
export function wholeForm(page: Visit, action: string | RegExp): Fields {
  const html = page.form(action).html.replaceAll(/<template[\s\S]*?<\/template>/g, '');
  const texts = [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
    ([, attributes = '', text = '']) => [attribute(attributes, 'name'), decode(text)] as const,
  );
  const inputs = [...html.matchAll(/<input\b([^>]*)>/g)]
    .map(([, attributes = '']) => attributes)
    .filter((attributes) => !attributes.includes('type="file"'))
    .filter((attributes) => !/type="(radio|checkbox)"/.test(attributes) || /\schecked\b/.test(attributes))
    .map((attributes) => [attribute(attributes, 'name'), attribute(attributes, 'value')] as const);
  const entries = [...inputs, ...texts].filter(([name]) => name !== '');
  return entries.reduce<Fields>((all, [name, value]) => {
    const before = all[name];
    return { ...all, [name]: before === undefined ? value : [before, value].flat() };
  }, {});
}

/** Sends a form as it stands on the page with some of its fields changed. */
export function sendWhole(
  browser: PlainBrowser,
  page: Visit,
  action: string | RegExp,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Visit> {
  return browser.post(page.form(action).action, { ...wholeForm(page, action), ...changes });
}

function attribute(attributes: string, name: string): string {
  return decode(new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#x60;', '`')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
