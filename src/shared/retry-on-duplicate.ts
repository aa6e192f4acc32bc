/** Two upserts of the same key at once: the later one meets E11000 and finds the document at its second try. */
export async function retryOnDuplicate<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error;
    return write();
  }
}
