import type { Command } from '../keyboard/commands.ts';
import { texts } from '../texts/texts.ts';

const HELP_ID = 'popover-help';
/** More keys than these are shown as the first to the last. */
const MOST_KEYS = 4;
const { keyboard } = texts;

/** Shows the list of keys, or hides it. */
export const toggleHelp = (): void => {
  document.getElementById(HELP_ID)?.togglePopover();
};

const Key = ({ name }: { name: string }) => (
  <kbd>{keyboard.names[name] ?? (name.length === 1 ? name.toUpperCase() : name)}</kbd>
);

const Keys = ({ keys }: { keys: readonly string[] }) => {
  const [first = '', last = ''] = [keys[0], keys.at(-1)];
  if (keys.length <= MOST_KEYS) return keys.map((key) => <Key key={key} name={key} />);
  return (
    <>
      <Key name={first} /> {keyboard.upTo} <Key name={last} />
    </>
  );
};

const Line = ({ keys, does }: { keys: readonly string[]; does: string }) => (
  <div>
    <dt>
      <Keys keys={keys} />
    </dt>
    <dd>{does}</dd>
  </div>
);

/** Every key of the panel and what it does. */
export const Help = ({ commands }: { commands: readonly Command[] }) => {
  const labels = [...new Set(commands.map(({ label }) => label))];
  return (
    <div id={HELP_ID} popover="auto" class="popover help" role="dialog" aria-label={keyboard.title}>
      <h2>{keyboard.title}</h2>
      <dl>
        {labels.map((label) => (
          <Line
            key={label}
            keys={commands.filter((command) => command.label === label).map(({ key }) => key)}
            does={label}
          />
        ))}
        <Line keys={['Tab']} does={keyboard.within} />
        <Line keys={['Esc']} does={keyboard.close} />
      </dl>
    </div>
  );
};
