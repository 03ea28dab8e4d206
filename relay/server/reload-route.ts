import { UserError } from '../user-error.ts';
import type { ReloadReport } from '../reload/reload-report.ts';
import { HttpError } from './http-error.ts';
import type { Route } from './routes.ts';

/** Lets the relay read its configuration again, as SIGHUP does, and says what came of it. */
export const RELOAD_ROUTE: Readonly<Record<string, Route>> = {
  'POST /api/reload': {
    token: 'owner',
    reply: async ({ reload }): Promise<ReloadReport> => {
      try {
        return await reload();
      } catch (error) {
        if (error instanceof UserError) throw new HttpError(409, 'config-wrong', error.message);
        throw error;
      }
    },
  },
};
