import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedSchemas } from '../../curriculum/index.ts';
import type { CommandTools } from './tools.ts';

/** Writes the JSON Schemas that editors complete and check by. */
export async function schemasCommand({ folder, print, t }: CommandTools): Promise<void> {
  const schemas = publishedSchemas();
  await mkdir(join(folder, 'schemas'), { recursive: true });
  for (const [name, content] of schemas) await writeFile(join(folder, 'schemas', name), content);
  print(t('cli-curriculum:schemas.written', { count: schemas.size }));
}
