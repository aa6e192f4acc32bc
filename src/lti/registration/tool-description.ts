import type { ToolAddresses } from '../tool-addresses.ts';
import { scopes as serviceScopes } from '../services/ask-with-token.ts';

/** The tool's name and what it is, in the administrator's language. */
export interface ToolWords {
  readonly name: string;
  readonly description: string;
}

/** Without openid, which every login asks for. */
export const wantedScopes: readonly string[] = [
  serviceScopes.lineItem,
  serviceScopes.score,
  'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  serviceScopes.memberships,
];

const wantedClaims = ['iss', 'sub', 'name', 'given_name', 'family_name', 'email', 'locale'];
/** A platform that does not say which messages it knows gets the two that every one knows. */
const usualMessages = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'];
const knownMessages = [...usualMessages, 'LtiSubmissionReviewRequest'];

export interface PlatformSupport {
  readonly scopes: readonly string[] | null;
  readonly claims: readonly string[] | null;
  readonly messages: readonly string[] | null;
}

/**
 * The registration request (LTI Dynamic Registration 1.0, section 3.5). There are no custom parameters of the whole
 * tool: Moodle lets them win over those of a link, and `activity` is the link's. `domain` needs the port, for Moodle.
 */
export function registrationRequest(
  { name, description }: ToolWords,
  addresses: ToolAddresses,
  supported: PlatformSupport,
): object {
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: addresses.login,
    redirect_uris: [addresses.launch],
    client_name: name,
    client_uri: addresses.origin,
    logo_uri: addresses.logo,
    jwks_uri: addresses.keys,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: common(wantedScopes, supported.scopes).join(' '),
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      domain: new URL(addresses.origin).host,
      description,
      target_link_uri: addresses.launch,
      custom_parameters: {},
      claims: common(wantedClaims, supported.claims),
      messages: common(knownMessages, supported.messages ?? usualMessages).map((type) => ({
        type,
        target_link_uri: addresses.launch,
        label: name,
      })),
    },
  };
}

/** The configuration that Canvas's developer keys take (https://canvas.instructure.com/doc/api/file.lti_dev_key_config.html). */
export function canvasConfiguration({ name, description }: ToolWords, addresses: ToolAddresses): object {
  const placement = (kind: string, messageType: string): object => ({
    placement: kind,
    message_type: messageType,
    target_link_uri: addresses.launch,
    text: name,
    icon_url: addresses.logo,
  });
  return {
    title: name,
    description,
    target_link_uri: addresses.launch,
    oidc_initiation_url: addresses.login,
    public_jwk_url: addresses.keys,
    scopes: wantedScopes,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(addresses.origin).host,
        privacy_level: 'public',
        settings: {
          text: name,
          icon_url: addresses.logo,
          placements: [
            placement('link_selection', 'LtiDeepLinkingRequest'),
            placement('assignment_selection', 'LtiDeepLinkingRequest'),
            placement('course_navigation', 'LtiResourceLinkRequest'),
          ],
        },
      },
    ],
    custom_fields: {},
  };
}

/** What both know; all that is wanted where the platform does not say what it knows. */
function common(wanted: readonly string[], supported: readonly string[] | null): readonly string[] {
  return supported === null ? wanted : wanted.filter((one) => supported.includes(one));
}
