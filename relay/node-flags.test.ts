import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODE_FLAGS } from './node-flags.ts';
import { PRODUCT_ROOT } from './product.ts';

describe('npm start', () => {
  it('starts the relay with its flags', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(PRODUCT_ROOT, 'package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    expect(scripts.start).toContain(`node ${NODE_FLAGS.join(' ')} dist/relay/tick-relay.js run`);
  });
});
