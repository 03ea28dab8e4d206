import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { Notice } from './notice.tsx';
import { PairingForm } from './pairing-form.tsx';

/** The notices that the panel's state calls for, or nothing. */
export const StatusNotice = ({ session }: { session: PanelSession }) => {
  if (session.settings.value === undefined) return null;
  return (
    <div class="notices">
      <ConnectionNotice session={session} />
      <DroppedNotice session={session} />
    </div>
  );
};

const ConnectionNotice = ({ session }: { session: PanelSession }) => {
  const state = session.connection.value;
  const relayUrl = session.settings.value?.relayUrl ?? '';
  const { extension } = session.surroundings;
  const words = texts.connection(relayUrl);
  if (state === 'connected') return <FeedNotice session={session} />;

  const isUnpaired = state === 'not-paired' || state === 'token-refused';
  return (
    <Notice
      text={extension ? words[state] : { ...words, ...texts.connectionOfBrowser }[state]}
      variant={session.hasPairs.value ? 'bar' : 'full'}
      isBusy={state === 'connecting'}
    >
      {isUnpaired && extension && <PairingForm relayUrl={relayUrl} keepToken={extension.keepToken} />}
      {!isUnpaired && state !== 'connecting' && (
        <button type="button" class="button" onClick={() => session.retry()}>
          {texts.retry}
        </button>
      )}
      <Waiting session={session} />
    </Notice>
  );
};

const FeedNotice = ({ session }: { session: PanelSession }) => {
  const { captures, log } = session.status.value ?? {};
  if (log?.problem !== undefined) {
    return (
      <Notice text={texts.logProblem(log.problem)} variant={session.hasPairs.value ? 'bar' : 'full'}>
        <Waiting session={session} />
      </Notice>
    );
  }
  const isSilent = session.meter.figures.value.age === undefined || session.meter.figures.value.isStale;
  const { pages = 0, unwatched: [unwatched] = [] } = session.capture.value ?? {};
  if (isSilent && pages === 0 && unwatched) {
    const text = texts.health.unwatched(unwatched);
    return <Notice text={text} variant={session.hasPairs.value ? 'bar' : 'full'} />;
  }
  if (!session.hasPairs.value) {
    return <Notice text={pages > 0 ? texts.noTicksFromPage : texts.noTicks} variant="full" />;
  }
  return captures === 0 && isSilent ? <Notice text={texts.notSending} variant="bar" /> : null;
};

/** What is safe in this browser meanwhile. */
const Waiting = ({ session }: { session: PanelSession }) => {
  const waiting = session.capture.value?.waiting ?? 0;
  return waiting > 0 ? <p class="aside">{texts.captureWaiting(waiting)}</p> : null;
};

/** Stays until the trader has taken note, because nothing else tells of a gap that nobody can fill later. */
const DroppedNotice = ({ session }: { session: PanelSession }) => {
  const count = session.dropped.value;
  if (count === 0) return null;
  return (
    <Notice text={texts.dropped(count)} variant="bar">
      <button type="button" class="button" onClick={() => session.dismissDropped()}>
        {texts.dismiss}
      </button>
    </Notice>
  );
};
