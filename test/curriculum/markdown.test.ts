import fc from 'fast-check';
import { withLinks } from '../../src/curriculum/index.ts';
import { Findings } from '../../src/curriculum/files/issue.ts';
import { cleanDrawing } from '../../src/curriculum/markdown/figures.ts';
import { renderInline } from '../../src/curriculum/markdown/parser.ts';
import { countWords, passagesOf, readability, sentencesOf } from '../../src/curriculum/markdown/prose.ts';
import { renderMarkdown, type Rendered } from '../../src/curriculum/markdown/render.ts';
import { withinPage } from '../../src/curriculum/markdown/within-page.ts';

const labels = {
  ...{ case: 'Case', activity: 'Activity', check: 'Check', answer: 'Show' },
  ...{ example: 'Example', variant: 'Variant', people: 'People' },
};
const drawing = '<svg viewBox="0 0 9 9"><g id="a"><path d="M0 0"/></g><use href="#a"/></svg>';

function render(text: string, findings = new Findings()): Rendered {
  return renderMarkdown(
    { file: 'x.md', line: 1, text },
    { labels, findings, figure: (path) => (path === 'figures/a.svg' ? { file: path, text: drawing } : null) },
  );
}

describe('Markdown of lessons', () => {
  it('gives headings ids, also when two are the same', () => {
    const { html, headings } = render('## Été à deux\n\n## Été à deux');
    expect(html).toBe('<h2 id="ete-a-deux">Été à deux</h2>\n<h2 id="ete-a-deux-2">Été à deux</h2>');
    expect(headings.map(({ id }) => id)).toEqual(['ete-a-deux', 'ete-a-deux-2']);
  });

  it('lets a text stand within a page, its headings below those and its ids its own', () => {
    const { html } = render('## The *group*\n\n### Who\n\n[Back](https://example.org)');
    expect(withinPage(html, 'gate').replaceAll('\n', '')).toBe(
      '<h4 id="gate-the-group">The <em>group</em></h4><h5 id="gate-who">Who</h5>' +
        '<p><a href="https://example.org" target="_blank" rel="noopener noreferrer">Back</a></p>',
    );
  });

  it('makes blocks into named sections', () => {
    expect(render(':::case The *gate*\nText\n:::').html).toBe(
      '<section class="block block-case" aria-labelledby="the-gate">\n' +
        '<h2 id="the-gate"><span class="block-label">Case</span> The <em>gate</em></h2>\n' +
        '<p>Text</p>\n</section>',
    );
  });

  it('lets answers be shown without scripts, and keeps the numbers of the questions', () => {
    const { html } = render(
      ':::check\n1. One?\n\n:::answer\nYes.\n:::\n\n2. Two?\n\n:::answer\nNo.\n:::\n:::\n\nAfter.',
    );
    expect(html).toContain('<details class="block-answer"><summary>Show</summary>\n<p>Yes.</p>\n</details>');
    expect(html).toContain('<ol start="2">');
    expect(html).toMatch(/<\/section>\n<p>After\.<\/p>$/);
  });

  it('leaves markers inside code alone', () => {
    const findings = new Findings();
    expect(render('    :::case\n', findings).html).toContain('<code>:::case');
    expect(findings.issues).toEqual([]);
  });

  it('puts a drawing with its words into the page', () => {
    const { html } = render('![A "path" & more](figures/a.svg "The caption")');
    expect(html).toBe(
      '<figure class="figure"><svg viewBox="0 0 9 9" role="img" aria-label="A &quot;path&quot; &amp; more" focusable="false">' +
        '<g id="a-a"><path d="M0 0"></path></g><use href="#a-a"></use></svg><figcaption>The caption</figcaption></figure>',
    );
  });

  it('makes ids in a drawing that is shown twice different', () => {
    const { html } = render('![x](figures/a.svg "1")\n\n![y](figures/a.svg "2")');
    expect(html.match(/ id="[^"]+"/g)).toEqual([' id="a-a"', ' id="a-2-a"']);
  });

  it('opens other sites beside the LMS, and keeps links within', () => {
    const { html } = render('[a](https://example.org) [b](lesson:x) [c](javascript:alert(1))');
    expect(html).toContain('<a href="https://example.org" target="_blank" rel="noopener noreferrer">a</a>');
    expect(html).toContain('<a href="lesson:x">b</a>');
    expect(html).not.toContain('href="javascript');
  });

  it('writes no inline style for the columns of tables', () => {
    expect(render('| a | b |\n| :-- | --: |\n| 1 | 2 |').html).not.toContain('style');
  });

  it('never lets a tag or an event handler of an author through', () => {
    const nasty = fc.constantFrom(
      '<script>',
      '<img src=x onerror=y>',
      '<svg onload=z>',
      '[a](data:text/html,x)',
    );
    const plain = fc.constantFrom(
      'word ',
      '\n\n',
      '> ',
      '- ',
      '**',
      '`',
      ':::case\n',
      '\n:::\n',
      '| a |\n',
      '## ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, plain, fc.string())), (pieces) => {
        const { html } = render(pieces.join(''));
        const inline = renderInline(pieces.join(''));
        expect(html + inline).not.toMatch(/<(script|img|svg|iframe)|<[^>]+\son\w+=|href="data:/i);
      }),
      { numRuns: 200 },
    );
  });
});

describe('drawings', () => {
  it('lose everything that acts, loads or colours by itself', () => {
    const cleaned = cleanDrawing(
      '<?xml version="1.0"?><svg viewBox="0 0 1 1" width="5" onload="x()"><style>a{}</style><image href="http://x/y"/>' +
        '<a href="http://x"><text fill="#f00" style="x">t</text></a><path fill="url(http://x)" d="M0"/></svg>',
      'alt',
      'p',
    );
    expect(cleaned?.svg).toBe(
      '<svg viewBox="0 0 1 1" role="img" aria-label="alt" focusable="false"><text>t</text><path d="M0"></path></svg>',
    );
    expect(cleaned?.forbidden).toEqual(
      expect.arrayContaining([
        'width="5"',
        'onload="x()"',
        '<style>',
        '<image>',
        '<a>',
        'fill="#f00"',
        'style="x"',
      ]),
    );
  });
});

describe('links within the curriculum', () => {
  it('get the addresses of the page', () => {
    const html = '<a href="lesson:one">1</a> <a href="term:two">2</a> <a href="https://x">3</a>';
    expect(withLinks(html, ({ kind, id }) => (kind === 'lesson' ? `/l/${id}?a="&b` : null))).toBe(
      '<a href="/l/one?a=&quot;&amp;b">1</a> <a>2</a> <a href="https://x">3</a>',
    );
  });
});

describe('measures of prose', () => {
  it('count words and sentences as a reader would', () => {
    expect(
      countWords(render('## Two words\n\nOne – two, *three*.\n\n| a | b |\n| --- | --- |\n| c | d |').tokens),
    ).toBe(9);
    expect(sentencesOf('Is it so? Yes. She said: “Go.” They went.', 'en')).toHaveLength(4);
  });

  it('leave headings, tables and quotations out of sentences', () => {
    const rendered = render(
      '## A heading\n\nA sentence.\n\n> A quotation.\n\n- An item.\n\n| a |\n| --- |\n| b |',
    );
    expect(passagesOf(rendered).map(({ text }) => text)).toEqual(['A sentence.', 'An item.']);
  });

  it('give a higher grade to longer words and sentences', () => {
    const gradeOf = (text: string): number => readability(passagesOf(render(text)), 'en').grade;
    expect(gradeOf('The cat sat. The dog ran.')).toBeLessThan(2);
    expect(
      gradeOf('Organisational communication necessitates considerable institutional coordination.'),
    ).toBeGreaterThan(11);
    expect(readability([], 'en')).toEqual({ sentences: 0, meanSentenceWords: 0, grade: 0 });
  });
});
