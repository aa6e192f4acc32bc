import { parseMarkChanges, type MarkChange } from '../../../../assessment/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a form says about a mark: every field of it that the form names (see fields-of-mark), and nothing of the others.
 * @throws MarkMalformed
 */
export function parseMarkForm(body: unknown): MarkChange[] {
  const fields = Object.entries((body ?? {}) as Fields);
  return parseMarkChanges(fields.flatMap(([name, value]) => changeOf(name, value, body as Fields) ?? []));
}

function changeOf(name: string, value: unknown, form: Fields): object | null {
  const [, kind = '', first = '', second = ''] = /^(\w+)(?:\.([^.]+))?(?:\.([^.]+))?$/.exec(name) ?? [];
  switch (kind) {
    case 'level':
      return { kind, criterionId: first, level: digitOrNull(value) };
    case 'person':
      return { kind: 'person-level', enrolmentId: first, criterionId: second, level: digitOrNull(value) };
    case 'overall':
    case 'todo':
    case 'reason':
      return { kind, text: sameLineEnds(value) };
    case 'decision':
      return { kind, decision: value === '' ? null : value };
    case 'comment':
      return second === 'text' ? commentChange(first, value, form) : null;
    default:
      return null;
  }
}

function commentChange(id: string, value: unknown, form: Fields): object {
  const criterion = form[`comment.${id}.criterion`] ?? '';
  const anchor = form[`comment.${id}.anchor`] ?? '';
  return {
    ...{ kind: 'comment', id, criterionId: criterion === '' ? null : criterion },
    anchor: anchor === '' ? null : parsedJson(anchor),
    text: sameLineEnds(value),
  };
}

/** '' takes a level away; whatever is no digit stays as it is and is refused. */
function digitOrNull(value: unknown): unknown {
  if (value === '') return null;
  return typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value;
}

function parsedJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    return value;
  }
}

/** Forms send CRLF, scripts LF. */
function sameLineEnds(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
}
