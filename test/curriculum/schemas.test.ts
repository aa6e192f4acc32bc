import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { loadFiles, publishedSchemas } from '../../src/curriculum/index.ts';
import { parse } from 'yaml';
import { checkSettings } from '../../src/curriculum/schemas/structure.ts';
import { small } from './fixture.ts';

const folder = 'curriculum/schemas';

describe('the published schemas', () => {
  it('are current: npm run curriculum -- schemas writes them', () => {
    const files = readdirSync(folder).map(
      (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
    );
    expect(new Map(files)).toEqual(publishedSchemas());
  });

  it('are named by the first line of every file that they are for', async () => {
    for (const [root, files] of [
      ['curriculum', await loadFiles('curriculum')],
      ['test/curriculum/fixtures/small', small],
    ] as const) {
      for (const [path, text] of files) {
        if (!path.endsWith('.yaml')) continue;
        const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)/.exec(text) ?? [];
        const target = normalize(join(root, dirname(path), schema));
        const isText = path.includes('/en/') || path.startsWith('en/');
        const name = path.replace(/^.*\/|\.yaml$/g, '');
        expect([path, target]).toEqual([path, `${folder}/${name}${isText ? '-text' : ''}.schema.json`]);
      }
    }
  });

  it('have the thresholds that the README names', () => {
    const [, block = ''] =
      /```yaml\n(checks:\n {2}lesson[^`]*)```/.exec(readFileSync('curriculum/README.md', 'utf8')) ?? [];
    expect(parse(block)).toEqual({ checks: checkSettings.parse({}) });
  });
});
