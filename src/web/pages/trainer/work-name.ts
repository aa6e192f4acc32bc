import { createHash } from 'node:crypto';
import type { ShownAuthor } from '../../../assessment/index.ts';
import { listFormat } from '../../formats.ts';
import type { Translate } from '../../texts.ts';

interface Words {
  readonly t: Translate;
  readonly language: string;
}

/** The authors' names; a code tells people apart whose name is hidden or unknown: "Trainee 7F3A". */
export function workName(authors: readonly ShownAuthor[], { t, language }: Words): string {
  return listFormat(language).format(authors.map((author) => authorName(author, t)));
}

function authorName({ name, enrolmentId }: ShownAuthor, t: Translate): string {
  const code = createHash('sha256').update(enrolmentId).digest('hex').slice(0, 4).toUpperCase();
  return name || t('trainer:nameless', { code });
}
