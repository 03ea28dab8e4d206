import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { HttpError } from './http-error.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const PAGE = '/index.html';

export interface DashboardFile {
  readonly type: string;
  readonly content: Buffer;
}

/** Every file by its path in a URL, so that no path of a request ever meets the disk. */
const readFiles = (folder: string): Map<string, DashboardFile> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(
      (entry): [string, DashboardFile][] => {
        const type = TYPES[path.extname(entry.name)];
        if (!entry.isFile() || type === undefined) return [];
        const file = path.join(entry.parentPath, entry.name);
        const route = `/${path.relative(folder, file).split(path.sep).join('/')}`;
        return [[route, { type, content: readFileSync(file) }]];
      },
    ),
  );

/** The built page that the panel has in any browser. Its files hold no secret, so nobody needs a token for them. */
export class Dashboard {
  readonly #folder: string;
  #files = new Map<string, DashboardFile>();
  /** When what was read was built; files are read when the page is asked for, and again after another build. */
  #builtAt: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The file at a path, `/` for the page, or `undefined` where there is none.
   * @throws HttpError 404 where the page is asked for and is not built.
   */
  file(route: string): DashboardFile | undefined {
    if (route !== '/') return this.#files.get(route);
    this.#refresh();
    const page = this.#files.get(PAGE);
    if (!page) throw new HttpError(404, 'not-built', 'The page is not built yet: run `npm run build`.');
    return page;
  }

  #refresh(): void {
    const builtAt = statSync(path.join(this.#folder, PAGE), { throwIfNoEntry: false })?.mtimeMs;
    if (builtAt === this.#builtAt) return;
    this.#files = builtAt === undefined ? new Map<string, DashboardFile>() : readFiles(this.#folder);
    this.#builtAt = builtAt;
  }
}

/**
 * What a browser may do with the page: load its own files, talk to this relay, and be in no frame.
 * `host`: as the request names it.
 */
export const dashboardHeaders = (host: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // The chart library writes a style element.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    // Older browsers do not take a WebSocket for 'self'.
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
});
