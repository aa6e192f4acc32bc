const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope';

/** Everything that a tool may ask for. */
export const scopes = {
  lineItem: `${ags}/lineitem`,
  lineItemReadOnly: `${ags}/lineitem.readonly`,
  resultReadOnly: `${ags}/result.readonly`,
  score: `${ags}/score`,
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;
