import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** Grafana fills these in before Prometheus reads the expression. */
const VARIABLES: readonly (readonly [string, string])[] = [['$__rate_interval', '1m']];

export interface UsedMetric {
  readonly name: string;
  /** The label names that the expression groups by, of all its metrics. */
  readonly labels: readonly string[];
}

/** The metrics of a PromQL expression out of a dashboard; throws where it is no PromQL. */
export const metricsOf = (expression: string): UsedMetric[] => {
  const text = VARIABLES.reduce((all, [name, value]) => all.replaceAll(name, value), expression);
  const names: string[] = [];
  const labels: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) throw new Error(`No PromQL at ${from}: ${expression}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        names.push(text.slice(from, to));
      if (isGroupingLabel(node)) labels.push(text.slice(from, to));
    },
  });
  return names.map((name) => ({ name, labels }));
};

const isGroupingLabel = (node: SyntaxNode): boolean =>
  node.name === 'LabelName' && node.parent?.name === 'GroupingLabels';
