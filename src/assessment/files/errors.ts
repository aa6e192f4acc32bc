import { DomainError } from '../../shared/index.ts';

/** A page opened long ago, or no token of this tool's. */
export class FileTokenInvalid extends DomainError {
  readonly code = 'file-token-invalid';
}

/** There is no such file, or not for this person. */
export class FileUnknown extends DomainError {
  readonly code = 'file-unknown';
}

/** What was handed in waits for its grade or is settled: its files stay as they are. */
export class FilesClosed extends DomainError {
  readonly code = 'files-closed';
}

export class FileTooLarge extends DomainError {
  readonly code = 'file-too-large';
  constructor(megabytes: number) {
    super('A file larger than its field takes', { megabytes });
  }
}

export class FileEmpty extends DomainError {
  readonly code = 'file-empty';
}

/** Its content is of a type that the field does not take, whatever its name says. */
export class FileTypeRefused extends DomainError {
  readonly code = 'file-type-refused';
}

/** A photo as iPhones store it, where the field takes photos of other formats. */
export class FileIsHeic extends DomainError {
  readonly code = 'file-is-heic';
}

/** The content is not whole, or unpacks to more than any honest document holds. */
export class FileBroken extends DomainError {
  readonly code = 'file-broken';
}

export class TooManyFiles extends DomainError {
  readonly code = 'files-too-many';
  constructor(most: number) {
    super('The field has as many files as it takes', { most });
  }
}

export class FileInfected extends DomainError {
  readonly code = 'file-infected';
}

/** The scanner does not answer; what was not looked at is not taken. */
export class FileScanFailed extends DomainError {
  readonly code = 'file-scan-failed';
}

/** No room is left where files are stored. */
export class FileStorageFull extends DomainError {
  readonly code = 'file-storage-full';
}

/** The storage does not answer. */
export class FileStorageFailed extends DomainError {
  readonly code = 'file-storage-failed';
}
