import { useSignal } from '@preact/signals';
import { texts } from '../texts.ts';
import { addSite, exportSites, importSites } from './site-actions.ts';
import { SiteEditor } from './site-editor.tsx';
import { SiteRow } from './site-row.tsx';
import { allowed, sites } from './sites-state.ts';

const { heading, about, add, file } = texts.sites;

const AddForm = ({ onAdded }: { readonly onAdded: (host: string) => void }) => {
  const typed = useSignal('');
  const problem = useSignal('');
  const submit = async (): Promise<void> => {
    const outcome = await addSite(typed.value);
    if ('problem' in outcome) {
      problem.value = outcome.problem;
      return;
    }
    typed.value = '';
    onAdded(outcome.host);
  };
  return (
    <form
      class="line"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label for="site-address">{add.address}</label>
      <input
        id="site-address"
        class="field"
        name="siteAddress"
        inputMode="url"
        spellcheck={false}
        autocomplete="off"
        placeholder={add.example}
        aria-describedby="site-problem"
        aria-invalid={problem.value !== ''}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          problem.value = '';
        }}
      />
      <button type="submit" class="button primary">
        {add.submit}
      </button>
      <p id="site-problem" class="problem" role="alert">
        {problem.value}
      </p>
    </form>
  );
};

const Files = () => {
  const outcome = useSignal({ isTaken: true, text: '' });
  const mappings = sites.value.flatMap(({ mapping }) => mapping ?? []);
  return (
    <div class="line">
      <label class="button">
        {file.import}
        <input
          class="unseen"
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) void importSites(chosen).then((told) => (outcome.value = told));
            currentTarget.value = '';
          }}
        />
      </label>
      <button
        type="button"
        class="button"
        disabled={mappings.length === 0}
        onClick={() => exportSites(mappings)}
      >
        {file.export}
      </button>
      <span role="status" class={outcome.value.isTaken ? 'muted' : 'problem'}>
        {outcome.value.text}
      </span>
    </div>
  );
};

/** Sites beyond the brokers that are read out of the box. */
export const SitesSection = () => {
  const open = useSignal<string | undefined>(undefined);
  const site = sites.value.find(({ host }) => host === open.value);
  return (
    <section>
      <h2>{heading}</h2>
      <p class="muted">{about}</p>
      <AddForm onAdded={(host) => (open.value = host)} />
      {sites.value.length > 0 && (
        <ul class="sites">
          {sites.value.map((one) => (
            <SiteRow
              key={one.host}
              site={one}
              isAllowed={allowed.value.has(one.host)}
              isOpen={open.value === one.host}
              onOpen={() => (open.value = open.value === one.host ? undefined : one.host)}
            />
          ))}
        </ul>
      )}
      <Files />
      {site && allowed.value.has(site.host) && (
        <SiteEditor key={site.host} site={site} onClose={() => (open.value = undefined)} />
      )}
    </section>
  );
};
