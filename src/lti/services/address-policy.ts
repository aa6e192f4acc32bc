import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AddressNotAllowed } from './platform-errors.ts';

/** Which addresses the tool may send requests to. */
export interface AddressPolicy {
  readonly production: boolean;
  readonly allowPrivatePlatforms: boolean;
}

/** What is not reachable for everybody: https://www.iana.org/assignments/iana-ipv4-special-registry, …ipv6… */
const notPublic = blockList(
  [
    '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
    '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
  ],
  [
    '::/96 ::1/128 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 ff00::/8',
  ],
);

/** Whether a production tool must keep to https and public addresses. */
export function isStrict(policy: AddressPolicy): boolean {
  return policy.production && !policy.allowPrivatePlatforms;
}

export function isPublicAddress(address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  if (family === 4) return !notPublic.check(plain, 'ipv4');
  return family === 6 && !isMapped(plain) && !notPublic.check(plain, 'ipv6');
}

/**
 * Reads an address to be asked: http(s), and in production https without a private host.
 * @throws AddressNotAllowed
 */
export function checkAddress(address: string, policy: AddressPolicy): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol)) throw new AddressNotAllowed(address, 'not http');
  if (url.username || url.password) throw new AddressNotAllowed(url.host, 'with a password');
  if (!isStrict(policy)) return url;
  if (url.protocol !== 'https:') throw new AddressNotAllowed(url.host, 'not https');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new AddressNotAllowed(url.host, 'not public');
  return url;
}

/**
 * A name's addresses, refused if one of them is not public. It is used by the connection itself, so that a name cannot
 * change its address between check and use.
 */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new AddressNotAllowed(hostname, 'not public'), []);
    }
    return answer(addresses, options.all === true, callback);
  });
};

function answer(
  addresses: readonly LookupAddress[],
  wantsAll: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses;
  if (wantsAll || !first) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}

/** ::ffff:a:b in hexadecimal form stands for an IPv4 address. */
function isMapped(address: string): boolean {
  return mapped.check(address, 'ipv6');
}

const mapped = blockList([], ['::ffff:0:0/96']);

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  const add = (subnets: readonly string[], family: 'ipv4' | 'ipv6'): void => {
    for (const subnet of subnets.flatMap((line) => line.split(' '))) {
      const [net = '', prefix] = subnet.split('/');
      list.addSubnet(net, Number(prefix), family);
    }
  };
  add(ipv4, 'ipv4');
  add(ipv6, 'ipv6');
  return list;
}
