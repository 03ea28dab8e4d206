import { readFileSync } from 'node:fs';
import { defineManifest } from '@crxjs/vite-plugin';
import { BROKERS } from './brokers/brokers.ts';
import { sitePattern } from './brokers/site-host.ts';
import { EXTENSION_KEY } from '../shared/extension-id.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** The simulator's pages, and the relay's address for the extension's own requests. */
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost'];
const LOOPBACK = LOOPBACK_HOSTS.map((host) => `http://${host}/*`);

const HOSTS = BROKERS.flatMap(({ hosts }) => hosts).filter((host) => !LOOPBACK_HOSTS.includes(host));

const matches = [...HOSTS.map(sitePattern), ...LOOPBACK];

const content = {
  matches,
  run_at: 'document_start',
  all_frames: true,
  match_origin_as_fallback: true,
} as const;

const LOCAL_ADDRESSES = 'http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*';

const ICONS = {
  16: 'extension/icons/icon-16.png',
  32: 'extension/icons/icon-32.png',
  48: 'extension/icons/icon-48.png',
  128: 'extension/icons/icon-128.png',
};

export const manifest = defineManifest({
  manifest_version: 3,
  name: 'QuFLX Tick Relay',
  version,
  description:
    "Keeps every price tick that your broker's page receives, with your own relay on this computer.",
  key: EXTENSION_KEY,
  minimum_chrome_version: '125',
  icons: ICONS,
  action: { default_title: 'QuFLX Tick Relay', default_icon: ICONS },
  permissions: ['storage', 'unlimitedStorage', 'sidePanel', 'alarms', 'notifications', 'scripting'],
  host_permissions: LOOPBACK,
  // Asked for one site at a time, when the user adds it in the options.
  optional_host_permissions: ['*://*/*'],
  background: { service_worker: 'extension/background/background.ts', type: 'module' },
  content_scripts: [
    // The bridge must be listening when the hook hands its port over, so it comes first.
    { ...content, js: ['extension/page/bridge.iife.ts'], world: 'ISOLATED' },
    { ...content, js: ['extension/page/websocket-hook.iife.ts'], world: 'MAIN' },
  ],
  side_panel: { default_path: 'extension/panel-page/panel.html' },
  options_ui: { page: 'extension/options/options.html', open_in_tab: true },
  content_security_policy: {
    extension_pages: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ${LOCAL_ADDRESSES}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  },
});
