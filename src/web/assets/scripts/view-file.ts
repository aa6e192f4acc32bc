import { showPart } from './view-file/show-part.ts';
import { PdfPages } from './view-file/pdf-pages.ts';

/** Files are shown when they come into view: a page may have several, of many pages each. */
const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      const element = target as HTMLElement;
      if (element.dataset['pdf'] === undefined) void showPart(element);
      else void new PdfPages(element).show();
    }
  },
  { rootMargin: '200px' },
);

for (const element of document.querySelectorAll('[data-pdf], [data-part]')) seen.observe(element);
