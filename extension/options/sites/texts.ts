import type { ReadProblem } from '../../brokers/mapped/read-prices.ts';
import type { MappingProblem } from '../../brokers/mapped/site-mapping.ts';
import { plural } from '../plural.ts';

const fileProblem: Readonly<Record<MappingProblem | 'json' | 'empty', string>> = {
  json: 'it is no JSON',
  empty: 'it holds no sites',
  shape: 'it is no mapping of a site, or holds what none has',
  version: '“version” is another one than this extension reads',
  host: '“host” is no host of a site, like prices.example',
  name: '“name” is missing or too long',
  framing: '“framing” is neither “json” nor “socket.io”',
  match: '“match” is no list of places and what they have to hold',
  rows: '“rows” is no place in a frame, or is missing where something is said to be in a row',
  pair: '“pair” is neither a place, nor a constant, nor the key of a row',
  price: '“price” is no place in a frame',
  time: '“time” is neither a place with a unit, nor the receipt',
};

const readProblem: Readonly<Record<ReadProblem, string>> = {
  match: 'This frame is of another kind than the mapping reads.',
  rows: 'The list of prices is empty in this frame, or not there.',
  pair: 'The pair’s field holds no name that a pair can have: letters, digits and . _ / & + : ! - without a space.',
  price: 'The price’s field holds no number above zero.',
  time: 'The time’s field holds no time of today in that unit.',
};

/** The words of the section of other sites. */
export const sitesTexts = {
  heading: 'Other sites',
  about:
    'A site whose page receives prices as JSON over a WebSocket can be read like a broker: add it, open its page, and ' +
    'point at the fields of a frame that are the pair, the price and the time.',
  add: {
    address: 'Address',
    example: 'prices.example',
    submit: 'Add site',
    wrong: 'This is no address of a site. It looks like prices.example, and has at most 45 characters.',
    builtIn: (name: string) => `This is a page of ${name}, which is read already.`,
    refused: (host: string) => `Without your permission for ${host} its pages cannot be read.`,
  },
  row: {
    mapped: 'Read by its mapping.',
    unmapped: 'Not mapped yet: nothing of it is kept.',
    notAllowed: 'The browser does not let the extension read it.',
    map: 'Map',
    change: 'Change mapping',
    allow: 'Allow',
    export: 'Export',
    remove: 'Remove',
    removeLabel: (host: string) => `Remove ${host}`,
  },
  file: {
    import: 'Import…',
    export: 'Export all',
    taken: (count: number) => `${plural(count, 'site was', 'sites were')} taken from the file.`,
    problem: (problem: MappingProblem | 'json' | 'empty', at?: number) =>
      `The file was not taken: ${at === undefined ? '' : `in its site ${at}, `}${fileProblem[problem]}.`,
  },
  inspector: {
    label: (host: string) => `Frames of ${host}`,
    privacy:
      'Frames can hold what is private. They come straight from the page to this one, only while it is open, and are ' +
      'neither stored nor sent to the relay. What the page sends is not shown.',
    frames: 'Frames, newest first',
    wanted: 'Only frames with…',
    isRead: 'Of the kind that the mapping reads',
    noneWanted: 'None of the frames has it.',
    pause: 'Pause',
    goOn: 'Go on',
    close: 'Close',
    waiting: 'No frame yet. Pages that were open before the site was added have to be reloaded.',
    open: (host: string) => `Open ${host}`,
    choose: 'Click a frame with a price to see its fields.',
    pointing: 'The field that I click is',
    unread: {
      binary: 'Binary data that is no text: it cannot be read by a mapping.',
      long: 'Too long to be shown.',
      text: 'Holds no JSON: it cannot be read by a mapping.',
    },
    skipped: (count: number) => `${plural(count, 'frame', 'frames')} came too fast to be shown.`,
    save: 'Save mapping',
    saved: (host: string) => `Saved. Pages of ${host} are read by it.`,
  },
  roles: {
    kind: {
      choice: 'the kind',
      tag: 'kind',
      hint: 'What every frame with prices says alike, such as "type": "quote". Other frames are passed over. A second click takes it back.',
    },
    pair: { choice: 'the pair', tag: 'pair', hint: 'The name of what is priced.' },
    key: {
      choice: 'the pair, by its key',
      tag: 'pair',
      hint: 'For frames like { "EURUSD": 1.08, … }: the name of the field itself is the pair.',
    },
    price: { choice: 'the price', tag: 'price', hint: 'A number, or a text that is one.' },
    time: { choice: 'the time', tag: 'time', hint: 'When the price was made, by the site.' },
  },
  tree: { more: (count: number) => `… and ${count.toLocaleString('en')} more` },
  fields: {
    kind: 'Kind',
    pair: 'Pair',
    price: 'Price',
    time: 'Time',
    missing: 'not pointed at yet',
    whole: 'the whole frame',
    everyKind: 'every frame in which the fields below are found',
    byKey: 'the key of each entry',
    constant: 'or always',
    constantExample: 'EURUSD',
    each: 'in every entry of',
    unit: 'in',
    receipt: 'when the page received the frame',
    useReceipt: 'the frame has none: use when it was received (two open pages then keep each price twice)',
    units: {
      s: 'seconds',
      ms: 'milliseconds',
      us: 'microseconds',
      ns: 'nanoseconds',
      iso: 'date and time',
    },
  },
  trial: {
    incomplete: 'Point at the pair, the price and the time; then what they read is shown here.',
    noSample:
      'Click a frame above to test the mapping on it: it can be saved once it reads a price from one.',
    good: (count: number) => `It reads ${plural(count, 'price', 'prices')} from this frame.`,
    skipped: (count: number) => `${plural(count, 'entry has', 'entries have')} none.`,
    seen: (read: number, all: number) =>
      `Of the ${plural(all, 'frame', 'frames')} above ${read.toLocaleString('en')} ${read === 1 ? 'gives' : 'give'} prices.`,
    compare: 'Compare them with the page’s own before you rely on them.',
    pair: 'Pair',
    price: 'Price',
    time: 'Time',
    problem: readProblem,
  },
} as const;
