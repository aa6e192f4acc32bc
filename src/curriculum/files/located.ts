import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, Scalar, type Document } from 'yaml';
import type { z } from 'zod';
import type { Findings, Place } from './issue.ts';

export type Path = readonly (string | number)[];

/** A text with the place where it begins, so that a problem inside it can be found. */
export interface LocatedText extends Place {
  readonly text: string;
}

/** A parsed file that still knows on which line each of its values stands. */
export interface Located<T> {
  readonly file: string;
  readonly value: T;
  at(path: Path): Place;
  /** A string of the file; its line is the one where the text itself begins. */
  textAt(path: Path): LocatedText;
}

/** `firstLine` is where the YAML begins in its file (front matter begins on line 2). */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  readonly firstLine?: number;
}

/** Reports every problem of the file; null if there is one. */
export function parseYaml<T>(
  source: YamlSource,
  schema: z.ZodType<T>,
  findings: Findings,
): Located<T> | null {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const tree = new Tree(source, document, lines);
  const faults = [...document.errors, ...document.warnings];
  for (const fault of faults)
    findings.error('yaml-syntax', tree.placeAt(fault.pos[0]), { reason: fault.message });
  if (faults.length > 0) return null;
  return parseLocated(locate(tree, document.toJS() as unknown, []), schema, findings);
}

/** Checks a part of a file, or a whole file that was read without a schema, and reports every problem. */
export function parseLocated<T>(
  source: Located<unknown>,
  schema: z.ZodType<T>,
  findings: Findings,
): Located<T> | null {
  const result = schema.safeParse(source.value);
  if (!result.success) {
    for (const issue of result.error.issues) reportShape(source, issue, findings);
    return null;
  }
  return { ...source, value: result.data };
}

/** One entry of a file as if it were a file of its own. */
export function partOf<T>(source: Located<unknown>, path: Path, value: T): Located<T> {
  return {
    file: source.file,
    value,
    at: (inner) => source.at([...path, ...inner]),
    textAt: (inner) => source.textAt([...path, ...inner]),
  };
}

function locate<T>(tree: Tree, value: T, base: Path): Located<T> {
  return {
    file: tree.file,
    value,
    at: (path) => tree.placeOf([...base, ...path]),
    textAt: (path) => tree.textAt([...base, ...path]),
  };
}

function reportShape(source: Located<unknown>, issue: z.core.$ZodIssue, findings: Findings): void {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const name = path.join('.') || '(file)';
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys)
      findings.error('unknown-key', source.at([...path, key]), { key, path: name });
  } else if (valueAt(source.value, path) === undefined) {
    findings.error('missing', source.at(path), { path: name });
  } else {
    findings.error('shape', source.at(path), { path: name, reason: issue.message });
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** Finds nodes of a YAML document. Keys are compared as text, as toJS makes `1:` and `true:` into text. */
class Tree {
  readonly file: string;
  private readonly firstLine: number;

  constructor(
    source: YamlSource,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {
    this.file = source.file;
    this.firstLine = source.firstLine ?? 1;
  }

  /** The line of the key, of the list's entry, or of the nearest thing around it that is there. */
  placeOf(path: Path): Place {
    let node: unknown = this.document.contents;
    let offset = startOf(node) ?? 0;
    for (const key of path) {
      const step = stepInto(node, key);
      if (!step) break;
      node = step.value;
      offset = startOf(step.mark) ?? offset;
    }
    return this.placeAt(offset);
  }

  textAt(path: Path): LocatedText {
    const node = path.reduce<unknown>((inner, key) => stepInto(inner, key)?.value, this.document.contents);
    const place = this.placeOf(path);
    if (!isScalar(node)) return { ...place, text: '' };
    const start = this.placeAt(startOf(node) ?? 0).line ?? 1;
    const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
    return { file: this.file, line: isBlock ? start + 1 : start, text: String(node.value) };
  }

  placeAt(offset: number): Place {
    return { file: this.file, line: this.lines.linePos(offset).line + this.firstLine - 1 };
  }
}

function stepInto(
  node: unknown,
  key: string | number,
): { readonly mark: unknown; readonly value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair ? { mark: pair.key, value: pair.value } : null;
  }
  if (isSeq(node) && typeof key === 'number' && key in node.items) {
    return { mark: node.items[key], value: node.items[key] };
  }
  return null;
}

function startOf(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null;
}
