const marker = 'lcf-demo-lms';

/**
 * Whether an issuer is a demo LMS, wherever it ran: production switches off any that it finds in its data. No other LMS
 * has this path.
 */
export function isDemoPlatform(issuer: string): boolean {
  return URL.canParse(issuer) && new URL(issuer).pathname.endsWith(`/${marker}`);
}

/** The marker as a path, under which everything stands that platforms and tools say to one another. */
export const protocolPath = `/${marker}`;

export interface Addresses {
  readonly base: string;
  readonly issuer: string;
  readonly configuration: string;
  readonly authorization: string;
  readonly token: string;
  readonly keys: string;
  readonly registration: string;
  readonly deepLinkReturn: string;
  readonly style: string;
  script(name: string): string;
  tools(person: string): string;
  course(person: string, courseId: string): string;
  activity(person: string, courseId: string, placementId: string): string;
  gradebook(person: string, courseId: string): string;
  add(person: string, courseId: string, clientId: string): string;
  /** Without `of`, of everybody. */
  review(person: string, where: ColumnPlace, of: string | null): string;
  launch(person: string, courseId: string, what: Readonly<Record<string, string>>): string;
  lineItems(courseId: string, clientId: string): string;
  lineItem(column: Column): string;
  results(column: Column, subject: string): string;
  memberships(courseId: string, query?: Readonly<Record<string, string>>): string;
}

interface ColumnPlace {
  readonly _id: string;
  readonly courseId: string;
}

interface Column extends ColumnPlace {
  readonly clientId: string;
}

/** Every address of the demo LMS. Pages carry who one is in the address, so that two tabs may be two people. */
export function demoAddresses(publicUrl: URL): Addresses {
  const base = publicUrl.href.replace(/\/$/, '');
  return { base, ...pageAddresses(base), ...protocolAddresses(`${base}${protocolPath}`) };
}

const part = encodeURIComponent;

function pageAddresses(base: string) {
  const course = (person: string, courseId: string): string =>
    `${base}/as/${part(person)}/courses/${part(courseId)}`;
  return {
    style: `${base}/style.css`,
    script: (name: string) => `${base}/scripts/${name}.js`,
    tools: (person: string) => `${base}/as/${part(person)}/tools`,
    course,
    activity: (person: string, courseId: string, placementId: string) =>
      `${course(person, courseId)}/activities/${part(placementId)}`,
    gradebook: (person: string, courseId: string) => `${course(person, courseId)}/gradebook`,
    add: (person: string, courseId: string, clientId: string) =>
      `${course(person, courseId)}/add${query({ tool: clientId })}`,
    review: (person: string, { courseId, _id }: ColumnPlace, of: string | null) =>
      `${course(person, courseId)}/review/${part(_id)}${query(of === null ? {} : { of })}`,
    launch: (person: string, courseId: string, what: Readonly<Record<string, string>>) =>
      `${course(person, courseId)}/launch${query(what)}`,
  };
}

/** Line items have a query of their own, as Moodle's have: tools must put `/scores` before it. */
function protocolAddresses(issuer: string) {
  const services = (courseId: string): string => `${issuer}/services/courses/${part(courseId)}`;
  const lineItem = ({ courseId, _id }: ColumnPlace): string =>
    `${services(courseId)}/lineitems/${part(_id)}/lineitem`;
  return {
    issuer,
    configuration: `${issuer}/.well-known/openid-configuration`,
    authorization: `${issuer}/authorize`,
    token: `${issuer}/token`,
    keys: `${issuer}/keys`,
    registration: `${issuer}/register`,
    deepLinkReturn: `${issuer}/deep-link`,
    lineItems: (courseId: string, clientId: string) =>
      `${services(courseId)}/lineitems${query({ type_id: clientId })}`,
    lineItem: (column: Column) => `${lineItem(column)}${query({ type_id: column.clientId })}`,
    results: (column: Column, subject: string) =>
      `${lineItem(column)}/results${query({ type_id: column.clientId, user_id: subject })}`,
    memberships: (courseId: string, values: Readonly<Record<string, string>> = {}) =>
      `${services(courseId)}/memberships${query(values)}`,
  };
}

function query(values: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(values).toString();
  return text ? `?${text}` : '';
}
