import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { waitUntil } from './child-server.ts';
import { freePort } from './free-port.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

const NODES = 3;
const SLOTS = 16_384;

export interface RedisCluster {
  readonly urls: readonly string[];
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

interface Node {
  readonly server: RedisServer;
  readonly busPort: number;
  readonly client: Redis;
}

const startNode = async (folder: string): Promise<Node> => {
  const busPort = await freePort();
  const server = await startRedis({
    args: [
      ...['--dir', folder, '--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
      ...['--cluster-config-file', `nodes-${busPort}.conf`, '--cluster-node-timeout', '2000'],
    ],
  });
  return { server, busPort, client: new Redis(server.url) };
};

/** A real Redis Cluster of three primaries on free ports of 127.0.0.1. */
export const startRedisCluster = async (): Promise<RedisCluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'tick-relay-redis-'));
  const nodes: Node[] = [];
  for (let index = 0; index < NODES; index++) nodes.push(await startNode(folder));
  await Promise.all(
    nodes.map(({ client }, index) =>
      client.call(
        'CLUSTER',
        'ADDSLOTSRANGE',
        Math.ceil((SLOTS / NODES) * index),
        Math.ceil((SLOTS / NODES) * (index + 1)) - 1,
      ),
    ),
  );
  const [first] = nodes;
  for (const { server, busPort } of nodes.slice(1)) {
    await first?.client.call('CLUSTER', 'MEET', '127.0.0.1', server.port, busPort);
  }
  const isWhole = async ({ client }: Node): Promise<boolean> => {
    const info = await client.cluster('INFO');
    return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`);
  };
  await waitUntil(
    async () => (await Promise.all(nodes.map(isWhole))).every(Boolean),
    () => 'The Redis nodes did not become a cluster.',
  );
  for (const { client } of nodes) client.disconnect();
  return {
    urls: nodes.map(({ server }) => server.url),
    nodes: nodes.map(({ server }) => server),
    stop: async () => {
      await Promise.all(nodes.map(({ server }) => server.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
