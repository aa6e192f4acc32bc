/** The indexes of one collection, which a room states and the migrations make. */
export interface CollectionIndexes {
  readonly collection: string;
  readonly indexes: readonly {
    readonly name: string;
    readonly key: Readonly<Record<string, 1 | -1>>;
    readonly unique?: boolean;
    readonly expireAfterSeconds?: number;
  }[];
}
