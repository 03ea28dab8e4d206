import type { Site } from '../../contracts/sites.ts';
import { texts } from '../texts.ts';
import { exportSites, removeSite, requestSite } from './site-actions.ts';

const { row } = texts.sites;

export interface SiteRowProps {
  readonly site: Site;
  readonly isAllowed: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** One added site: how far it is, and what can be done with it. */
export const SiteRow = ({ site: { host, mapping }, isAllowed, isOpen, onOpen }: SiteRowProps) => (
  <li class="site" data-host={host}>
    <span class="site-host">{host}</span>
    <span class={isAllowed ? 'muted' : 'problem'}>
      {isAllowed ? (mapping ? row.mapped : row.unmapped) : row.notAllowed}
    </span>
    <span class="line end">
      {isAllowed ? (
        <button type="button" class="button" data-action="inspect" aria-expanded={isOpen} onClick={onOpen}>
          {mapping ? row.change : row.map}
        </button>
      ) : (
        <button type="button" class="button" data-action="allow" onClick={() => void requestSite(host)}>
          {row.allow}
        </button>
      )}
      {mapping && (
        <button type="button" class="button" data-action="export" onClick={() => exportSites([mapping])}>
          {row.export}
        </button>
      )}
      <button
        type="button"
        class="button"
        data-action="remove"
        aria-label={row.removeLabel(host)}
        onClick={() => void removeSite(host)}
      >
        {row.remove}
      </button>
    </span>
  </li>
);
