/**
 * How often a fault is repeated: `long` times under `npm run test:faults` (which sets `FAULTS=long`), `short`
 * times in `npm test`.
 */
export const rounds = (short: number, long: number): number => (process.env.FAULTS === 'long' ? long : short);
