import type { Quirks } from './quirks.ts';

/**
 * Hosted Canvas has one issuer (https://canvas.instructure.com) and one authorization endpoint
 * (https://sso.canvaslms.com) for all schools, each of which has a host of its own below instructure.com
 * (https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_dev_key_config).
 */
export const canvas: Partial<Quirks> = {
  isOwnOrigin: (origin) => /^https:\/\/(?:[a-z0-9-]+\.)+instructure\.com$/.test(origin),
  stepsAfterRegistration: ['canvasActivate', 'canvasInstall'],
};
