import { createAskPlatform } from '../../src/lti/services/ask-platform.ts';
import { checkAddress, isPublicAddress, lookUpPublic } from '../../src/lti/services/address-policy.ts';
import { AddressNotAllowed } from '../../src/lti/services/platform-errors.ts';

const production = { production: true, allowPrivatePlatforms: false };
const allowed = { production: true, allowPrivatePlatforms: true };
const development = { production: false, allowPrivatePlatforms: false };

describe('which addresses the tool asks', () => {
  it.each([
    '127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1',
    '255.255.255.255 198.18.0.1 ::1 :: fc00::1 fd12::1 fe80::1 ff02::1 ::ffff:127.0.0.1 ::ffff:7f00:1',
    '64:ff9b::a00:1 2002:7f00:1:: 2001:db8::1 not-an-address',
  ])('takes %s as not public', (addresses) => {
    for (const address of addresses.split(' '))
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it('takes others as public', () => {
    for (const address of ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1', '::ffff:93.184.216.34']) {
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    }
  });

  it('keeps to https and public addresses in production', () => {
    expect(checkAddress('https://lms.example/x', production).href).toBe('https://lms.example/x');
    for (const address of [
      'http://lms.example/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://2130706433/',
    ]) {
      expect(() => checkAddress(address, production)).toThrow(AddressNotAllowed);
    }
  });

  it('takes private platforms where they are allowed, and outside production', () => {
    for (const policy of [allowed, development]) {
      expect(checkAddress('http://127.0.0.1:8000/', policy).port).toBe('8000');
    }
  });

  it('takes nothing but http and https, and no password', () => {
    for (const address of [
      'file:///etc/passwd',
      'ftp://lms.example/',
      'no address',
      'https://a:b@lms.example/',
    ]) {
      expect(() => checkAddress(address, development)).toThrow(AddressNotAllowed);
    }
  });

  it('refuses a name that leads to a private address, when it connects', async () => {
    const error = await new Promise((resolve) => lookUpPublic('localhost', { all: true }, resolve));
    expect(error).toBeInstanceOf(AddressNotAllowed);
    const ask = createAskPlatform(production);
    await expect(ask({ method: 'GET', url: 'https://localhost:1/', headers: {} })).rejects.toThrow(
      AddressNotAllowed,
    );
  });
});
