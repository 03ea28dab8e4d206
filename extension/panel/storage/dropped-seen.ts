import * as v from 'valibot';
import { stored } from './stored.ts';

/** How many given-up ticks the trader has been told of. */
export const droppedSeen = stored('dropped-seen', v.pipe(v.number(), v.integer(), v.minValue(0)), 0);
