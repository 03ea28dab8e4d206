import * as v from 'valibot';
import { stored } from '../storage/stored.ts';

/** The time zone of the chart's times, as the trader has chosen it. */
export const timeZone = stored('time-zone', v.picklist(['local', 'utc']), 'local');
