type Fields = Record<string, unknown>;

/** The part of pino that the rooms use. Fields come first, then the message, in English, for operators. */
export interface Log {
  debug(fields: Fields, message: string): void;
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
