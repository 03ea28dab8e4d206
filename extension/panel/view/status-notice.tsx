import { formatCount } from '../data/age-format.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts.ts';
import { Notice } from './notice.tsx';
import { PairingForm } from './pairing-form.tsx';

/** The notice that the panel's state calls for, or nothing. */
export const StatusNotice = ({ session }: { session: PanelSession }) => {
  const state = session.connection.value;
  const relayUrl = session.settings.value?.relayUrl;
  const variant = session.hasPairs.value ? 'bar' : 'full';
  if (relayUrl === undefined) return null;
  if (state === 'connected') return <FeedNotice session={session} />;

  const isUnpaired = state === 'not-paired' || state === 'token-refused';
  const waiting = session.capture.value?.waiting ?? 0;
  return (
    <Notice text={texts.connection(relayUrl)[state]} variant={variant} isBusy={state === 'connecting'}>
      {isUnpaired && <PairingForm relayUrl={relayUrl} />}
      {!isUnpaired && state !== 'connecting' && (
        <button type="button" class="button" onClick={() => session.retry()}>
          {texts.retry}
        </button>
      )}
      {waiting > 0 && <p class="aside">{texts.captureWaiting(formatCount(waiting))}</p>}
    </Notice>
  );
};

const FeedNotice = ({ session }: { session: PanelSession }) => {
  const captures = session.status.value?.captures;
  if (!session.hasPairs.value) {
    const isPageOpen = (session.capture.value?.pages ?? 0) > 0;
    return <Notice text={isPageOpen ? texts.noTicksFromPage : texts.noTicks} variant="full" />;
  }
  const isSilent = session.figures.value.age === undefined || session.figures.value.isStale;
  return captures === 0 && isSilent ? <Notice text={texts.notSending} variant="bar" /> : null;
};
