import fc from 'fast-check';
import type { Anchor, Comment } from '../../../src/assessment/index.ts';
import { asId } from '../../../src/shared/index.ts';
import { renderAuthorMarkdown } from '../../../src/web/pages/task-work/author-markdown.ts';
import { findPassage } from '../../../src/web/pages/task-work/find-passage.ts';
import { textContentOf } from '../../../src/web/pages/task-work/html-pieces.ts';
import { markPassages } from '../../../src/web/pages/task-work/mark-passages.ts';
import { workModel, type WorkField, type WorkModel } from '../../../src/web/pages/task-work/work-model.ts';
import { aReader, aRow, aWork, photo, task } from './scene.ts';

function fieldOf(model: WorkModel, id: string): WorkField {
  const found = model.fields.find((field) => field.id === id);
  if (!found) throw new Error(`There is no field ${id}`);
  return found;
}

function htmlOf(id: string, value: string | readonly string[]): string | undefined {
  return fieldOf(workModel(task, aWork({ [id]: value }), aReader()), id).value?.html;
}

function aComment(anchor: Partial<Extract<Anchor, { kind: 'passage' }>>): Comment {
  return {
    ...{ id: asId<'comment'>('c1'), criterionId: null, text: 'Say how.', at: new Date(0) },
    anchor: {
      kind: 'passage',
      fieldId: 'story',
      rowId: null,
      innerId: null,
      start: 0,
      end: 0,
      quote: '',
      ...anchor,
    },
  };
}

describe('a work', () => {
  it('shows every kind of field in words', () => {
    expect(htmlOf('name', 'Bread & <b>roses</b>')).toBe('Bread &amp; &lt;b&gt;roses&lt;/b&gt;');
    expect(htmlOf('story', '# How\nThey **meet**.')).toBe('<h4>How</h4>\n<p>They <strong>meet</strong>.</p>');
    expect(htmlOf('members', '12')).toBe('12');
    expect(htmlOf('since', '2026-11-02')).toBe('2 November 2026');
    expect(htmlOf('since', 'in spring')).toBe('in spring');
    expect(htmlOf('kinds', ['place', 'practice'])).toBe('<ul><li>Of practice</li><li>Of place</li></ul>');
    expect(htmlOf('sure', '1')).toBe('Not at all');
    expect(htmlOf('site', 'https://example.org/a?b=1&c=2')).toContain(
      'href="https://example.org/a?b=1&amp;c=2"',
    );
  });

  it('makes no link of an address that a browser would run', () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'https://a b']) {
      expect(htmlOf('site', address)).not.toContain('<a ');
    }
    expect(htmlOf('site', 'https://"onclick="x')).toContain('href="https://&quot;onclick=&quot;x"');
  });

  it('shows rows of tables and dated entries', () => {
    const work = aWork({
      plan: [aRow('r1', { step: 'Welcome' }), aRow('r2', {})],
      journal: [aRow('e1', { event: 'We *met*.' }, '2026-11-02')],
    });
    const model = workModel(task, work, aReader());
    expect(
      fieldOf(model, 'plan').table?.rows.map(({ cells }) => cells.map(({ value }) => value.html)),
    ).toEqual([['Welcome'], ['']]);
    const [entry] = fieldOf(model, 'journal').entries;
    expect(entry).toMatchObject({ number: 1, dayText: '2 November 2026' });
    expect(entry?.values[0]?.value).toMatchObject({
      html: '<p>We <em>met</em>.</p>',
      place: { fieldId: 'journal', rowId: 'e1', innerId: 'event' },
    });
  });

  it('says which fields are empty, and keeps a value of another kind from breaking the page', () => {
    const model = workModel(task, aWork({ name: [aRow('x', {})], plan: 'text' }), aReader());
    expect(model.fields.every(({ isEmpty }) => isEmpty)).toBe(true);
  });

  it('keeps parts for trainers from other readers, and says how many', () => {
    const work = aWork({ name: 'Secret', story: 'Open' }, { trainerOnly: ['name'] });
    const peer = workModel(task, work, aReader({ showTrainerOnly: false }));
    expect(JSON.stringify(peer)).not.toContain('Secret');
    expect(peer.withheld).toBe(1);
    expect(fieldOf(workModel(task, work, aReader()), 'name').isTrainerOnly).toBe(true);
  });

  it('hides names of authors and of their files where names are hidden', () => {
    const work = aWork({ photo: ['f1'], 'own.enrolment-ana': 'I wrote it.' }, { files: [photo] });
    const shown = workModel(
      task,
      work,
      aReader({ authors: new Map([[asId('enrolment-ana'), 'Ana Horvat']]) }),
    );
    expect(JSON.stringify(shown)).toContain('What Ana Horvat did');
    expect(JSON.stringify(shown)).toContain('ana-horvat.png');
    const hidden = JSON.stringify(workModel(task, work, aReader({ authors: null })));
    expect(hidden).toContain('What person 1 did');
    expect(hidden).not.toMatch(/ana/i);
  });
});

describe('the text of an author', () => {
  it('cannot run, cannot load anything, and sends readers on without their address', () => {
    const html = renderAuthorMarkdown(
      '<script>x</script> ![p](https://x.org/p.png) [a](javascript:x) [b](https://b.org) <img src=x onerror=y>',
    );
    expect(html).not.toMatch(/<(script|img)|="javascript:|<[^>]*onerror/);
    expect(html).toContain(
      '<a href="https://b.org" target="_blank" rel="noopener noreferrer nofollow">b</a>',
    );
  });

  it('never writes a tag that is not allowed, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const html = renderAuthorMarkdown(`${text}\n\n<${text}>\n\n[x](${text})`);
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
        const known =
          'p h4 h5 h6 ul ol li blockquote pre code em strong s a br hr table thead tbody tr th td div';
        expect(tags.filter((name) => !known.split(' ').includes(name ?? ''))).toEqual([]);
      }),
    );
  });
});

describe('comments over a work', () => {
  const marked = (story: string, anchor: Parameters<typeof aComment>[0]): WorkField =>
    fieldOf(workModel(task, aWork({ story }), aReader({ comments: [aComment(anchor)] })), 'story');

  it('are marked where the passage stands, with a link to the comment', () => {
    const { value, lostComments } = marked('They **meet** often.', { start: 5, end: 9, quote: 'meet' });
    expect(value?.html).toBe(
      '<p>They <strong><span id="passage-1"></span><mark class="work-mark">meet</mark><a class="work-ref" href="#comment-1" data-number="1" aria-label="Comment 1"></a></strong> often.</p>',
    );
    expect(lostComments).toEqual([]);
  });

  it('are found again when text was put before the passage', () => {
    const { value } = marked('In May they meet, and in June they meet.', {
      start: 36,
      end: 40,
      quote: 'meet',
    });
    expect(value?.html).toMatch(/June they <span[^>]*><\/span><mark/);
    expect(marked('New words. They meet.', { start: 5, end: 9, quote: 'meet' }).value?.html).toContain(
      '<mark',
    );
  });

  it('stand at the foot of the field with their quote when the passage is gone', () => {
    const { value, lostComments } = marked('They talk.', { start: 5, end: 9, quote: 'meet' });
    expect(value?.html).toBe('<p>They talk.</p>');
    expect(lostComments).toEqual([{ number: 1, quote: 'meet' }]);
  });

  it('put no link into a link', () => {
    const html = markPassages('<p><a href="x">over there</a> now</p>', [
      { start: 0, end: 4, number: 1, name: 'One' },
    ]);
    expect(html).toMatch(/there<\/a><a class="work-ref"/);
  });

  it('never change the characters that a browser counts, and mark exactly the passage', () => {
    const html = renderAuthorMarkdown(
      'A & B <c>\n\n- one *two* three\n- four\n\n> five [six](https://x.org) 🎈 seven',
    );
    const text = textContentOf(html);
    const place = fc.nat(text.length);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 4 }), (ends) => {
        const passages = ends.map(([a, b], index) => ({
          ...{ start: Math.min(a, b), end: Math.max(a, b), number: index + 1, name: `Comment ${index + 1}` },
        }));
        const after = markPassages(html, passages);
        expect(textContentOf(after)).toBe(text);
        const inMarks = [...after.matchAll(/<mark[^>]*>(.*?)<\/mark>/gs)]
          .map(([, part = '']) => textContentOf(part))
          .join('');
        const wanted = [...text].length === 0 ? '' : charactersIn(text, passages);
        expect(inMarks.replaceAll(/\s/g, '')).toBe(wanted.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('find a passage wherever it stands once', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (before, after, start) => {
        const text = `${before}§the passage§${after}`;
        const range = findPassage(text, { start, end: start + 13, quote: '§the passage§' });
        expect(range && text.slice(range.start, range.end)).toBe('§the passage§');
      }),
    );
  });
});

function charactersIn(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): string {
  const units = text.split('');
  return units.filter((_unit, at) => ranges.some(({ start, end }) => at >= start && at < end)).join('');
}
