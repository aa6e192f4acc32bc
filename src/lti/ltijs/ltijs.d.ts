/** The part of ltijs 5.9.9 that the tool uses; its own typings are out of date. */
declare module 'ltijs' {
  type Document = Record<string, unknown>;

  /** What ltijs stores through. Reads return a list, or false where there is nothing. */
  export interface DatabasePlugin {
    setup(): Promise<true>;
    Close(): Promise<true>;
    Get(encryptionKey: string | false, collection: string, query?: Document): Promise<Document[] | false>;
    Insert(
      encryptionKey: string | false,
      collection: string,
      item: Document,
      index?: Document,
    ): Promise<true>;
    Replace(
      encryptionKey: string | false,
      collection: string,
      query: Document,
      item: Document,
      index?: Document,
    ): Promise<true>;
    Modify(
      encryptionKey: string | false,
      collection: string,
      query: Document,
      modification: Document,
    ): Promise<true>;
    Delete(collection: string, query: Document): Promise<true>;
  }

  export interface LtijsPlatform {
    platformUrl(): Promise<string>;
    platformClientId(): Promise<string>;
    platformKid(): Promise<string>;
    platformActive(): Promise<boolean>;
    platformAccessToken(
      scopes: string,
    ): Promise<{ access_token: string; token_type: string; expires_in: number; scope?: string }>;
  }

  /** The part of ltijs's own description of a launch that its services read. */
  export interface LtijsToken {
    iss: string;
    clientId: string;
    deploymentId: string;
    user?: string;
    platformContext: Document;
  }

  interface AnyRequest {
    body: Document;
    signedCookies?: Document;
  }
  interface AnyResponse {
    locals: Document;
  }
  type Next = (error?: unknown) => void;
  type Handle = (req: AnyRequest, res: AnyResponse, next: Next) => void;

  interface ServerApp {
    (req: object, res: object, next: Next): void;
    use(handler: Handle): void;
  }

  interface SetupOptions {
    ltiaas: boolean;
    cors: boolean;
    tokenMaxAge: number | false;
    appRoute: string;
    loginRoute: string;
    keysetRoute: string;
    dynRegRoute: string;
    serverAddon(app: ServerApp): void;
  }

  export class Provider {
    setup(encryptionKey: string, database: { plugin: DatabasePlugin }, options: SetupOptions): this;
    readonly app: ServerApp;
    readonly Grade: {
      getLineItems(token: LtijsToken, options?: Document): Promise<{ lineItems: Document[]; next?: string }>;
      createLineItem(token: LtijsToken, lineItem: Document): Promise<Document>;
    };
    readonly NamesAndRoles: {
      getMembers(token: LtijsToken, options?: Document): Promise<{ members: Document[]; next?: string }>;
    };
    readonly DeepLinking: {
      createDeepLinkingMessage(token: LtijsToken, items: Document[], options?: Document): Promise<string>;
    };
    onConnect(handle: (token: LtijsToken, req: AnyRequest, res: AnyResponse, next: Next) => void): true;
    onDeepLinking(handle: (token: LtijsToken, req: AnyRequest, res: AnyResponse, next: Next) => void): true;
    onInvalidToken(handle: Handle): true;
    getPlatform(issuer: string, clientId: string): Promise<LtijsPlatform | false>;
  }

  /** The module holds one instance; its constructor makes others. */
  const ltijs: { Provider: Provider & { constructor: new () => Provider } };
  export default ltijs;
}
