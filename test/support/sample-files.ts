import JSZip from 'jszip';
import sharp from 'sharp';

/** A photo of one colour with what a phone notes in it: device, author, place; taken with the phone on its side. */
export async function aPhoto(width = 60, height = 40): Promise<Buffer> {
  const plain = sharp({ create: { width, height, channels: 3, background: '#0b6157' } });
  return plain
    .withExif({
      IFD0: { Make: 'Fairphone', Artist: 'Eleni Papadaki' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '37/1 58/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '23/1 43/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A PDF of as many pages as are asked for, each with its number on it. */
export function aPdf(pages = 1): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = Array.from({ length: pages }, (_, index) => `${4 + index * 2} 0 R`).join(' ');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (let number = 1; number <= pages; number += 1) {
    const content = `BT /F1 36 Tf 72 700 Td (Sheet ${number} of the round) Tj ET 72 600 200 60 re f`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const officeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A Word document with its author's name wherever Word puts it; `body` is what stands in w:body. */
export async function aDocx(body = '<w:p><w:r><w:t>Our first meeting.</w:t></w:r></w:p>'): Promise<Buffer> {
  const zip = new JSZip();
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  zip.file(
    '[Content_Types].xml',
    `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${officeType}.document.main+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `${xml}<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file(
    'word/document.xml',
    `${xml}<w:document ${w} ${r}><w:body>${body}<w:p><w:ins w:id="1" w:author="Eleni Papadaki" w:date="2026-03-02T10:00:00Z"><w:r><w:t>Added later.</w:t></w:r></w:ins></w:p></w:body></w:document>`,
  );
  zip.file(
    'word/_rels/document.xml.rels',
    `${xml}<Relationships xmlns="${packageRelations}"><Relationship Id="rJs" Type="${relations}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="rOk" Type="${relations}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`,
  );
  zip.file(
    'docProps/core.xml',
    `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Meeting</dc:title><dc:creator>Eleni Papadaki</dc:creator><cp:lastModifiedBy>Eleni Papadaki</cp:lastModifiedBy></cp:coreProperties>`,
  );
  zip.file(
    'docProps/app.xml',
    `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>Papadaki School</Company></Properties>`,
  );
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** An OpenDocument text with its author's name in its properties. */
export async function anOdt(): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('mimetype', 'application/vnd.oasis.opendocument.text', { compression: 'STORE' });
  zip.file(
    'meta.xml',
    '<?xml version="1.0"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><meta:initial-creator>Eleni Papadaki</meta:initial-creator><dc:creator>Eleni Papadaki</dc:creator><meta:user-defined meta:name="School">Papadaki School</meta:user-defined></office:meta></office:document-meta>',
  );
  zip.file('content.xml', '<?xml version="1.0"?><content>Our first meeting.</content>');
  return zip.generateAsync({ type: 'nodebuffer' });
}
