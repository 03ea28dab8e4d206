import { createHash, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXTENSION_ID, EXTENSION_KEY, EXTENSION_ORIGIN } from './extension-id.ts';

test('the id is the one that Chrome derives from the key', () => {
  const hash = createHash('sha256').update(Buffer.from(EXTENSION_KEY, 'base64')).digest('hex');
  const letters = Array.from(hash.slice(0, 32), (digit) =>
    'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)),
  );
  expect(letters.join('')).toBe(EXTENSION_ID);
  expect(EXTENSION_ORIGIN).toBe(`chrome-extension://${EXTENSION_ID}`);
});

test('the key is a public RSA key', () => {
  const key = createPublicKey({ key: Buffer.from(EXTENSION_KEY, 'base64'), format: 'der', type: 'spki' });
  expect(key.asymmetricKeyType).toBe('rsa');
  expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
});
