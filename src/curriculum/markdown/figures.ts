import sanitizeHtml from 'sanitize-html';

const elements = [
  ...['svg', 'g', 'defs', 'marker', 'symbol', 'use', 'title', 'desc', 'clipPath'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
];
const attributes = [
  ...[
    'id',
    'class',
    'd',
    'x',
    'y',
    'x1',
    'x2',
    'y1',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'dx',
    'dy',
    'width',
    'height',
  ],
  ...[
    'points',
    'transform',
    'viewBox',
    'xmlns',
    'fill',
    'stroke',
    'stroke-width',
    'stroke-linecap',
    'stroke-linejoin',
  ],
  ...['stroke-dasharray', 'opacity', 'fill-opacity', 'stroke-opacity', 'fill-rule', 'clip-path', 'font-size'],
  ...[
    'font-weight',
    'font-style',
    'text-anchor',
    'dominant-baseline',
    'marker-start',
    'marker-mid',
    'marker-end',
  ],
  ...['markerWidth', 'markerHeight', 'markerUnits', 'refX', 'refY', 'orient', 'preserveAspectRatio', 'href'],
];
const colours = ['currentColor', 'none', 'inherit', 'context-stroke'];

export interface Drawing {
  /** Ready to stand in a page: named by `alt`, its ids made unique by `prefix`. */
  readonly svg: string;
  /** What was taken out, as it is written in the file. */
  readonly forbidden: readonly string[];
}

/** Null if the text holds no SVG with a viewBox. */
export function cleanDrawing(source: string, alt: string, prefix: string): Drawing | null {
  if (!/<svg\b[^>]*\bviewBox=/.test(source)) return null;
  const forbidden: string[] = [];
  const svg = sanitizeHtml(source.replace(/<\?xml[\s\S]*?\?>|<!DOCTYPE[^>]*>/g, ''), {
    allowedTags: elements,
    allowedAttributes: { '*': [...attributes, 'role', 'aria-label', 'focusable'] },
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    transformTags: { '*': (tag, given) => cleanElement({ tag, given, alt, prefix }, forbidden) },
  });
  return { svg: svg.trim(), forbidden: [...new Set(forbidden)] };
}

interface Element {
  readonly tag: string;
  readonly given: sanitizeHtml.Attributes;
  readonly alt: string;
  readonly prefix: string;
}

function cleanElement(element: Element, forbidden: string[]): sanitizeHtml.Tag {
  const { tag, given, alt, prefix } = element;
  if (!elements.includes(tag)) forbidden.push(`<${tag}>`);
  const kept: sanitizeHtml.Attributes = {};
  for (const [name, value] of Object.entries(given)) {
    if (isAllowed(tag, name, value)) kept[name] = withPrefix(name, value, prefix);
    else forbidden.push(`${name}="${value}"`);
  }
  if (tag !== 'svg') return { tagName: tag, attribs: kept };
  return { tagName: tag, attribs: { ...kept, role: 'img', 'aria-label': alt, focusable: 'false' } };
}

function isAllowed(tag: string, name: string, value: string): boolean {
  if (!attributes.includes(name)) return false;
  if (tag === 'svg' && (name === 'width' || name === 'height')) return false;
  if (name === 'fill' || name === 'stroke') return colours.includes(value);
  if (name === 'href') return value.startsWith('#');
  return !/url\((?!#)/.test(value);
}

function withPrefix(name: string, value: string, prefix: string): string {
  if (name === 'id') return `${prefix}-${value}`;
  if (name === 'href') return `#${prefix}-${value.slice(1)}`;
  return value.replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`);
}
