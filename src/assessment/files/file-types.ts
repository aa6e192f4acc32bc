/** How a file can be shown in place. `other` is only downloaded. */
export type FileKind = 'image' | 'pdf' | 'document' | 'audio' | 'video' | 'text' | 'other';

interface FileType {
  readonly extension: string;
  readonly kind: FileKind;
}

/**
 * Every type that a file may have. What can run in a browser (HTML, SVG, scripts) is not among them and never taken,
 * whatever a field accepts.
 */
const fileTypes: Readonly<Record<string, FileType>> = {
  'image/jpeg': { extension: 'jpg', kind: 'image' },
  'image/png': { extension: 'png', kind: 'image' },
  'image/webp': { extension: 'webp', kind: 'image' },
  'image/gif': { extension: 'gif', kind: 'image' },
  'image/heic': { extension: 'heic', kind: 'other' },
  'application/pdf': { extension: 'pdf', kind: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extension: 'docx',
    kind: 'document',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { extension: 'xlsx', kind: 'other' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    extension: 'pptx',
    kind: 'other',
  },
  'application/vnd.oasis.opendocument.text': { extension: 'odt', kind: 'other' },
  'application/vnd.oasis.opendocument.spreadsheet': { extension: 'ods', kind: 'other' },
  'application/vnd.oasis.opendocument.presentation': { extension: 'odp', kind: 'other' },
  'audio/mpeg': { extension: 'mp3', kind: 'audio' },
  'audio/mp4': { extension: 'm4a', kind: 'audio' },
  'audio/ogg': { extension: 'ogg', kind: 'audio' },
  'audio/wav': { extension: 'wav', kind: 'audio' },
  'audio/webm': { extension: 'webm', kind: 'audio' },
  'video/mp4': { extension: 'mp4', kind: 'video' },
  'video/quicktime': { extension: 'mov', kind: 'video' },
  'video/webm': { extension: 'webm', kind: 'video' },
  'text/plain': { extension: 'txt', kind: 'text' },
  'text/csv': { extension: 'csv', kind: 'text' },
};

/** How a file of this type can be shown in place. */
export function kindOfType(type: string): FileKind {
  return fileTypes[type]?.kind ?? 'other';
}

/** Without a point; `bin` for what is not known. */
export function extensionOfType(type: string): string {
  return fileTypes[type]?.extension ?? 'bin';
}

/**
 * The types behind what a field says it accepts, `image/*` included; those that are never taken left out. HEIC must be named:
 * nothing here can take the place out of such a photo, or show it.
 */
export function acceptedTypes(accept: readonly string[]): string[] {
  return Object.keys(fileTypes).filter((type) =>
    accept.some(
      (one) =>
        one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1)) && type !== 'image/heic'),
    ),
  );
}
