import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import {
  loadFiles,
  readCurriculum,
  readingHash,
  secondReaderFile,
  type Module,
  type Question,
  type Reading,
} from '../../curriculum/index.ts';
import { scoreQuestion } from '../../learning/index.ts';
import { DomainError } from '../../shared/index.ts';
import { answerOf, filledSheet, type FilledSheet } from './second-reader/filled-sheet.ts';
import { sheetOf } from './second-reader/sheet.ts';
import type { CommandTools } from './tools.ts';

const schemaLine = '# yaml-language-server: $schema=../../schemas/second-reader.schema.json\n';

type SheetOptions = CommandTools & { readonly open?: true };

/**
 * Prints a module's questions without their key, for somebody who did not write them; with `open` only those that nobody
 * has answered as they stand now.
 */
export async function sheetCommand(tools: SheetOptions, number: string): Promise<void> {
  const found = await findModule(tools, number);
  if (!found) return;
  const pool = found.module.quiz?.pool ?? [];
  const known = tools.open ? await readingsIn(found.file) : [];
  const isRead = (question: Question): boolean => {
    const last = known.findLast((reading) => reading.question === question.id);
    return last?.agrees === true && last.seen === readingHash(question);
  };
  tools.print(stringify(sheetOf(pool.filter((question) => !isRead(question))), { lineWidth: 100 }));
}

type RecordOptions = CommandTools & { readonly reader: string };

/** Compares a filled sheet with the key and adds it to the record beside the pool. */
export async function recordCommand(tools: RecordOptions, number: string, sheet: string): Promise<void> {
  const found = await findModule(tools, number);
  if (!found) return;
  const filled = await readSheet(tools, sheet);
  if (!filled) return;
  const pool = found.module.quiz?.pool ?? [];
  const unclear = pool.filter((question) => isUnclear(question, filled));
  for (const { id } of unclear) tools.print(tools.t('cli-curriculum:record.unclear', { question: id }));
  if (unclear.length > 0) return tools.fail();
  const readings = pool.flatMap((question) => {
    const entry = filled[question.id];
    if (!entry || entry.answer === null) return [];
    const note = entry.note ? { note: entry.note } : {};
    return { ...compared(question, entry.answer), reader: tools.reader, ...note };
  });
  await addReadings(found.file, readings);
  printReadings(tools, readings, pool.length);
}

/** Null if the file is not there or is no sheet, which is said. */
async function readSheet(tools: CommandTools, file: string): Promise<FilledSheet | null> {
  try {
    return filledSheet.parse(parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    tools.print(tools.t('cli-curriculum:record.unreadable', { file, reason }));
    tools.fail();
    return null;
  }
}

/** An answer in letters that the sheet does not have. */
function isUnclear(question: Question, filled: FilledSheet): boolean {
  const answer = filled[question.id]?.answer ?? null;
  if (answer === null) return false;
  try {
    answerOf(question, answer);
    return false;
  } catch (error) {
    if (error instanceof DomainError) return true;
    throw error;
  }
}

type Given = Parameters<typeof answerOf>[1];

function compared(question: Question, given: Given): Omit<Reading, 'reader' | 'note'> {
  const answer = answerOf(question, given);
  return {
    question: question.id,
    seen: readingHash(question),
    given: typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value),
    agrees: scoreQuestion(question, answer) === 1,
  };
}

async function addReadings(file: string, readings: readonly Reading[]): Promise<void> {
  const content = { readings: [...(await readingsIn(file)), ...readings] };
  await writeFile(file, `${schemaLine}${stringify(content, { lineWidth: 110 })}`);
}

async function readingsIn(file: string): Promise<readonly Reading[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? [] : secondReaderFile.parse(parse(text)).readings;
}

function printReadings({ t, print }: CommandTools, readings: readonly Reading[], pool: number): void {
  for (const { question, given, agrees } of readings) {
    if (!agrees) print(t('cli-curriculum:record.differs', { question, given }));
  }
  const agreeing = readings.filter(({ agrees }) => agrees).length;
  print(t('cli-curriculum:record.summary', { read: readings.length, agreeing, pool }));
}

interface Found {
  readonly module: Module;
  /** Where its record is kept. */
  readonly file: string;
}

/** Looks at the module even while others have errors. */
async function findModule(tools: CommandTools, number: string): Promise<Found | null> {
  const files = await loadFiles(tools.folder);
  const module = readCurriculum(files).draft?.modules.find(
    (candidate) => candidate.number === Number(number),
  );
  const path = [...files.keys()].find((name) => name.startsWith(`modules/${number.padStart(2, '0')}-`));
  if (module?.quiz && path)
    return { module, file: join(tools.folder, path.split('/').slice(0, 2).join('/'), 'second-reader.yaml') };
  tools.print(tools.t('cli-curriculum:sheet.unknown', { number }));
  tools.fail();
  return null;
}
