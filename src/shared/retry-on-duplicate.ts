import { isDuplicateKey } from './duplicate-key.ts';

/** Two upserts of the same key at once: the later one meets E11000 and finds the document at its second try. */
export async function retryOnDuplicate<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return write();
  }
}
