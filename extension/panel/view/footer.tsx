import type { LinkState, RelayStatus } from '../../../shared/protocol.ts';
import { formatAge, formatCount } from '../data/age-format.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';

const NOT_BELOW_TEN = 9.95;
const { footer } = texts;

const short = (value: number): string => (value < NOT_BELOW_TEN ? value.toFixed(1) : value.toFixed(0));

const Link = ({ state, name, title }: { state: LinkState; name: string; title: string }) => (
  <span class={`link ${state}`} title={title} aria-label={title} role="img">
    <span class="link-dot" />
    {name}
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
        <span class="counts" title={footer.keptTitle(kept)}>
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

export const Footer = ({ session }: { session: PanelSession }) => {
  const { ticksPerSecond, age, isStale, latency } = session.figures.value;
  const status = session.status.value;
  return (
    <footer class="footer" aria-label={footer.label}>
      {age !== undefined && (
        <>
          <span title={footer.rateTitle}>{footer.rate(short(ticksPerSecond))}</span>
          <span class={isStale ? 'stale' : ''} title={footer.ageTitle}>
            {formatAge(age)}
          </span>
        </>
      )}
      {latency && (
        <span title={footer.latencyTitle}>{footer.latency(short(latency.p50), short(latency.p99))}</span>
      )}
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
