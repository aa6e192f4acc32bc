import { generateKeyPair, SignJWT } from 'jose';
import type { IdTokenDraft } from '../../src/demo-lms/index.ts';

type Claims = Readonly<Record<string, unknown>>;
type Change = (draft: IdTokenDraft) => IdTokenDraft | string | Promise<IdTokenDraft | string>;

/** A named change, claims to set (undefined leaves one out), or any change. */
export type TokenFault = keyof typeof wrongTokens | keyof typeof unusualTokens | Claims | Change;

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const vocabulary = 'http://purl.imsglobal.org/vocab/lis/v2';
const now = (): number => Math.floor(Date.now() / 1000);

/** What must be refused. */
export const wrongTokens = {
  'no kid': (draft) => ({ ...draft, header: { alg: 'RS256', typ: 'JWT' } }),
  'unknown kid': (draft) => ({ ...draft, header: { ...draft.header, kid: 'unknown' } }),
  'signed by another key': async (draft) => {
    const { privateKey } = await generateKeyPair('RS256');
    return new SignJWT({ ...draft.claims }).setProtectedHeader(draft.header).sign(privateKey);
  },
  'alg none': (draft) => `${encode({ ...draft.header, alg: 'none' })}.${encode(present(draft.claims))}.`,
  'alg HS256': (draft) =>
    new SignJWT({ ...draft.claims })
      .setProtectedHeader({ ...draft.header, alg: 'HS256' })
      .sign(new TextEncoder().encode('a shared secret of enough length.')),
  'not a JWT': () => 'not.a.jwt',
  'empty token': () => '',
  'wrong iss': set({ iss: 'https://other.example' }),
  'no iss': set({ iss: undefined }),
  'wrong aud': set({ aud: 'somebody-else' }),
  'no aud': set({ aud: undefined }),
  'several aud without azp': change(({ aud }) => ({ aud: [aud, 'somebody-else'] })),
  'several aud with wrong azp': change(({ aud }) => ({ aud: [aud, 'somebody-else'], azp: 'somebody-else' })),
  'wrong azp': set({ azp: 'somebody-else' }),
  expired: change(() => ({ iat: now() - 7200, exp: now() - 3600 })),
  'no exp': set({ exp: undefined }),
  'no iat': set({ iat: undefined }),
  'iat in the future': change(() => ({ iat: now() + 3600, exp: now() + 7200 })),
  'no nonce': set({ nonce: undefined }),
  'wrong nonce': set({ nonce: 'not-the-one-asked-for' }),
  'no version': set({ [`${lti}/version`]: undefined }),
  'wrong version': set({ [`${lti}/version`]: '1.1.0' }),
  'no deployment': set({ [`${lti}/deployment_id`]: undefined }),
  'unknown deployment': set({ [`${lti}/deployment_id`]: 'unknown-deployment' }),
  'no message type': set({ [`${lti}/message_type`]: undefined }),
  'unknown message type': set({ [`${lti}/message_type`]: 'LtiUnknownRequest' }),
  'no resource link': set({ [`${lti}/resource_link`]: undefined }),
  'resource link without id': set({ [`${lti}/resource_link`]: { title: 'Without an id' } }),
  'no target link': set({ [`${lti}/target_link_uri`]: undefined }),
  'other target link': set({ [`${lti}/target_link_uri`]: 'https://other.example/launch' }),
  'no sub': set({ sub: undefined }),
  'empty sub': set({ sub: '' }),
  'no roles claim': set({ [`${lti}/roles`]: undefined }),
  'roles that are no list': set({ [`${lti}/roles`]: 'Learner' }),
} satisfies Record<string, Change>;

/** What is rare, but must be accepted. */
export const unusualTokens = {
  'aud a list of one': change(({ aud }) => ({ aud: [aud] })),
  'several aud with azp': change(({ aud }) => ({ aud: [aud, 'somebody-else'], azp: aud })),
  'roles an empty list': set({ [`${lti}/roles`]: [] }),
  'roles an empty text': set({ [`${lti}/roles`]: [''] }),
  'unknown roles': set({ [`${lti}/roles`]: ['http://other.example/roles#Wizard'] }),
  'short role names': set({ [`${lti}/roles`]: ['Learner'] }),
  'role of a mentor': set({ [`${lti}/roles`]: [`${vocabulary}/membership#Mentor`] }),
  'role of an assistant': set({
    [`${lti}/roles`]: [
      `${vocabulary}/membership#Instructor`,
      `${vocabulary}/membership/Instructor#TeachingAssistant`,
    ],
  }),
  'trainee in the course, administrator of the LMS': set({
    [`${lti}/roles`]: [`${vocabulary}/institution/person#Administrator`, `${vocabulary}/membership#Learner`],
  }),
  'no context': set({ [`${lti}/context`]: undefined }),
  'no grade service': set({ 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': undefined }),
  'no roster': set({ 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined }),
  'no custom': set({ [`${lti}/custom`]: undefined }),
  'custom with an unknown variable': set({ [`${lti}/custom`]: { activity: '$ResourceLink.unknown' } }),
  'no presentation': set({ [`${lti}/launch_presentation`]: undefined }),
  'nothing optional': set({
    [`${lti}/context`]: undefined,
    [`${lti}/custom`]: undefined,
    [`${lti}/launch_presentation`]: undefined,
    [`${lti}/tool_platform`]: undefined,
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': undefined,
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined,
    name: undefined,
    given_name: undefined,
    family_name: undefined,
    email: undefined,
  }),
  'no name': set({ name: undefined, given_name: undefined, family_name: undefined, email: undefined }),
  'long sub': set({ sub: 'x'.repeat(255) }),
  'name with markup': set({ name: '<script>alert(1)</script>', given_name: '<b>', family_name: '"\'&' }),
} satisfies Record<string, Change>;

/** Applies a fault to an id_token before it is signed. */
export function tamper(draft: IdTokenDraft, fault: TokenFault | undefined): ReturnType<Change> {
  if (fault === undefined) return draft;
  if (typeof fault === 'function') return fault(draft);
  if (typeof fault === 'object') return set(fault)(draft);
  const named: Readonly<Record<string, Change>> = { ...wrongTokens, ...unusualTokens };
  return (named[fault] as Change)(draft);
}

function set(claims: Claims): (draft: IdTokenDraft) => IdTokenDraft {
  return change(() => claims);
}

function change(values: (claims: Claims) => Claims): (draft: IdTokenDraft) => IdTokenDraft {
  return (draft) => ({ ...draft, claims: present({ ...draft.claims, ...values(draft.claims) }) });
}

function present(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
