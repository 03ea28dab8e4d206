import { Counter, Gauge, type Registry } from 'prom-client';

const MICROSECONDS = 1e6;

/**
 * The process by the names that every Prometheus client gives it. Not all of prom-client's own: its measuring of the
 * event loop wakes an idle relay a hundred times a second.
 */
export const addProcessMetrics = (registry: Registry): void => {
  const registers = [registry];
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the relay.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  let counted = 0;
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time that the relay has used.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      const seconds = (user + system) / MICROSECONDS;
      this.inc(seconds - counted);
      counted = seconds;
    },
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the relay was started, in seconds since 1970.',
    registers,
  }).set(Math.round(performance.timeOrigin) / 1_000);
};
