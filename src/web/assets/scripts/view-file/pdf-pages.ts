import type * as Pdf from 'pdfjs-dist';

/** Pixels a side that browsers draw reliably. */
const mostPixels = 4_096;

/** Draws the pages of a PDF below each other, each when it comes into view, its words invisibly over it. */
export class PdfPages {
  private library: typeof Pdf | null = null;

  constructor(private readonly element: HTMLElement) {}

  async show(): Promise<void> {
    this.say('loading');
    try {
      const file = await this.open();
      const first = await file.getPage(1);
      this.element.replaceChildren(...this.placesFor(file, first.getViewport({ scale: 1 })));
    } catch (error) {
      this.say('failed');
      throw error;
    }
  }

  private async open(): Promise<Pdf.PDFDocumentProxy> {
    const { library = '', worker = '', extras = '', pdf = '' } = this.element.dataset;
    this.library = (await import(library)) as typeof Pdf;
    this.library.GlobalWorkerOptions.workerSrc = worker;
    const base = new URL(extras, location.href).href;
    return this.library.getDocument({
      url: pdf,
      cMapUrl: `${base}cmaps/`,
      iccUrl: `${base}iccs/`,
      standardFontDataUrl: `${base}standard_fonts/`,
      wasmUrl: `${base}wasm/`,
      isEvalSupported: false,
      enableXfa: false,
    }).promise;
  }

  /** Every page has its room at once, as large as the first one until it is drawn, so that nothing jumps. */
  private placesFor(file: Pdf.PDFDocumentProxy, like: Pdf.PageViewport): HTMLElement[] {
    const drawing = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          drawing.unobserve(target);
          void this.draw(file, target as HTMLElement);
        }
      },
      { rootMargin: '600px' },
    );
    return Array.from({ length: file.numPages }, (_, index) => {
      const place = this.placeFor(index + 1, file.numPages, like);
      drawing.observe(place);
      return place;
    });
  }

  private placeFor(number: number, count: number, like: Pdf.PageViewport): HTMLElement {
    const place = document.createElement('section');
    place.className = 'file-page';
    place.dataset['page'] = String(number);
    const label = document.createElement('p');
    const text = this.element.dataset['textPage'] ?? '';
    label.textContent = text.replace('NUMBER', String(number)).replace('COUNT', String(count));
    const paper = document.createElement('div');
    paper.className = 'file-paper';
    paper.style.aspectRatio = `${like.width} / ${like.height}`;
    place.append(label, paper);
    return place;
  }

  private async draw(file: Pdf.PDFDocumentProxy, place: HTMLElement): Promise<void> {
    const page = await file.getPage(Number(place.dataset['page']));
    const paper = place.querySelector('.file-paper') as HTMLElement;
    const natural = page.getViewport({ scale: 1 });
    paper.style.aspectRatio = `${natural.width} / ${natural.height}`;
    const scale = paper.clientWidth / natural.width;
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    const words = document.createElement('div');
    words.className = 'file-words';
    words.style.setProperty('--total-scale-factor', String(scale));
    paper.replaceChildren(canvas, words);
    await this.drawPicture(page, canvas, scale);
    await this.writeWords(page, words, viewport);
    new ResizeObserver(() => {
      words.style.transform = `scale(${paper.clientWidth / viewport.width})`;
    }).observe(paper);
  }

  private async drawPicture(page: Pdf.PDFPageProxy, canvas: HTMLCanvasElement, scale: number): Promise<void> {
    const { width, height } = page.getViewport({ scale: 1 });
    const sharp = Math.min(scale * Math.max(1, devicePixelRatio), mostPixels / width, mostPixels / height);
    const viewport = page.getViewport({ scale: sharp });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    // The words over it are read aloud; the picture of them is not.
    canvas.setAttribute('aria-hidden', 'true');
    await page.render({ canvas, viewport }).promise;
  }

  private async writeWords(
    page: Pdf.PDFPageProxy,
    container: HTMLElement,
    viewport: Pdf.PageViewport,
  ): Promise<void> {
    if (!this.library) return;
    const textContentSource = page.streamTextContent({ includeMarkedContent: true });
    await new this.library.TextLayer({ textContentSource, container, viewport }).render();
  }

  private say(name: 'loading' | 'failed'): void {
    const words = document.createElement('p');
    words.textContent = this.element.dataset[name === 'loading' ? 'textLoading' : 'textFailed'] ?? '';
    this.element.replaceChildren(words);
  }
}
