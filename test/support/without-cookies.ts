import type { RequestListener, ServerResponse } from 'node:http';

/**
 * The tool as a browser meets it that keeps no cookies in frames, such as one that knows no partitioned cookies: those
 * whose names match never arrive there.
 */
export function withoutFrameCookies(names: RegExp = /./): (listener: RequestListener) => RequestListener {
  return (listener) => (req, res) => {
    const place = req.headers['sec-fetch-dest'];
    if (place === 'iframe') dropCookies(res, names);
    listener(req, res);
  };
}

function dropCookies(res: ServerResponse, names: RegExp): void {
  const setHeader = res.setHeader.bind(res);
  res.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);
    const kept = [value].flat().filter((line) => !names.test(String(line).split('=')[0] ?? ''));
    return kept.length > 0 ? setHeader(name, kept as string[]) : res;
  };
}
