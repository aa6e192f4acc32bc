/** MongoDB's own error codes, as far as the store raises them. */
const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  Location15958: 15958,
  Location40324: 40324,
  IDLUnknownField: 40415,
} as const;

export type CodeName = keyof typeof codes;

/** A refusal, which the client gets with MongoDB's code and name for it. */
export class StoreError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: CodeName,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = codes[codeName];
  }
}

export function unsupported(what: string): StoreError {
  return new StoreError(
    'CommandNotSupported',
    `${what} is not supported by the embedded store; use MongoDB for it`,
  );
}

/** The error as a command's reply or as an entry of writeErrors names it. */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof StoreError)
    return { code: error.code, codeName: error.codeName, errmsg: error.message, ...error.extra };
  const message = error instanceof Error ? error.message : String(error);
  return { code: codes.InternalError, codeName: 'InternalError', errmsg: message };
}
