import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

const inRepository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The pictures that were looked at and found good, and the fonts that they were taken with. */
const KEPT = inRepository('e2e/screens');
const FONTS_FILE = join(KEPT, 'fonts.json');
/** What a comparison leaves to look at. */
const REPORT = inRepository('.cache/screens');

/** Of a picture's pixels, by edges that another build of the browser smooths in another way. */
const MOST_DIFFERENT = 0.002;
const COLOR_TOLERANCE = 0.15;

/** Set to `1`, the pictures as they are now take the place of those that are kept. */
const KEEPS_NEW = process.env.KEEP_SCREENS === '1';

/** Widths of texts in the panel's font, px: with other fonts every picture is another one. */
export const fontsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) return 'none';
    const { fontFamily } = getComputedStyle(document.body);
    return ['400 12px', '600 20px']
      .map((font) => {
        context.font = `${font} ${fontFamily}`;
        return context.measureText('EUR/USD OTC 1.16271 −0.12% ▼').width.toFixed(3);
      })
      .join();
  });

/** Whether pictures taken with these fonts can be held against those that are kept; says so where they cannot. */
export const areComparable = (fonts: string): boolean => {
  if (KEEPS_NEW) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(FONTS_FILE, `${JSON.stringify({ fonts }, null, 2)}\n`);
    return true;
  }
  const kept = existsSync(FONTS_FILE)
    ? (JSON.parse(readFileSync(FONTS_FILE, 'utf8')) as { fonts: string })
    : undefined;
  if (kept?.fonts === fonts) return true;
  process.stderr.write(
    'This machine has other fonts than the kept pictures of the panel: they are taken and not compared.\n',
  );
  return false;
};

/** How many of the colours of a picture are told apart: of an empty one, a single one. */
export const colorCount = (picture: Buffer): number => {
  const { data } = PNG.sync.read(picture);
  const colors = new Set<number>();
  for (let at = 0; at < data.length; at += 4) colors.add(data.readUInt32BE(at));
  return colors.size;
};

/**
 * Holds a picture against the kept one of its name. Answers what is wrong in one sentence, or nothing; then both lie
 * side by side, with what differs, in `.cache/screens`.
 */
export const differenceOf = (name: string, picture: Buffer): string | undefined => {
  const file = join(KEPT, `${name}.png`);
  if (KEEPS_NEW) {
    writeFileSync(file, picture);
    return undefined;
  }
  if (!existsSync(file))
    return `${name}: no picture is kept; look at it and run the test with KEEP_SCREENS=1.`;
  const [now, kept] = [PNG.sync.read(picture), PNG.sync.read(readFileSync(file))];
  const { width, height } = kept;
  if (now.width !== width || now.height !== height)
    return `${name}: it is ${now.width} × ${now.height}, the kept picture ${width} × ${height}.`;
  const difference = new PNG({ width, height });
  const differing = pixelmatch(now.data, kept.data, difference.data, width, height, {
    threshold: COLOR_TOLERANCE,
  });
  const part = differing / (width * height);
  if (part <= MOST_DIFFERENT) return undefined;
  mkdirSync(REPORT, { recursive: true });
  writeFileSync(join(REPORT, `${name}.now.png`), picture);
  writeFileSync(join(REPORT, `${name}.kept.png`), PNG.sync.write(kept));
  writeFileSync(join(REPORT, `${name}.difference.png`), PNG.sync.write(difference));
  return `${name}: ${(part * 100).toFixed(2)} % of it differ, see ${REPORT}; where that is as it should be, run the test with KEEP_SCREENS=1.`;
};
