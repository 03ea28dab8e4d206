import type { LinkState, RelayStatus } from '../../../shared/protocol.ts';
import { formatAge, formatCount } from '../data/age-format.ts';
import { healthOf } from '../data/health.ts';
import { shortFigure } from '../data/short-figure.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

const { footer, health: words } = texts;

const Link = ({ state, name, title }: { state: LinkState; name: string; title: string }) => (
  <span class={`link ${state}`} title={title} aria-label={title} role="img">
    <span class="link-dot" />
    <span class="link-name">{name}</span>
    <span class="link-initial">{name.charAt(0)}</span>
  </span>
);

const Stores = ({ status }: { status: RelayStatus }) => {
  const { redis, archive, kept } = status;
  const archiveTitle = footer.archiveTitle(archive.state, archive.waiting, archive.archived, archive.problem);
  return (
    <>
      <Link state={redis.state} name={footer.redis} title={footer.redisTitle(redis.state, redis.problem)} />
      <Link state={archive.state} name={footer.archive} title={archiveTitle} />
      {archive.state === 'off' ? (
        <span class="counts roomy" title={footer.keptTitle(kept)}>
          {footer.kept(formatCount(kept))}
        </span>
      ) : (
        <span class="counts" title={archiveTitle}>
          <span class="cramped">+</span>
          {formatCount(archive.waiting)}
          <span class="roomy"> {footer.waiting}</span>
          <span class="roomiest"> · {footer.archived(formatCount(archive.archived))}</span>
        </span>
      )}
    </>
  );
};

/** How live it is: in figures while it is, in a word where it is not. */
const Feed = ({ session }: { session: PanelSession }) => {
  const { ticksPerSecond, age, isStale, latency } = session.meter.figures.value;
  const health = healthOf(session.connection.value, session.meter.figures.value);
  const answer = session.chart.lastAnswer.value;
  const answerMs = answer && shortFigure(answer.ms);
  return (
    <>
      {health === 'live' ? (
        <span key="rate" title={footer.rateTitle}>
          {footer.rate(shortFigure(ticksPerSecond))}
        </span>
      ) : (
        <span key="word" class={`health-word ${health}`}>
          {words.states[health].word}
        </span>
      )}
      {age !== undefined && (
        <span class={isStale ? 'stale' : ''} title={footer.ageTitle}>
          {formatAge(age)}
        </span>
      )}
      {latency && health === 'live' && (
        <span title={footer.latencyTitle}>
          {footer.latency(shortFigure(latency.p50), shortFigure(latency.p99))}
        </span>
      )}
      {answer && answerMs !== undefined && (
        <span class="last-answer" title={words.historyTitle(answer.source, answerMs)}>
          {words.history(answer.source, answerMs)}
        </span>
      )}
    </>
  );
};

export const Footer = ({ session }: { session: PanelSession }) => {
  const status = session.status.value;
  return (
    <footer class="footer" aria-label={footer.label}>
      <Feed session={session} />
      <span class="spring" />
      {status && <Stores status={status} />}
      <a
        href="https://www.tradingview.com/"
        target="_blank"
        rel="noreferrer"
        title={footer.chartNotice}
        aria-label={footer.chartNotice}
      >
        {footer.chartLibrary}
      </a>
    </footer>
  );
};
