import { texts } from '../texts/texts.ts';
import { element, titled } from './elements.ts';
import { icon } from './icon.ts';

const STAR_PATH = 'M8 2.2 9.8 6l4.2.5-3.1 2.9.8 4.1L8 11.5l-3.7 2 .8-4.1L2 6.5 6.2 6z';

/** Makes a pair a favourite, and no favourite again. */
export class StarButton {
  readonly root: HTMLButtonElement;

  constructor() {
    this.root = element('button', 'star', icon(STAR_PATH));
    this.root.type = 'button';
    this.isSet = false;
  }

  set isSet(isSet: boolean) {
    const pressed = String(isSet);
    if (this.root.ariaPressed !== pressed) this.root.ariaPressed = pressed;
  }

  describe(label: string): void {
    const title = texts.watchlist.favourite(label);
    titled(title, this.root);
    if (this.root.ariaLabel !== title) this.root.ariaLabel = title;
  }
}
