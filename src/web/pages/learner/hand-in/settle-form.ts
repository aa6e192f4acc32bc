type Form = Readonly<Record<string, unknown>>;

/**
 * Takes out of a form what its button or its answers say: a row that was removed, and of two texts that met the one that
 * is not to be kept. `keep.<field>` is `mine` or `stored`; `now.<field>` is the revision that the page of the choice
 * showed beside it, so that a text that came still later is not overwritten either.
 */
export function settleForm(form: Form, go: string): Form {
  return withoutRow(withChoices(form), go);
}

function withoutRow(form: Form, go: string): Form {
  const [what, fieldId, rowId] = go.split('.');
  const name = `f.${fieldId}.rows`;
  const ids = form[name];
  if (what !== 'remove' || typeof ids !== 'string') return form;
  const left = ids.split(',').filter((id) => id !== rowId);
  return { ...form, [name]: left.join(',') };
}

function withChoices(form: Form): Form {
  const choices = Object.entries(form).flatMap(([name, kept]) =>
    name.startsWith('keep.') ? [{ fieldId: name.slice('keep.'.length), kept }] : [],
  );
  return choices.reduce<Form>((before, { fieldId, kept }) => {
    const { [`r.${fieldId}`]: known, ...rest } = before;
    return kept === 'mine' ? { ...rest, [`r.${fieldId}`]: before[`now.${fieldId}`] ?? known } : rest;
  }, form);
}
