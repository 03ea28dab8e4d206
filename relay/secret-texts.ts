import type { Config } from './config/config.ts';
import { secretForms } from './secret-forms.ts';

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);

/** What must not be in a log or an answer, whatever text it came with. */
export class SecretTexts {
  readonly #texts = new Set<string>();

  /** Remembers those of a configuration, beside those of earlier ones. */
  learn({ token, supabase, redisUrls }: Config): void {
    const texts = [token, supabase?.secretKey, ...redisUrls.filter(passwordOf), ...redisUrls.map(passwordOf)];
    for (const text of texts) {
      for (const form of text ? secretForms(text) : []) this.#texts.add(form);
    }
  }

  hide(text: string): string {
    let hidden = text;
    for (const secret of this.#texts) hidden = hidden.replaceAll(secret, '[secret]');
    return hidden;
  }
}
