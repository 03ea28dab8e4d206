import type { Theme } from './preferences.ts';

const MEDIA: Readonly<Record<Theme, string>> = {
  system: '(prefers-color-scheme: dark)',
  light: 'not all',
  dark: 'all',
};

interface RuleTree {
  readonly cssRules?: Iterable<RuleTree>;
  readonly media?: { mediaText: string };
}

/** The media of every block for dark colours, wherever it stands. */
const darkMediaOf = (tree: RuleTree): { mediaText: string }[] =>
  [...(tree.cssRules ?? [])].flatMap((rule) => [
    ...(rule.media?.mediaText === MEDIA.system ? [rule.media] : []),
    ...darkMediaOf(rule),
  ]);

/**
 * Lets the style sheets' blocks for dark colours follow the trader's choice: they are written once, for a system that
 * is dark, and are what is shown until the choice has been read. Answers what applies a choice.
 */
export const colorSchemeOf = (sheets: Iterable<RuleTree>): ((theme: Theme) => void) => {
  const blocks = [...sheets].flatMap(darkMediaOf);
  return (theme) => {
    for (const media of blocks) media.mediaText = MEDIA[theme];
  };
};
