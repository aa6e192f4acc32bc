/** The claims of LTI 1.3 (1EdTech, LTI Core 1.3, section 5.3) by short names. */
const lti = 'https://purl.imsglobal.org/spec/lti/claim';

export const claim = {
  messageType: `${lti}/message_type`,
  version: `${lti}/version`,
  deploymentId: `${lti}/deployment_id`,
  targetLinkUri: `${lti}/target_link_uri`,
  resourceLink: `${lti}/resource_link`,
  roles: `${lti}/roles`,
  context: `${lti}/context`,
  platform: `${lti}/tool_platform`,
  presentation: `${lti}/launch_presentation`,
  custom: `${lti}/custom`,
  forUser: `${lti}/for_user`,
  gradeService: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  namesService: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  deepLinkItems: 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items',
  deepLinkData: 'https://purl.imsglobal.org/spec/lti-dl/claim/data',
} as const;

export const messageTypes = {
  open: 'LtiResourceLinkRequest',
  pick: 'LtiDeepLinkingRequest',
  review: 'LtiSubmissionReviewRequest',
  picked: 'LtiDeepLinkingResponse',
} as const;
