import { silentLog } from '../../../src/shared/index.ts';
import { documentHtml } from '../../../src/web/pages/files/document-html.ts';
import { textHtml } from '../../../src/web/pages/files/text-html.ts';
import { aDocx } from '../../support/sample-files.ts';

const paragraph = (inner: string): string => `<w:p>${inner}</w:p>`;
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;

describe('a Word document', () => {
  it('keeps its headings, lists of words and links, one level down', async () => {
    const heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>';
    const html = await documentHtml(
      await aDocx(
        paragraph(heading + run('Our meeting')) +
          paragraph(`<w:hyperlink r:id="rOk">${run('Our site')}</w:hyperlink>`),
      ),
      silentLog,
    );
    expect(html).toContain('<h2>Our meeting</h2>');
    expect(html).toContain(
      '<a href="https://example.org/" rel="noopener noreferrer" target="_blank">Our site</a>',
    );
  });

  it('holds nothing that could run, whatever stands in it', async () => {
    const html = await documentHtml(
      await aDocx(
        paragraph(run('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')) +
          paragraph(`<w:hyperlink r:id="rJs">${run('Press me')}</w:hyperlink>`),
      ),
      silentLog,
    );
    expect(html).not.toMatch(/<script|<img|javascript:/);
    expect(html).toContain('<a>Press me</a>');
  });

  it('that cannot be made out is not shown', async () => {
    expect(await documentHtml(Buffer.from('PK no document'), silentLog)).toBeNull();
  });
});

it('a text is shown as it stands, markup and all', () => {
  expect(textHtml(Buffer.from('\uFEFFa\n<b>'))).toBe('<pre>a\n&lt;b&gt;</pre>');
});
