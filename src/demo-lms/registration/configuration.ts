import type { Addresses } from '../addresses.ts';
import { messageTypes } from '../launch/claims.ts';
import { scopes } from '../services/scopes.ts';

const platformConfiguration = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
export const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** What a tool reads before it registers itself (LTI Dynamic Registration 1.0, section 3.4). */
export function openidConfiguration(addresses: Addresses): object {
  return {
    issuer: addresses.issuer,
    authorization_endpoint: addresses.authorization,
    token_endpoint: addresses.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: addresses.keys,
    registration_endpoint: addresses.registration,
    scopes_supported: ['openid', ...Object.values(scopes)],
    response_types_supported: ['id_token'],
    response_modes_supported: ['form_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    [platformConfiguration]: {
      product_family_code: 'lcf-demo-lms',
      version: '1',
      messages_supported: [
        { type: messageTypes.open },
        { type: messageTypes.pick, placements: ['ContentArea'] },
        { type: messageTypes.review },
      ],
      variables: [],
    },
  };
}
