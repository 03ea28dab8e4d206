import * as v from 'valibot';
import { HttpError } from './http-error.ts';

/**
 * What a request's body says.
 * @param form what it has to be, for people.
 * @throws HttpError 400 where it is something else.
 */
export const readJson = <Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
  form: string,
): v.InferOutput<Schema> => {
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new HttpError(400, 'body-wrong', `The body has to be ${form}.`);
};
