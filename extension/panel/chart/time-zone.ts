import * as v from 'valibot';
import { stored } from '../storage/stored.ts';
import { TIME_ZONES } from '../data/clock-date.ts';

/** The zone of every time that the panel shows, the trader's choice. */
export const timeZone = stored('timeZone', v.picklist(TIME_ZONES), 'local');
