type State = 'answered' | 'partial' | 'open';

/** Brings the question's own entry in the map up to date once its answer is stored. */
export function markInMap(form: HTMLFormElement): void {
  const entry = form.querySelector<HTMLElement>('[data-map-current]');
  if (!entry) return;
  const state = stateOf(form);
  entry.classList.toggle('is-answered', state === 'answered');
  entry.classList.toggle('is-partial', state === 'partial');
  const { labelAnswered = '', labelPartial = '', labelOpen = '' } = entry.dataset;
  const labels: Record<State, string> = { answered: labelAnswered, partial: labelPartial, open: labelOpen };
  entry.setAttribute('aria-label', labels[state]);
}

function stateOf(form: HTMLFormElement): State {
  const given = [...new FormData(form)].filter(([name, value]) => name.startsWith('answer') && value !== '');
  if (given.length === 0) return 'open';
  const menus = [...form.querySelectorAll<HTMLSelectElement>('select[name^="answer"]')];
  return menus.every(({ value }) => value !== '') ? 'answered' : 'partial';
}
