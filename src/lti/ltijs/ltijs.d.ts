/** The part of ltijs 5.9.9 that the tool uses; the typings that others wrote are out of date. */
declare module 'ltijs' {
  import type { KeyObject } from 'node:crypto';

  type Document = Record<string, unknown>;

  /** What ltijs stores through. Reads return a list, or false where there is nothing. */
  export interface DatabasePlugin {
    setup(): Promise<true>;
    Close(): Promise<true>;
    Get(encryptionKey: string | false, collection: string, query?: Document): Promise<Document[] | false>;
    Insert(encryptionKey: string | false, collection: string): Promise<true>;
    Replace(encryptionKey: string | false, collection: string): Promise<true>;
    Modify(encryptionKey: string | false, collection: string): Promise<true>;
    Delete(collection: string): Promise<true>;
  }

  type Next = (error?: unknown) => void;
  type Handle<Req, Res> = (req: Req, res: Res, next: Next) => void;

  interface ServerApp<Req, Res> {
    (req: Req, res: Res, next: Next): void;
    use(handler: Handle<Req, Res>): void;
  }

  interface SetupOptions<Req, Res> {
    ltiaas: boolean;
    cors: boolean;
    tokenMaxAge: number;
    appRoute: string;
    loginRoute: string;
    keysetRoute: string;
    dynRegRoute: string;
    serverAddon(app: ServerApp<Req, Res>): void;
  }

  export class Provider<Req = object, Res = object> {
    setup(
      encryptionKey: string | KeyObject,
      database: { plugin: DatabasePlugin },
      options: SetupOptions<Req, Res>,
    ): this;
    readonly app: ServerApp<Req, Res>;
    onConnect(handle: (token: Document, req: Req, res: Res, next: Next) => void): true;
    onDeepLinking(handle: (token: Document, req: Req, res: Res, next: Next) => void): true;
    onInvalidToken(handle: Handle<Req, Res>): true;
  }

  /** The module holds one instance; its constructor makes others. */
  const ltijs: { Provider: { constructor: new <Req, Res>() => Provider<Req, Res> } };
  export default ltijs;
}
