/** How often a fault is repeated: `short` within `npm test`, `long` with `FAULTS=long`, as `npm run test:faults` sets it. */
export const rounds = (short: number, long: number): number => (process.env.FAULTS === 'long' ? long : short);
