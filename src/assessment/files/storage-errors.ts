import { DomainError } from '../../shared/index.ts';
import { FileStorageFailed, FileStorageFull } from './errors.ts';

/** Gives what a disk or a store says the room's own words. @throws FileStorageFull, FileStorageFailed */
export async function asStorageError<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw storageError(error);
  }
}

/** The same for an error that came another way, as out of a stream. */
export function storageError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const isFull = isFullDisk(error) || isFullStore(error);
  return isFull
    ? new FileStorageFull('No room is left for files', {}, { cause: error })
    : new FileStorageFailed('The storage of files failed', {}, { cause: error });
}

export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');
}

/** How S3-compatible stores and MongoDB say that they are full. */
function isFullStore(error: unknown): boolean {
  const { name = '', code } = (error ?? {}) as { name?: string; code?: unknown };
  return ['XMinioStorageFull', 'StorageFull', 'QuotaExceeded'].includes(name) || code === 14031;
}
