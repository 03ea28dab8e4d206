import { expect, test } from 'vitest';
import { PairingCodes } from './pairing-codes.ts';

test('a code is shown in two groups and works once, however it is typed', () => {
  const codes = new PairingCodes();
  const { code } = codes.issue();
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  expect(codes.redeem(code.toLowerCase().replace('-', ' '))).toBe('right');
  expect(codes.redeem(code)).toBe('wrong');
});

test('only the newest code is valid', () => {
  const codes = new PairingCodes();
  const first = codes.issue();
  const second = codes.issue();
  expect(codes.redeem(first.code)).toBe('wrong');
  expect(codes.redeem(second.code)).toBe('right');
});

test('a code ends after ten minutes', () => {
  let now = 0;
  const codes = new PairingCodes(() => now);
  const { code, expiresAt } = codes.issue();
  expect(expiresAt).toBe(600_000);
  now = expiresAt;
  expect(codes.redeem(code)).toBe('wrong');
});

test('the fifth wrong try locks the code, for the right one too, until there is a new one', () => {
  const codes = new PairingCodes();
  const { code } = codes.issue();
  const tries = Array.from({ length: 6 }, () => codes.redeem('WRONG234'));
  expect(tries).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked', 'locked']);
  expect(codes.redeem(code)).toBe('locked');
  expect(codes.redeem(codes.issue().code)).toBe('right');
});

test('a locked code is forgotten after ten minutes', () => {
  let now = 0;
  const codes = new PairingCodes(() => now);
  const { expiresAt } = codes.issue();
  for (let attempt = 0; attempt < 5; attempt += 1) codes.redeem('WRONG234');
  now = expiresAt;
  expect(codes.redeem('WRONG234')).toBe('wrong');
});

test('four wrong tries leave the code valid', () => {
  const codes = new PairingCodes();
  const { code } = codes.issue();
  for (let attempt = 0; attempt < 4; attempt += 1) codes.redeem('WRONG234');
  expect(codes.redeem(code)).toBe('right');
});
