import type { CaptureStatus } from '../../contracts/capture-status.ts';
import { formatAge } from '../data/age-format.ts';
import { shortFigure } from '../data/short-figure.ts';
import type { Health } from '../data/health.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

const { rows, ...words } = texts.health;

const Row = ({ name, value }: { name: keyof typeof rows; value: string | undefined }) => (
  <div data-row={name}>
    <dt>{rows[name]}</dt>
    <dd>{value ?? words.none}</dd>
  </div>
);

/** From the page to the chart. */
const FeedRows = ({ session }: { session: PanelSession }) => {
  const { ticksPerSecond, age, latency } = session.meter.figures.value;
  const answer = session.chart.lastAnswer.value;
  return (
    <>
      <Row name="rate" value={age === undefined ? undefined : shortFigure(ticksPerSecond)} />
      <Row name="age" value={age === undefined ? undefined : words.ago(formatAge(age))} />
      <Row
        name="latency"
        value={latency && words.latency(shortFigure(latency.p50), shortFigure(latency.p99))}
      />
      <Row name="history" value={answer && words.history(answer.source, shortFigure(answer.ms))} />
    </>
  );
};

/** What this browser captures. */
const CaptureRows = ({ capture }: { capture: CaptureStatus | undefined }) => (
  <>
    <Row name="pages" value={capture && words.pages(capture.pages, capture.unwatched.length)} />
    <Row name="waiting" value={capture && words.ticks(capture.waiting)} />
    {capture && capture.dropped > 0 && <Row name="dropped" value={words.ticks(capture.dropped)} />}
  </>
);

/** What is kept where. */
const KeepingRows = ({ session }: { session: PanelSession }) => {
  const { kept, redis, archive } = session.status.value ?? {};
  return (
    <>
      {session.surroundings.extension && <CaptureRows capture={session.capture.value} />}
      <Row name="kept" value={kept === undefined ? undefined : words.ticks(kept)} />
      <Row name="redis" value={redis && words.link(redis.state)} />
      <Row
        name="archive"
        value={archive && words.archive(archive.state, archive.archived, archive.waiting)}
      />
    </>
  );
};

/** How the line does, in words. */
export const HealthDetails = ({ session, health }: { session: PanelSession; health: Health }) => {
  const { archive, redis, log } = session.status.value ?? {};
  const problems = [log?.problem, redis?.problem, archive?.problem].filter(
    (problem) => problem !== undefined,
  );
  return (
    <div class="health-details">
      <p class="health-sentence">{words.states[health].sentence}</p>
      <dl>
        <FeedRows session={session} />
        <KeepingRows session={session} />
      </dl>
      {problems.map((problem) => (
        <p key={problem} class="problem">
          {problem}
        </p>
      ))}
    </div>
  );
};
