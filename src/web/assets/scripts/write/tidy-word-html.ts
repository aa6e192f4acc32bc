/**
 * Word and Google Docs say much of the structure in styles: lists are paragraphs with a hand-made dot, bold is a weight.
 * This turns it into plain elements. Styles are renamed before the text is parsed, since the page's policy would complain
 * of each.
 */
export function tidyWordHtml(html: string): HTMLElement {
  const plain = html
    .replaceAll(/<!--[\s\S]*?-->|<style[\s\S]*?(?:<\/style>|$)/gi, '')
    .replaceAll(/(<[a-z][^>]*?\s)style=/gi, '$1data-look=');
  const { body } = new DOMParser().parseFromString(plain, 'text/html');
  for (const element of body.querySelectorAll('script, meta, link, xml')) element.remove();
  for (const element of [...body.querySelectorAll<HTMLElement>('b, strong, span, i, em')]) setWeight(element);
  makeLists(body);
  return body;
}

function lookOf(element: Element): string {
  return (element.getAttribute('data-look') ?? '').toLowerCase().replaceAll(/\s*:\s*/g, ':');
}

function setWeight(element: HTMLElement): void {
  const look = lookOf(element);
  if (look.includes('mso-list:ignore')) return;
  const isBold = /(?:^|;|\s)font-weight:(bold|[6-9]00)/.test(look);
  const isItalic = /(?:^|;|\s)font-style:italic/.test(look);
  if (/^(B|STRONG)$/.test(element.nodeName) && /(?:^|;|\s)font-weight:(normal|400)/.test(look))
    rename(element, 'span');
  else if (element.nodeName !== 'SPAN' || element.closest('h1, h2, h3, h4, h5, h6')) return;
  else if (isBold) rename(element, 'strong');
  else if (isItalic) rename(element, 'em');
}

function rename(element: HTMLElement, name: string): void {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

interface WordItem {
  readonly paragraph: HTMLElement;
  readonly level: number;
  readonly isNumbered: boolean;
}

function makeLists(body: HTMLElement): void {
  let open: { readonly level: number; readonly list: HTMLElement }[] = [];
  let last: Element | null = null;
  for (const item of [...body.querySelectorAll<HTMLElement>('p')].flatMap(wordItem)) {
    if (item.paragraph.previousElementSibling !== last) open = [];
    const [first] = open;
    open = open.filter(({ level }) => level <= item.level);
    if (open.at(-1)?.level !== item.level) open.push(newList(item, open.at(-1)?.list ?? null));
    const li = body.ownerDocument.createElement('li');
    li.append(...item.paragraph.childNodes);
    open.at(-1)?.list.append(li);
    item.paragraph.remove();
    last = open[0]?.list ?? first?.list ?? null;
  }
}

/** A paragraph that Word shows as an item of a list, without its dot or number. */
function wordItem(paragraph: HTMLElement): WordItem[] {
  const [, level] = /mso-list:\s*l\d+ level(\d+)/.exec(lookOf(paragraph)) ?? [];
  if (level === undefined) return [];
  const marks = [...paragraph.querySelectorAll('span')].filter((span) =>
    lookOf(span).includes('mso-list:ignore'),
  );
  const isNumbered = /[0-9a-z]+[.)]/i.test(marks[0]?.textContent ?? '');
  for (const mark of marks) mark.remove();
  return [{ paragraph, level: Number(level), isNumbered }];
}

/** Beside the paragraph, or within the last item of the list around it. */
function newList(
  { paragraph, level, isNumbered }: WordItem,
  around: HTMLElement | null,
): { readonly level: number; readonly list: HTMLElement } {
  const list = paragraph.ownerDocument.createElement(isNumbered ? 'ol' : 'ul');
  if (around?.lastElementChild) around.lastElementChild.append(list);
  else paragraph.before(list);
  return { level, list };
}
