/** What a virus scanner says of a file on the local disk. It never says "clean" where it could not look. */
export type Scan = (path: string) => Promise<'clean' | 'infected'>;
