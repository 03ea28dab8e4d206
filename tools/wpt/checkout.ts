import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The web-platform-tests come out of the source of Debian's `firefox-esr`, which carries them whole, with their server:
 * https://packages.debian.org/source/stable/firefox-esr, in `testing/web-platform/tests`. Nothing of them is kept in
 * this repository; they stand under `.cache`.
 */

const PACKAGE = 'firefox-esr';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const MIRROR = 'http://deb.debian.org/debian';

/** What `websockets/` needs of the rest. */
const PARTS = [
  ...['websockets', 'tools', 'resources', 'common', 'interfaces', 'docs', 'fonts', '.well-known'],
  ...['wpt', 'wpt.py', 'lint.ignore', 'html/browsers/browsing-the-web'],
];

const codename = (): string => {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const name = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
  if (!name || !existsSync(KEYRING))
    throw new Error('The suite is fetched with Debian’s apt: run this on Debian.');
  return name;
};

/** What `apt` is told to keep apart from the machine's own lists. */
const aptOptions = (folder: string): string[] =>
  [
    `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::lists=${join(folder, 'lists')}`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option]);

interface SourceFile {
  readonly directory: string;
  readonly name: string;
  readonly sha256: string;
}

/** The upstream sources of every version that the lists name, the last listed, which is the newest, first. */
const sourcesOf = (listing: string): SourceFile[] =>
  listing
    .split('\n\n')
    .flatMap((version) => {
      const directory = /^Directory: (\S+)$/m.exec(version)?.[1];
      const [, sha256, name] = /^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.xz)$/m.exec(version) ?? [];
      return directory && sha256 && name ? [{ directory, name, sha256 }] : [];
    })
    .reverse();

/** A version may be listed and yet be gone from the mirror: takes the newest that is there. */
const download = (folder: string): string => {
  const lists = join(folder, 'lists', 'partial');
  mkdirSync(lists, { recursive: true });
  writeFileSync(
    join(folder, 'sources.list'),
    `deb-src [signed-by=${KEYRING}] ${MIRROR} ${codename()} main\n`,
  );
  const options = aptOptions(folder);
  execFileSync('apt-get', [...options, 'update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const listing = execFileSync('apt-cache', [...options, 'showsrc', PACKAGE], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const archive = join(folder, 'source.tar.xz');
  for (const { directory, name, sha256 } of sourcesOf(listing)) {
    try {
      console.log(`Fetching ${name} …`);
      const url = `${MIRROR}/${directory}/${name}`;
      execFileSync('/usr/lib/apt/apt-helper', ['download-file', url, archive, `SHA256:${sha256}`], {
        stdio: 'ignore',
      });
      return archive;
    } catch {
      console.log(`${name} is not on the mirror.`);
    }
  }
  throw new Error(`The mirror has no source of ${PACKAGE}.`);
};

/** The checkout's folder: fetched, 700 MB, where it is not there yet; of that 50 MB are kept. */
export const ensureCheckout = (cache: string): string => {
  const checkout = join(cache, 'tests');
  const done = join(cache, 'complete');
  if (existsSync(done)) return checkout;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(checkout, { recursive: true });
  const archive = download(cache);
  console.log('Unpacking …');
  const members = PARTS.map((part) => `firefox-*/testing/web-platform/tests/${part}`);
  execFileSync('tar', [
    ...['-xJf', archive, '-C', checkout, '--strip-components=4'],
    ...['--anchored', '--wildcards', '--no-wildcards-match-slash', ...members],
  ]);
  rmSync(archive);
  writeFileSync(done, '');
  return checkout;
};
