import { isSuccess, type PlatformAnswer } from './ask-platform.ts';
import { askWithToken, type Permit, type ServiceDeps } from './ask-with-token.ts';
import { nextPage } from './link-header.ts';
import { PlatformRefusal } from './platform-errors.ts';

const MOST_PAGES = 500;

interface Listing {
  readonly permit: Permit;
  readonly url: string;
  /** One exact media type: Moodle refuses lists and wildcards. */
  readonly accept: string;
  /** For the message if the platform refuses it. */
  readonly what: string;
}

/**
 * The pages of a list, one after the other. Not through ltijs, whose client (5.9.9, tried) waits for an answer for ever,
 * follows redirects to anywhere, sends the token to whatever origin `next` names, and loses Moodle's malformed `next`. The token goes to no other origin than the list's own.
 * @throws PlatformRefusal, PlatformSilent if the list is not complete
 */
export async function* askPages(deps: ServiceDeps, listing: Listing): AsyncGenerator<PlatformAnswer> {
  const seen = new Set<string>();
  const { origin } = new URL(listing.url);
  let page: string | null = listing.url;
  while (page && !seen.has(page)) {
    seen.add(page);
    const answer: PlatformAnswer = await askWithToken(deps, listing.permit, {
      method: 'GET',
      url: page,
      headers: { Accept: listing.accept },
    });
    if (!isSuccess(answer)) throw new PlatformRefusal(listing.what, answer);
    yield answer;
    page = nextPage(answer.headers.link, page);
    const isAstray = page !== null && new URL(page).origin !== origin;
    if (isAstray || seen.size >= MOST_PAGES) throw new PlatformRefusal(listing.what, answer);
  }
}
