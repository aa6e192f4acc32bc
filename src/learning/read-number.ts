const pattern = /^([+-]?)(\d+(?:[.,]\d*)?|[.,]\d+)$/;

/**
 * The number in a text that a person typed, or null. Point and comma are both the decimal sign (`2,5` is 2.5), so
 * thousands may be set apart by spaces only; a minus sign may be a dash; the question's unit may follow.
 */
export function readNumber(text: string, unit: string | null = null): number | null {
  const bare = withoutUnit(text.trim(), unit).replaceAll(/\s/g, '').replaceAll(/[−–]/g, '-');
  const [, sign, digits] = pattern.exec(bare) ?? [];
  if (digits === undefined) return null;
  const value = Number(digits.replace(',', '.'));
  return sign === '-' ? -value : value;
}

function withoutUnit(text: string, unit: string | null): string {
  if (!unit || !text.toLowerCase().endsWith(unit.toLowerCase())) return text;
  return text.slice(0, -unit.length).trim();
}
