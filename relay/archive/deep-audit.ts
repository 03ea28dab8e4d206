import type { Pair } from '../../shared/pair.ts';
import { milliseconds, type Milliseconds } from '../../shared/units.ts';
import { HOUR, type HourDigest } from '../tick-log/hour-digests.ts';
import type { TickLog } from '../tick-log/tick-log.ts';
import type { ArchivedHour, HoursAnswer } from './archive.ts';

/** Hours asked of the archive at once: a day of one pair is 100,000 ticks at most. */
const HOURS_AT_ONCE = 24;

/** The tick log held against the archive, hour by hour. */
export interface DeepAudit {
  /** Hours of a pair whose ticks are the same on both sides, or are not (each then has a problem). */
  readonly compared: number;
  /** Hours that cannot be compared: not whole on one of the sides, or changed meanwhile. */
  readonly skipped: number;
  /** A sentence for each hour that differs. */
  readonly problems: readonly string[];
}

export interface DeepAuditParts {
  readonly log: Pick<TickLog, 'pairs' | 'nextHour'>;
  readonly hours: (pair: Pair, from: Milliseconds, to: Milliseconds) => Promise<HoursAnswer>;
  readonly now: Milliseconds;
}

const isSame = (a: HourDigest | undefined, b: HourDigest | undefined): boolean =>
  a !== undefined && a.ticks === b?.ticks && a.md5 === b.md5;

const differenceText = (pair: Pair, ours: HourDigest, theirs: ArchivedHour | undefined): string => {
  const hour = new Date(ours.hour).toISOString().slice(0, 16);
  const found = theirs?.ticks ?? 0;
  return found === ours.ticks
    ? `${pair}: the hour from ${hour}Z has ${found} ticks in the log and in Supabase, but not the same ones.`
    : `${pair}: the hour from ${hour}Z has ${ours.ticks} archived ticks in the log, but ${found} in Supabase.`;
};

/** The hours of a pair that have ended, a day at a time. */
const loggedDay = async (log: DeepAuditParts['log'], pair: Pair, from: Milliseconds, ended: Milliseconds) => {
  const first = await log.nextHour(pair, from, ended);
  if (!first) return undefined;
  const to = milliseconds(Math.min(ended, first.hour + HOURS_AT_ONCE * HOUR));
  const hours = [first];
  for (let next = first.hour + HOUR; next < to;) {
    const found = await log.nextHour(pair, milliseconds(next), to);
    if (!found) break;
    hours.push(found);
    next = found.hour + HOUR;
  }
  return { from: first.hour, to, hours };
};

/**
 * Compares number and hash of ticks for each pair and ended UTC hour that both sides have wholly.
 * Answers a sentence where the archive could not be asked.
 */
export const deepAudit = async ({ log, hours, now }: DeepAuditParts): Promise<DeepAudit | string> => {
  const ended = milliseconds(now - (now % HOUR));
  // A log without an ended hour must not pass for compared where the archive cannot be asked.
  const asked = await hours('', ended, ended);
  if (typeof asked === 'string') return asked;
  const problems: string[] = [];
  let [compared, skipped] = [0, 0];
  for (const { pair } of await log.pairs(now)) {
    let day = await loggedDay(log, pair, milliseconds(0), ended);
    while (day) {
      const answer = await hours(pair, day.from, day.to);
      if (typeof answer === 'string') return answer;
      const archived = new Map(answer.map((each) => [each.hour, each]));
      for (const { hour, digest } of day.hours) {
        const theirs = archived.get(hour);
        if (digest === undefined || theirs?.pruned === true) {
          skipped += 1;
          continue;
        }
        // Ticks that came late, and were archived between the two questions, are no difference.
        const isChanged = async (): Promise<boolean> =>
          !isSame(digest, (await log.nextHour(pair, hour, milliseconds(hour + HOUR)))?.digest);
        const same = isSame(digest, theirs);
        if (!same && (await isChanged())) {
          skipped += 1;
          continue;
        }
        compared += 1;
        if (!same) problems.push(differenceText(pair, digest, theirs));
      }
      day = await loggedDay(log, pair, day.to, ended);
    }
  }
  return { compared, skipped, problems };
};
