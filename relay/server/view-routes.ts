import * as v from 'valibot';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';
import type { Route } from './routes.ts';
import type { ViewLink } from './view-links.ts';

const OPEN_BODY = v.object({ link: v.pipe(v.string(), v.maxLength(512)) });

/** How a browser without the extension comes to see the relay: a link of `tick-relay open` becomes its token. */
export const VIEW_ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/view-links': { token: 'owner', reply: ({ viewLinks }): ViewLink => viewLinks.issue() },
  'POST /open': {
    token: 'none',
    reply: ({ access, viewLinks }, { body }): { token: string } => {
      const { link } = readJson(OPEN_BODY, body, '{ "link": "…" }');
      if (viewLinks.redeem(link)) return { token: access.open() };
      throw new HttpError(
        403,
        'link-refused',
        'The link was used already or is older than a minute: run `tick-relay open` for a new one.',
      );
    },
  },
};
