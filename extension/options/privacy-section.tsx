import { texts } from './texts.ts';

const { privacy } = texts;

const Items = ({ items }: { items: readonly string[] }) => (
  <ul class="items">
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
);

export const PrivacySection = () => (
  <section>
    <h2>{privacy.heading}</h2>
    <div class="columns">
      <div>
        <p>{privacy.captured}</p>
        <Items items={privacy.capturedItems} />
      </div>
      <div>
        <p>{privacy.never}</p>
        <Items items={privacy.neverItems} />
      </div>
    </div>
    <p class="muted">{privacy.pageUntouched}</p>
    <p class="muted">{privacy.notifications}</p>
  </section>
);
