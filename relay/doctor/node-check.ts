import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PRODUCT_ROOT } from '../product.ts';
import { bad, good, type Check } from './check.ts';
import { isAtLeast, versionIn } from './versions.ts';

const neededVersion = (): string => {
  const { engines } = JSON.parse(readFileSync(path.join(PRODUCT_ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  return versionIn(engines.node).join('.');
};

export const nodeCheck: Check = {
  title: 'Node',
  check: () => {
    const needed = neededVersion();
    return isAtLeast(versionIn(process.versions.node), versionIn(needed))
      ? good(`Node ${process.versions.node}.`)
      : bad(
          `Node ${process.versions.node} is older than ${needed}.`,
          `Install Node ${needed} or newer from https://nodejs.org.`,
        );
  },
};
