/** Shows a document's or text's words, which the server has made harmless. */
export async function showPart(element: HTMLElement): Promise<void> {
  if (!element.querySelector(':scope > p:only-child > a')) return;
  try {
    const response = await fetch(element.dataset['part'] ?? '');
    const html = response.ok ? await response.text() : '';
    if (html === '') throw new Error(String(response.status));
    element.innerHTML = html;
  } catch {
    const words = document.createElement('p');
    words.textContent = element.dataset['textFailed'] ?? '';
    element.replaceChildren(words);
  }
}
