/** The addresses of the URL contract, complete. */
export interface ToolAddresses {
  readonly origin: string;
  readonly login: string;
  readonly launch: string;
  readonly keys: string;
  readonly canvas: string;
  readonly logo: string;
  registration(invite: string): string;
  /** Whether an address that a platform names leads to this tool. */
  isOwn(address: string): boolean;
}

export const ltiPaths = {
  login: '/lti/login',
  launch: '/lti/launch',
  keys: '/lti/keys',
  register: '/lti/register/:invite',
  canvas: '/lti/canvas.json',
  window: '/lti/launch/window/:ticket',
} as const;

export function toolAddresses(publicUrl: URL): ToolAddresses {
  const at = (path: string): string => new URL(path, publicUrl).href;
  return {
    origin: publicUrl.origin,
    login: at(ltiPaths.login),
    launch: at(ltiPaths.launch),
    keys: at(ltiPaths.keys),
    canvas: at(ltiPaths.canvas),
    logo: at('/logo.svg'),
    registration: (invite) => at(ltiPaths.register.replace(':invite', encodeURIComponent(invite))),
    isOwn: (address) => URL.canParse(address) && new URL(address).origin === publicUrl.origin,
  };
}
