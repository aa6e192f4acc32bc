import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import ts from 'typescript';

/** Keys of texts as code and templates name them: whole ones, and patterns where a part is filled in at run time. */
export interface UsedKeys {
  readonly literals: ReadonlyMap<string, string>;
  readonly patterns: readonly RegExp[];
}

const keyForm = /^[a-z][a-z-]*:[A-Za-z0-9_.-]+$/;

export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** Every key of a locale file, with the plural endings that i18next adds taken off. */
export function keysOf(value: unknown, prefix: string): string[] {
  if (typeof value === 'string') return [prefix.replace(/_(zero|one|two|few|many|other)$/, '')];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    keysOf(inner, prefix.endsWith(':') ? `${prefix}${name}` : `${prefix}.${name}`),
  );
}

export function collectUsedKeys(sources: readonly string[], templates: readonly string[]): UsedKeys {
  const literals = new Map<string, string>();
  const patterns: RegExp[] = [];
  const found = (parts: readonly (string | null)[], file: string): void => {
    const [first] = parts;
    if (parts.length === 1 && first && keyForm.test(first)) literals.set(first, file);
    else if (first && /^[a-z][a-z-]*:/.test(first)) patterns.push(toPattern(parts));
  };
  for (const file of sources) readSource(file, found);
  for (const file of templates) readTemplate(file, found);
  return { literals, patterns };
}

function toPattern(parts: readonly (string | null)[]): RegExp {
  const escaped = parts.map((part) =>
    part === null ? '.+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${escaped.join('')}$`);
}

type Found = (parts: readonly (string | null)[], file: string) => void;

function readSource(file: string, found: Found): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found([node.text], file);
    else if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.flatMap((span) =>
        [null, span.literal.text || null].slice(0, span.literal.text ? 2 : 1),
      );
      found([node.head.text, ...parts], file);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

class TextCalls extends Handlebars.Visitor {
  readonly calls: hbs.AST.Expression[] = [];

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    this.note(statement);
    super.MustacheStatement(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.note(expression);
    super.SubExpression(expression);
  }

  private note({ path, params }: { path: hbs.AST.Node; params: hbs.AST.Expression[] }): void {
    if ((path as hbs.AST.PathExpression).original === 't' && params[0]) this.calls.push(params[0]);
  }
}

function readTemplate(file: string, found: Found): void {
  const visitor = new TextCalls();
  visitor.accept(Handlebars.parse(readFileSync(file, 'utf8')));
  for (const call of visitor.calls) {
    if (call.type === 'StringLiteral') found([(call as hbs.AST.StringLiteral).value], file);
    else if (call.type === 'SubExpression') {
      const { params } = call as hbs.AST.SubExpression;
      found(
        params.map((param) =>
          param.type === 'StringLiteral' ? (param as hbs.AST.StringLiteral).value : null,
        ),
        file,
      );
    }
  }
}
